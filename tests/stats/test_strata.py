"""One effect over several payers, against statsmodels and scipy where they compute the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import optimize, special, stats
from scipy.stats.contingency import odds_ratio as one_table_ratio
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from d9311.statistics.exact import exact_heterogeneity_p
from d9311.statistics.strata import (
    Stratum,
    _expected_at,
    differ_p,
    exact_odds_ratio,
    exact_p_value,
    false_discovery,
    heterogeneity_p,
    informative,
    odds_ratio,
    risk_difference,
)

PAYERS = [Stratum(20, 12, 40, 10), Stratum(30, 9, 25, 5), Stratum(10, 6, 50, 20)]


def tables(strata: list[Stratum]) -> list[np.ndarray]:
    return [
        np.array(
            [
                [one.with_denied, one.with_decided - one.with_denied],
                [one.without_denied, one.without_decided - one.without_denied],
            ]
        )
        for one in strata
    ]


@st.composite
def strata(draw: st.DrawFn, smallest: int = 1) -> Stratum:
    """A payer's counts with no empty row and no cell of zero below `smallest`."""
    cells = [draw(st.integers(smallest, 30)) for _ in range(4)]
    return Stratum(cells[0] + cells[1], cells[0], cells[2] + cells[3], cells[2])


@given(st.lists(strata(), min_size=2, max_size=6))
def test_pooled_odds_ratio_and_heterogeneity_equal_statsmodels(payers: list[Stratum]) -> None:
    theirs = StratifiedTable(tables(payers))
    ours = odds_ratio(payers)
    assert ours.value == pytest.approx(theirs.oddsratio_pooled, rel=1e-9)
    assert (ours.low, ours.high) == pytest.approx(theirs.oddsratio_pooled_confint(), rel=1e-9)
    assume(
        abs(theirs.oddsratio_pooled - 1) > 1e-3
    )  # nearer to it statsmodels loses digits, at it divides by zero
    assert heterogeneity_p(payers) == pytest.approx(theirs.test_equal_odds(adjust=True).pvalue, abs=1e-9)


@given(st.lists(strata(), min_size=2, max_size=6), st.floats(0.05, 20))
def test_expected_denials_give_back_the_odds_ratio(payers: list[Stratum], ratio: float) -> None:
    for payer in payers:
        for at in (ratio, 1.0, 1 + 1e-9):
            a, _ = _expected_at(payer, at)
            n1, n2, denied = (
                payer.with_decided,
                payer.without_decided,
                payer.with_denied + payer.without_denied,
            )
            assert a * (n2 - denied + a) == pytest.approx(at * (n1 - a) * (denied - a), rel=1e-9)


def test_expected_denials_may_be_next_to_none_or_to_all() -> None:
    # x (999 + x) = 1e-8 (1 - x)^2, as the only denial of 1,001 has hardly ever the gap
    expected, _ = _expected_at(Stratum(1, 0, 1000, 1), 1e-8)
    assert expected == pytest.approx(1e-8 / 999, rel=1e-6)
    # x^2 = 1e8 (1 - x) (1000 - x), as the only approval hardly ever has it
    expected, _ = _expected_at(Stratum(1, 1, 1000, 999), 1e8)
    assert 1 - expected == pytest.approx(1e-8 / 999, rel=1e-4)


@given(strata())
def test_exact_odds_ratio_of_one_payer_equals_scipy(payer: Stratum) -> None:
    theirs = one_table_ratio(tables([payer])[0].astype(int))
    ours = exact_odds_ratio([payer])
    assert ours.value == pytest.approx(theirs.statistic, rel=1e-9)
    interval = theirs.confidence_interval()
    assert (ours.low, ours.high) == pytest.approx((interval.low, interval.high), rel=1e-9)


@given(strata())
def test_risk_difference_of_one_payer_is_the_plain_difference(payer: Stratum) -> None:
    found = risk_difference([payer])
    plain = payer.with_denied / payer.with_decided - payer.without_denied / payer.without_decided
    assert found.value == pytest.approx(plain, abs=1e-12)
    assert found.low is not None
    assert found.high is not None
    assert -1 <= found.low < plain < found.high <= 1


def test_rounding_takes_no_interval_from_a_difference_of_one() -> None:
    many = 10**9  # of which what is under the root comes out below 0
    found = risk_difference([Stratum(many, many, many, 0)])
    assert (found.value, found.low, found.high) == pytest.approx((1.0, 1.0, 1.0))


def test_confounding_by_payer_vanishes_within_payers() -> None:
    # a payer that denies 8 of 10 and is sent thin records, one that denies 1 of 10 and is not
    harsh, mild = Stratum(40, 32, 10, 8), Stratum(10, 1, 40, 4)
    crude = 33 / 50 - 12 / 50
    assert crude == pytest.approx(0.42)
    assert risk_difference([harsh, mild]).value == pytest.approx(0.0, abs=1e-12)
    assert odds_ratio([harsh, mild]).value == pytest.approx(1.0)


def test_a_zero_cell_falls_back_to_exact_limits() -> None:
    found = odds_ratio([Stratum(10, 10, 20, 4)])
    assert found.value is None  # infinite: every claim with the gap was denied
    assert found.high is None
    assert found.low == pytest.approx(5.407477, abs=1e-5)


def parted_limit(n: int, payers: int) -> float:
    """The lower limit where n denied claims with the gap and n approved ones without it leave no overlap: the
    chance of that is 1 / sum(C(n, k)^2 / ratio^k), whose terms for many claims are those of a Bessel
    function."""
    edge = optimize.brentq(lambda x: special.i0(x) ** payers - 40, 0.1, 20)
    return float((2 * n / edge) ** 2)


