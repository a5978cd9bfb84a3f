"""Indirect standardisation: Byar's limits against published and exact ones, ratios against numbers on
paper."""

from __future__ import annotations

from math import isfinite

import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from d9311.statistics.standardised import (
    Stratum,
    Tally,
    byar,
    practice_comparison,
    provider_comparison,
    sentences,
    standardise,
)

Row = tuple[str, str, str | None, int, int]  # practice, payer, scenarios, decided, approved


def counts(*rows: Row) -> pyarrow.Table:
    names = ("practice_id", "payer", "scenarios", "decided", "approved")
    types = [pyarrow.string()] * 3 + [pyarrow.int64()] * 2
    return pyarrow.Table.from_pylist(
        [dict(zip(names, row, strict=True)) for row in rows],
        pyarrow.schema(list(zip(names, types, strict=True))),
    )


def test_byar_limits_by_hand() -> None:
    # 100 observed: 100 x (1 - 1/900 - 1.96/30)^3 and 101 x (1 - 1/909 + 1.96/(3 sqrt(101)))^3; over 90
    # expected
    low, high = byar(100)
    assert (low / 90, high / 90) == pytest.approx((0.9040, 1.3514), abs=5e-5)


@pytest.mark.parametrize("count", [10, 11, 15, 40, 100, 300])
def test_byar_limits_are_as_close_to_the_exact_ones_as_published(count: int) -> None:
    # Public Health England 2018, Technical Guide: Confidence Intervals: within 0.2% from ten observed on
    assert byar(count) == pytest.approx(exact(count), rel=0.002)


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_byar_limits_stay_close_to_the_exact_ones_for_few(count: int) -> None:
    assert byar(count) == pytest.approx(exact(count), rel=0.02, abs=0.02)


def exact(count: int) -> tuple[float, float]:
    """The exact limits of a Poisson mean."""
    return stats.chi2.ppf(0.025, 2 * count) / 2, stats.chi2.ppf(0.975, 2 * count + 2) / 2


def test_nothing_observed_has_a_lower_limit_of_nothing() -> None:
    low, high = byar(0)
    assert low == 0
    assert high == pytest.approx(3.689, abs=0.03)  # exact


def test_expected_denials_by_hand() -> None:
    # Hard denies 1 of 2, Easy 1 of 10; North sends to Hard, South to Easy
    north: dict[Stratum, Tally] = {("Hard",): (20, 40), ("Easy",): (1, 10)}
    south: dict[Stratum, Tally] = {("Hard",): (5, 10), ("Easy",): (4, 40)}
    found = standardise([north, south])
    assert [(one.observed, one.expected, one.compared) for one in found] == [
        (21, 40 * 25 / 50 + 10 * 5 / 50, 50),
        (9, 10 * 25 / 50 + 40 * 5 / 50, 50),
    ]


def test_a_hard_payer_explains_a_low_rate_and_no_verdict_is_given() -> None:
    rows = practice_comparison(
        counts(
            ("North", "Easy", None, 10, 9),
            ("North", "Hard", None, 40, 20),
            ("South", "Easy", None, 40, 36),
            ("South", "Hard", None, 10, 5),
        )
    ).to_pylist()
    north = rows[0]
    assert [row["approved"] / row["decided"] for row in rows] == [29 / 50, 41 / 50]
    assert (north["denial_ratio"], north["adjusted_rate"]) == (pytest.approx(1.0), pytest.approx(0.7))
    assert {row["verdict"] for row in rows} == {"within chance"}


