"""Payers against each other: what chance explains, and what it does not."""

from __future__ import annotations

import pytest

import queries
from d9311.filters import Filters
from tests.spec.drawn import Cursor, decided_claims, expect


def claims_of(payer: str, approved: int, denied: int) -> list[dict[str, str]]:
    return decided_claims(payer, approved, denied, payer_name=payer)


PRACTICES = {
    "wide": [
        *claims_of("Aetna", 45, 5),
        *claims_of("Cigna", 46, 4),
        *claims_of("Delta", 44, 6),
        *claims_of("Humana", 20, 40),
        *claims_of("Metlife", 0, 4),
        *claims_of("Unum", 43, 7),
    ],
    "alike": [
        *(row for name in "ABCDEFGHIJK" for row in claims_of(f"Payer {name}", 48, 12)),
        *claims_of("Humana", 30, 30),
    ],
    "few": [
        row
        for name, pair in {"A": (3, 1), "B": (2, 1), "C": (4, 1), "D": (3, 1), "E": (2, 1)}.items()
        for row in claims_of(f"Payer {name}", *pair)
    ],
    "one": claims_of("Delta", 3, 4),
    "all approved": [*claims_of("Delta", 6, 0), *claims_of("Aetna", 7, 0)],
}  # fmt: skip


@pytest.mark.slow
def test_payers_that_differ_widely_have_limits_so_wide_that_none_stands_out(
    practices: Cursor,
) -> None:
    expect(
        practices,
        "payer_signals",
        """
        payer   | decided | approved | approval_rate | ci_low | ci_high | signal  |
        Aetna   | 50      | 45       | 0.900         | 0.786  | 0.957   | inside  |
        Cigna   | 50      | 46       | 0.920         | 0.812  | 0.968   | inside  |
        Delta   | 50      | 44       | 0.880         | 0.762  | 0.944   | inside  |
        Humana  | 60      | 20       | 0.333         | 0.227  | 0.459   | inside  | the spread is that of all payers, with Humana
        Metlife | 4       | 0        | 0.000         | 0.000  | 0.490   | too few |
        Unum    | 50      | 43       | 0.860         | 0.738  | 0.930   | inside  |
        """,
        practices=("wide",),
    )


@pytest.mark.slow
def test_a_payer_far_below_payers_that_are_alike_is_a_signal(practices: Cursor) -> None:
    rows = queries.arrow(practices, "payer_signals", Filters(practices=("alike",))).to_pylist()
    assert {row["payer"]: row["signal"] for row in rows if row["signal"] != "inside"} == {"Humana": "below"}
    assert {(round(row["limit_998_low"], 3), round(row["limit_998_high"], 3)) for row in rows} == {
        (0.588, 0.934)
    }
    assert [round(row["shrunk_rate"], 3) for row in rows] == [0.630] + [0.787] * 11


@pytest.mark.slow
def test_shrunk_interval_of_few_claims_is_as_wide_as_they_leave_it(practices: Cursor) -> None:
    expect(
        practices,
        "payer_signals",
        """
        payer   | decided | approved | ci_low | ci_high | shrunk_rate | shrunk_low | shrunk_high |
        Payer A | 4       | 3        | 0.301  | 0.954   | 0.711       | 0.453      | 0.913       |
        Payer B | 3       | 2        | 0.208  | 0.939   | 0.700       | 0.422      | 0.907       |
        Payer C | 5       | 4        | 0.376  | 0.964   | 0.720       | 0.474      | 0.918       |
        Payer D | 4       | 3        | 0.301  | 0.954   | 0.711       | 0.453      | 0.913       |
        Payer E | 3       | 2        | 0.208  | 0.939   | 0.700       | 0.422      | 0.907       |
        """,
        practices=("few",),
    )


def test_one_payer_alone_has_no_limits_and_no_signal(practices: Cursor) -> None:
    expect(
        practices,
        "payer_signals",
        """
        payer | decided | approved | limit_95_low | limit_998_high | shrunk_rate | signal |
        Delta | 7       | 3        |              |                |             | inside |
        """,
        practices=("one",),
    )


def test_all_approved_leaves_nothing_to_compare(practices: Cursor) -> None:
    expect(
        practices,
        "payer_signals",
        """
        payer | approval_rate | limit_998_low | signal |
        Aetna | 1.000         |               | inside |
        Delta | 1.000         |               | inside |
        """,
        practices=("all approved",),
    )
