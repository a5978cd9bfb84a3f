"""Small and extreme tables through every statistic: no exception, nothing that is not a number, and no rate
or end of an interval outside 0 to 1."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from d9311.statistics import change, logrank, precision
from d9311.statistics.competing import CAUSES, after, decision_curve
from d9311.statistics.gaps import COUNTS, gap_effects
from d9311.statistics.intervals import newcombe, wilson
from d9311.statistics.signals import approval_signals, group_signals
from d9311.statistics.standardised import practice_comparison, provider_comparison, sentences
from d9311.statistics.time_to_decision import LifeDay, decision_time

pytestmark = pytest.mark.slow

FRACTIONS = {
    *(f"limit_{level}_{end}" for level in ("95", "998") for end in ("low", "high")),
    *("shrunk_rate", "shrunk_low", "shrunk_high", "centre", "limit_low", "limit_high"),
    *("p_value", "q_value", "adjusted_rate", "adjusted_low", "adjusted_high"),
    *(f"share_{name}" for name in ("undecided", *CAUSES)),
    *(f"{name}_{end}" for name in ("undecided", *CAUSES) for end in ("low", "high")),
}
AROUND = {  # value: its interval
    "shrunk_rate": ("shrunk_low", "shrunk_high"),
    "risk_difference": ("rd_low", "rd_high"),
    "odds_ratio": ("or_low", "or_high"),
    "denial_ratio": ("ratio_low", "ratio_high"),
    "adjusted_rate": ("adjusted_low", "adjusted_high"),
    **{f"share_{name}": (f"{name}_low", f"{name}_high") for name in ("undecided", *CAUSES)},
}
# mostly small, now and then beyond what a float can tell apart
sizes = st.one_of(st.integers(0, 8), st.sampled_from((0, 1, 5, 541, 4_000)))
tallies = sizes.flatmap(
    lambda n: st.tuples(st.one_of(st.integers(0, n), st.sampled_from((0, n))), st.just(n))
)


def check(table: pyarrow.Table) -> list[dict[str, object]]:
    """Assert that every number of a measure can be one; return its rows."""
    rows = table.to_pylist()
    for row in rows:
        numbers = {name: cell for name, cell in row.items() if isinstance(cell, float)}
        assert all(isfinite(cell) for cell in numbers.values()), row
        assert all(0 <= cell <= 1 for name, cell in numbers.items() if name in FRACTIONS), row
        for name, (low, high) in AROUND.items():
            if name in numbers:
                value = numbers[name]
                assert numbers.get(low, value) <= value + 1e-9 * (1 + abs(value)), row
                assert numbers.get(high, value) >= value - 1e-9 * (1 + abs(value)), row
    return rows


def rates(won: int, n: int) -> dict[str, object]:
    low, high = wilson(won, n) or (None, None)
    return {"decided": n, "approved": won, "approval_rate": won / n if n else None, "ci_low": low, "ci_high": high}  # fmt: skip


RATES = pyarrow.schema(
    [("decided", pyarrow.int64()), ("approved", pyarrow.int64())]
    + [(name, pyarrow.float64()) for name in ("approval_rate", "ci_low", "ci_high")]
)


@given(st.lists(tallies, max_size=9))
def test_groups(groups: list[tuple[int, int]]) -> None:
    rows = [{"payer": str(place), **rates(*group)} for place, group in enumerate(groups)]
    check(
        group_signals(pyarrow.Table.from_pylist(rows, pyarrow.schema([("payer", pyarrow.string()), *RATES])))
    )


@given(st.lists(st.tuples(tallies, st.booleans()), max_size=30))
def test_months(months: list[tuple[tuple[int, int], bool]]) -> None:
    rows = [
        {"month": f"{place:02d}", **rates(*tally), "mature": mature}
        for place, (tally, mature) in enumerate(months)
    ]
    schema = pyarrow.schema([("month", pyarrow.string()), *RATES, ("mature", pyarrow.bool_())])
    check(approval_signals(pyarrow.Table.from_pylist(rows, schema)))


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from("XYZ"), tallies, tallies), max_size=8, unique_by=lambda one: one[:2]
    ),
    st.sampled_from((None, 0.25, 3.0)),
    st.sampled_from((None, 0.0, 60.0)),
)  # fmt: skip
def test_gaps(
    payers: list[tuple[str, str, tuple[int, int], tuple[int, int]]],
    years: float | None,
    allowed: float | None,
) -> None:
    rows = [
        {"name": name, "kind": "element", "payer": payer, "years": years}
        | dict(zip(COUNTS, (with_gap[1], with_gap[0], without[1], without[0]), strict=True))
        | dict.fromkeys(("allowed_low", "allowed_middle", "allowed_high"), allowed)
        for name, payer, with_gap, without in sorted(payers)
    ]
    amounts = ("years", "allowed_low", "allowed_middle", "allowed_high")
    schema = pyarrow.schema(
        [(name, pyarrow.string()) for name in ("name", "kind", "payer")]
        + [(name, pyarrow.int64()) for name in COUNTS]
        + [(name, pyarrow.float64()) for name in amounts]
    )
    for row in check(gap_effects(pyarrow.Table.from_pylist(rows, schema))):
        assert row["rd_low"] is None or -1 <= row["rd_low"] <= row["rd_high"] <= 1  # type: ignore[operator]
        assert row["odds_ratio"] is None or row["odds_ratio"] > 0  # type: ignore[operator]


@given(
    st.lists(
        st.tuples(st.sampled_from("AB"), st.sampled_from("12"), st.sampled_from("XY"), st.sampled_from((None, "s")), tallies),
        max_size=10,
        unique_by=lambda one: one[:4],
    )
)  # fmt: skip
def test_fair_comparisons(strata: list[tuple[str, str, str, str | None, tuple[int, int]]]) -> None:
    names = ("practice_id", "provider_id", "payer", "scenarios")
    rows = [
        {**dict(zip(names, ids, strict=True)), "decided": n, "approved": won}
        for *ids, (won, n) in sorted(strata, key=str)
        if n
    ]
    schema = [(name, pyarrow.string()) for name in names]
    counts = pyarrow.Table.from_pylist(
        rows, pyarrow.schema([*schema, ("decided", pyarrow.int64()), ("approved", pyarrow.int64())])
    )
    check(provider_comparison(counts))
    found = check(practice_comparison(counts.drop_columns(["provider_id"])))
    sentences(found, [str(row["practice_id"]) for row in found])


endings = st.lists(
    st.tuples(st.sampled_from((0, 1, 2, 10, 20, 400)), *[st.one_of(st.integers(0, 3), st.sampled_from((0, 541)))] * 4),
    max_size=6,
    unique_by=lambda one: one[0],
)  # fmt: skip


def life_table(
    days: Iterable[tuple[int, ...]], is_pooled: bool, payer: str | None
) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    at_risk = 0
    for day, *counts in sorted(days, reverse=True):
        if sum(counts):
            at_risk += sum(counts)
            ended = dict(zip((*CAUSES, "censored"), counts, strict=True))
            rows.append({"is_pooled": is_pooled, "payer": payer, "day": day, "at_risk": at_risk, **ended})
    return rows[::-1]


LIFE = pyarrow.schema(
    [("is_pooled", pyarrow.bool_()), ("payer", pyarrow.string())]
    + [(name, pyarrow.int64()) for name in ("day", "at_risk", *CAUSES, "censored")]
)


@given(endings, endings)
def test_curves(first: list[tuple[int, ...]], second: list[tuple[int, ...]]) -> None:
    rows = [*life_table(first, True, None), *life_table(second, False, "Delta")]
    curve = check(decision_curve(pyarrow.Table.from_pylist(rows, LIFE)))
    for row in curve:
        assert sum(row[f"share_{name}"] for name in ("undecided", *CAUSES)) == pytest.approx(1)  # type: ignore[misc]
    for days in (0, 15, 30, 400, 1000):
        after([row for row in curve if row["payer"] == "Delta"], days)
    events = [
        {name: row[name] for name in ("is_pooled", "payer", "day", "at_risk")}
        | {"events": sum(row[cause] for cause in CAUSES), "censored": row["censored"]}  # type: ignore[misc]
        for row in rows
    ]
    schema = [LIFE.field(name) for name in ("is_pooled", "payer", "day", "at_risk")]
    counts = [("events", pyarrow.int64()), ("censored", pyarrow.int64())]
    check(decision_time(pyarrow.Table.from_pylist(events, pyarrow.schema([*schema, *counts]))))


@given(endings, endings)
def test_two_payers(first: list[tuple[int, ...]], second: list[tuple[int, ...]]) -> None:
    tables: list[list[LifeDay]] = [
        logrank.life_table(life_table(days, False, "Delta")) for days in (first, second)
    ]
    found = logrank.log_rank(*tables)
    assert found is None or (isfinite(found.statistic) and 0 <= found.p_value <= 1)
    assert logrank.compared(("Delta", "Aetna"), *tables).endswith(".")


@given(tallies, tallies)
def test_rates(first: tuple[int, int], second: tuple[int, int]) -> None:
    interval = wilson(*first)
    assert interval is None or 0 <= interval[0] <= first[0] / first[1] <= interval[1] <= 1
    difference = newcombe(*first, *second)
    assert difference is None or -1 <= difference[1] <= difference[0] <= difference[2] <= 1
    step = precision.next_step(*first)
    assert step is None or step[0] >= 0


@given(*[st.dictionaries(st.sampled_from("ABC"), tallies)] * 2)
def test_changes_of_a_rate(
    before: dict[str | None, tuple[int, int]], now: dict[str | None, tuple[int, int]]
) -> None:
    found = change.change(before, now)
    assert found is None or found.mix + found.within == found.total