def test_more_denials_than_the_mix_explains_are_called_so() -> None:
    rows = practice_comparison(
        counts(("North", "A", "x", 100, 40), ("South", "A", "x", 300, 270))
    ).to_pylist()
    # 90 of 400 denied: North expected 22.5 and has 60, South expected 67.5 and has 30
    assert [(row["denied"], row["expected_denied"]) for row in rows] == [(60, 22.5), (30, 67.5)]
    assert [row["verdict"] for row in rows] == [
        "more denials than its payers and scenarios explain",
        "fewer denials than its payers and scenarios explain",
    ]
    assert rows[0]["denial_ratio"] == pytest.approx(60 / 22.5)
    assert rows[0]["adjusted_rate"] == pytest.approx(1 - 60 / 22.5 * 90 / 400)


def test_claims_that_no_other_practice_has_are_left_out_of_both_numbers() -> None:
    rows = practice_comparison(
        counts(("North", "A", None, 20, 10), ("North", "Own", None, 50, 0), ("South", "A", None, 20, 10))
    ).to_pylist()
    assert [(row["compared"], row["compared_denied"], row["expected_denied"]) for row in rows] == [
        (20, 10, 10),
        (20, 10, 10),
    ]


def said(*rows: Row) -> list[str]:
    found = practice_comparison(counts(*rows)).to_pylist()
    return sentences(found, [row["practice_id"] for row in found])


def test_what_the_comparison_says_in_words() -> None:
    assert said(("North", "A", None, 100, 40), ("South", "A", None, 300, 270), ("West", "B", None, 9, 1)) == [
        "North: more denials than its payers and scenarios explain, 60 of 100 against 22.5 expected.",
        "South: fewer denials than its payers and scenarios explain, 30 of 300 against 67.5 expected.",
    ]
    assert said(("North", "A", None, 20, 10), ("South", "A", None, 20, 11)) == [
        "None differs by more than chance from what its payers and scenarios explain."
    ]
    assert said(("North", "A", None, 20, 10), ("South", "B", None, 20, 11)) == [
        "None has enough claims with a payer and scenario in common with another to be compared."
    ]


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([("North", "A", None, 9, 5)], "nothing to compare with"),
        ([("North", "A", None, 9, 5), ("South", "B", None, 9, 5)], "no payer and scenario in common"),
        ([("North", "A", None, 4, 2), ("South", "A", None, 90, 50)], "too few"),
        ([("North", "A", None, 9, 9), ("South", "A", None, 90, 90)], "nothing denied"),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(rows: list[Row], verdict: str) -> None:
    assert practice_comparison(counts(*rows)).to_pylist()[0]["verdict"] == verdict


def test_a_provider_is_held_against_the_own_practice_only() -> None:
    table = counts(("N", "A", None, 20, 10), ("N", "A", None, 20, 18), ("S", "A", None, 20, 2))
    rows = provider_comparison(
        table.append_column("provider_id", pyarrow.array(["P1", "P2", "P3"]))
    ).to_pylist()
    assert [(row["provider_id"], row["expected_denied"], row["verdict"]) for row in rows] == [
        ("P1", 6, "within chance"),
        ("P2", 6, "within chance"),
        ("P3", None, "nothing to compare with"),
    ]


strata = st.tuples(st.sampled_from("NSE"), st.sampled_from("AB"), st.sampled_from(["x", "y", None]))
sizes = st.integers(1, 30).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(st.dictionaries(strata, sizes, max_size=12))
def test_observed_and_expected_agree_over_all_practices(
    drawn: dict[tuple[str, str, str | None], tuple[int, int]],
) -> None:
    rows = practice_comparison(
        counts(*((*stratum, *size) for stratum, size in sorted(drawn.items(), key=str)))
    ).to_pylist()
    assert sum(row["compared_denied"] for row in rows) == pytest.approx(
        sum(row["expected_denied"] or 0 for row in rows), abs=1e-9
    )
    assert sum(row["decided"] for row in rows) == sum(decided for decided, _ in drawn.values())
    for row in rows:
        assert all(isfinite(value) for value in row.values() if isinstance(value, float))
        if row["denial_ratio"] is not None:
            assert row["ratio_low"] <= row["denial_ratio"] <= row["ratio_high"]
