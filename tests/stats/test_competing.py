"""Cumulative incidence of competing decisions, against a published table, a law, and statsmodels."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite, log, sqrt

import numpy as np
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight

from d9311.statistics.competing import CAUSES, SHARES, CauseDay, after, cumulative_incidence, decision_curve
from d9311.statistics.intervals import Z_95

Claims = list[tuple[int, str]]  # days, and how it ended: a cause or "open"


def cause_days(claims: Claims) -> list[CauseDay]:
    return [
        CauseDay(
            day,
            at_risk=sum(days >= day for days, _ in claims),
            ended={cause: claims.count((day, cause)) for cause in CAUSES},
            censored=claims.count((day, "open")),
        )
        for day in sorted({days for days, _ in claims})
    ]


def table(claims: Claims, payer: str | None = None) -> pyarrow.Table:
    rows = [
        {"is_pooled": payer is None, "payer": payer, "day": day.day, "at_risk": day.at_risk, **day.ended, "censored": day.censored}
        for day in cause_days(claims)
    ]  # fmt: skip
    return pyarrow.Table.from_pylist(rows)


def test_steps_and_undecided_are_those_of_the_published_table() -> None:
    # Satagopan et al. 2004, British Journal of Cancer 91:1229-1235, table 2: deaths of breast cancer at 10,
    # 16, 23 and 27 months, of other causes at 18 and 26; each death of breast cancer adds 0.3 percent
    at_risk = {10: 304, 16: 302, 18: 301, 23: 300, 26: 298, 27: 297}
    rows = [
        {"is_pooled": True, "payer": None, "day": day, "at_risk": n, "approved": int(day in (18, 26)),
         "denied": int(day not in (18, 26)), "exhausted": 0, "censored": 0}
        for day, n in at_risk.items()
    ]  # fmt: skip
    found = decision_curve(pyarrow.Table.from_pylist(rows)).to_pylist()
    undecided = {row["day"]: round(100 * row["share_undecided"], 1) for row in found}
    assert undecided == {10: 99.7, 16: 99.3, 18: 99.0, 23: 98.7, 26: 98.3, 27: 98.0}
    shares = [0.0, *(row["share_denied"] for row in found)]
    steps = [round(100 * (later - share), 1) for share, later in pairwise(shares)]
    assert steps == [0.3, 0.3, 0.0, 0.3, 0.0, 0.3]


def test_incidence_by_hand_counts_the_undecided_as_long_as_they_were_watched() -> None:
    # 5 claims: approved at 10; open at 15; denied at 20; approved at 30; open at 40
    rows = decision_curve(
        table([(10, "approved"), (15, "open"), (20, "denied"), (30, "approved"), (40, "open")])
    ).to_pylist()
    shares = {row["day"]: [round(row[f"share_{name}"], 6) for name in SHARES] for row in rows}
    # after 10: 4/5 undecided; denial at 20: 4/5 x 1/3; approval at 30: 4/5 x 2/3 x 1/2
    assert shares == {
        10: [0.8, 0.2, 0, 0],
        15: [0.8, 0.2, 0, 0],
        20: [round(8 / 15, 6), 0.2, round(4 / 15, 6), 0],
        30: [round(4 / 15, 6), round(0.2 + 4 / 15, 6), round(4 / 15, 6), 0],
        40: [round(4 / 15, 6), round(0.2 + 4 / 15, 6), round(4 / 15, 6), 0],
    }


def test_without_censoring_the_interval_is_that_of_a_plain_share() -> None:
    claims: Claims = [*((5, "approved"),) * 6, *((9, "denied"),) * 2, *((12, "approved"),) * 2]
    point = cumulative_incidence(cause_days(claims), "approved")[-1]
    share, error = 0.8, sqrt(0.8 * 0.2 / 10)
    spread = np.exp(Z_95 * error / (share * -log(share)))
    assert (point.share, point.low, point.high) == pytest.approx(
        (share, share**spread, share ** (1 / spread))
    )


claims_of_all_kinds = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from((*CAUSES, "open"))), min_size=1, max_size=40
)


@given(claims_of_all_kinds)
def test_shares_add_up_and_nothing_is_not_a_number(claims: Claims) -> None:
    for row in decision_curve(table(claims)).to_pylist():
        assert sum(row[f"share_{name}"] for name in SHARES) == pytest.approx(1)
        for name in SHARES:
            low, share, high = row[f"{name}_low"], row[f"share_{name}"], row[f"{name}_high"]
            assert isfinite(share)
            assert low is None or 0 <= low <= share + 1e-12
            assert high is None or share - 1e-12 <= high <= 1


@given(claims_of_all_kinds)
def test_incidence_and_its_error_equal_statsmodels(claims: Claims) -> None:
    # claims open beyond the last day: where nobody is left statsmodels divides by zero
    watched: Claims = [*claims, (99, "open"), (99, "open")]
    status = [0 if ending == "open" else CAUSES.index(ending) + 1 for _, ending in watched]
    present = max(status)
    if not present:
        return
    theirs = CumIncidenceRight(np.array([float(day) for day, _ in watched]), np.array(status))
    for number, cause in enumerate(CAUSES[:present]):
        ours = cumulative_incidence(cause_days(watched), cause)
        assert [point.share for point in ours] == pytest.approx(theirs.cinc[number])
        for point, error in zip(ours, theirs.cinc_se[number], strict=True):
            if point.low is not None:
                width = log(log(point.low) / log(point.share))
                assert width * point.share * -log(point.share) / Z_95 == pytest.approx(error, abs=1e-6)


def test_standing_after_days_is_that_of_the_last_day_before() -> None:
    rows = decision_curve(table([(10, "approved"), (20, "denied"), (70, "open"), (70, "open")])).to_pylist()
    found = after(rows, 60)
    assert found is not None
    assert {name: found[f"share_{name}"] for name in SHARES} == pytest.approx(
        {"undecided": 0.5, "approved": 0.25, "denied": 0.25, "exhausted": 0}
    )
    assert found["watched"] == 2


def test_nobody_knows_how_claims_stand_after_longer_than_any_was_watched() -> None:
    rows = decision_curve(table([(10, "approved"), (20, "open")])).to_pylist()
    assert after(rows, 30) is None
    assert after([], 30) is None


def test_all_decided_stay_decided_and_none_are_decided_before_the_first_day() -> None:
    rows = decision_curve(table([(10, "approved"), (20, "denied")])).to_pylist()
    late, early = after(rows, 90), after(rows, 5)
    assert late is not None
    assert early is not None
    assert (late["share_undecided"], late["share_approved"], late["watched"]) == (0, 0.5, 0)
    assert (early["share_undecided"], early["undecided_low"], early["watched"]) == (1, None, 2)