@pytest.mark.parametrize("n", [540, 541, 5_000])
def test_any_number_of_claims_may_be_parted_without_an_overlap(n: int) -> None:
    more, fewer = odds_ratio([Stratum(n, n, n, 0)]), odds_ratio([Stratum(n, 0, n, n)])
    assert (more.value, more.high, fewer.value, fewer.low) == (None, None, None, None)
    assert more.low == pytest.approx(1 / fewer.high, rel=1e-6)  # type: ignore[operator]
    assert more.low == pytest.approx(parted_limit(n, payers=1), rel=0.01)


def test_payers_that_are_each_parted_leave_no_test_whether_they_differ() -> None:
    apart = [Stratum(183, 183, 183, 0)] * 3
    assert heterogeneity_p(apart) is None
    assert odds_ratio(apart).low == pytest.approx(parted_limit(183, payers=3), rel=0.02)


def test_chance_that_payers_differ_is_by_hand_that_of_the_matched_gamma() -> None:
    # two payers of 2 with and 2 without, 2 denied each: given both margins 0, 1 or 2 with the gap, weights 1,
    # 4, 1; 2 of them at the first payer and none at the second. Of 2 in all: (0, 2), (1, 1), (2, 0) with
    # weights 1, 16, 1, distances 2 x 1 / (1 / 3) = 6, 0, 6, so mean 12 / 18 and mean square 72 / 18
    mean, square = 12 / 18, 72 / 18
    variance = square - mean**2
    expected = stats.gamma.sf(6, mean**2 / variance, scale=variance / mean)
    payers = [Stratum(2, 2, 2, 0), Stratum(2, 0, 2, 2)]
    assert exact_heterogeneity_p(payers) == pytest.approx(expected)
    assert exact_heterogeneity_p([*payers, Stratum(3, 3, 3, 3)]) == pytest.approx(expected)  # none can differ


def test_chance_that_payers_differ_equals_the_one_for_many_claims_where_they_are_many() -> None:
    many = [Stratum(200, 120, 400, 100), Stratum(300, 90, 250, 70), Stratum(100, 60, 500, 200)]
    assert exact_heterogeneity_p(many) == pytest.approx(heterogeneity_p(many), abs=0.004)
    beyond = [Stratum(9_000, 100, 9_000, 100), Stratum(9_000, 3_000, 9_000, 2_000)]
    assert differ_p(beyond) == heterogeneity_p(beyond)
    assert differ_p(many) == exact_heterogeneity_p(many)


@pytest.mark.parametrize(
    "payers",
    [
        [],
        [Stratum(5, 3, 5, 1)],
        [Stratum(5, 5, 5, 0), Stratum(5, 5, 5, 0)],  # each parted wholly: any ratio may be the same
        [Stratum(1, 1, 1, 0), Stratum(1, 0, 1, 1)],  # one of two either way: as far off as can be, both
    ],
)
def test_payers_that_cannot_tell_have_no_chance_to_differ(payers: list[Stratum]) -> None:
    assert exact_heterogeneity_p(payers) is None


def test_exact_ratio_of_many_claims_equals_that_of_scipy_where_it_can() -> None:
    payer = Stratum(900, 860, 900, 40)
    theirs = one_table_ratio(tables([payer])[0].astype(int))
    assert exact_odds_ratio([payer]).value == pytest.approx(theirs.statistic, rel=1e-6)


def test_a_payer_with_only_gaps_says_nothing() -> None:
    assert informative([Stratum(9, 5, 0, 0)]) == []
    assert risk_difference([Stratum(9, 5, 0, 0)]).value is None
    assert odds_ratio([Stratum(9, 5, 0, 0)]).value is None
    assert exact_p_value([Stratum(9, 5, 0, 0)]) is None
    assert heterogeneity_p(PAYERS[:1]) is None


def test_a_payer_with_only_gaps_moves_no_exact_value() -> None:
    of_one_kind = [Stratum(9, 5, 0, 0), Stratum(0, 0, 7, 1)]
    assert exact_p_value([*PAYERS, *of_one_kind]) == exact_p_value(PAYERS)
    assert exact_odds_ratio([*PAYERS, *of_one_kind]) == exact_odds_ratio(PAYERS)


def test_all_approved_gives_a_difference_of_zero_and_no_ratio() -> None:
    found = risk_difference([Stratum(10, 0, 10, 0)])
    assert found.value == 0
    assert odds_ratio([Stratum(10, 0, 10, 0)]).value is None


def test_an_overwhelming_effect_has_a_p_value_of_nothing_and_not_less() -> None:
    value = exact_p_value([Stratum(3000, 2900, 3000, 100)])
    assert value is not None
    assert 0 <= value < 1e-12


def test_mid_p_lies_near_the_large_sample_test() -> None:
    theirs = StratifiedTable(tables(PAYERS)).test_null_odds().pvalue
    assert exact_p_value(PAYERS) == pytest.approx(theirs, abs=1e-3)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=12))
def test_false_discovery_equals_statsmodels_and_leaves_unknown_out(values: list[float | None]) -> None:
    known = [value for value in values if value is not None]
    assume(known)
    theirs = iter(multipletests(known, method="fdr_bh")[1])
    expected = [None if value is None else next(theirs) for value in values]
    assert false_discovery(values) == pytest.approx(expected, abs=1e-12)
