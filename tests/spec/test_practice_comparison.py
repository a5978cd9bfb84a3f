"""practice_comparison: denials against what payers and scenarios explain."""

from __future__ import annotations

from datetime import date

import pytest

import queries
from d9311.filters import Filters
from tests.spec.drawn import Cursor, expect


def claims(practice: str, payer: str, approved: int, denied: int, provider: str = "") -> list[dict[str, str]]:
    """Decided claims, each of its own patient."""
    common = {
        "practice_id": practice,
        "payer_name": payer,
        "provider_id": provider,
        "adjudicated_date": "2025-02-01",
    }
    outcomes = [{"paid_amount": "60"}] * approved + [
        {"paid_amount": "0", "adjustment_codes": "CO-97"}
    ] * denied
    return [
        {**common, **outcome, "claim_id": f"{practice}/{payer}/{provider}/{number}", "patient_id": f"{payer}{provider}{number}"}
        for number, outcome in enumerate(outcomes)
    ]  # fmt: skip


TWO = [
    *claims("EAST", "Easy", 9, 1),
    *claims("EAST", "Hard", 20, 20),
    *claims("WEST", "Easy", 36, 4),
    *claims("WEST", "Hard", 5, 5),
    *claims("WEST", "Own", 8, 2),  # no other practice bills it: not comparable
]
NONE_DENIED = [*claims("UP", "Easy", 6, 0), *claims("DOWN", "Easy", 7, 0), *claims("DOWN", "Own", 1, 0)]
UNDECIDED = [
    *claims("RIGHT", "Easy", 1, 1, "x"),
    *({**row, "paid_amount": "0", "adjustment_codes": "CO-119"} for row in claims("RIGHT", "Easy", 1, 0)),
    *(
        {**row, "paid_amount": "", "status": "sent", "adjudicated_date": ""}
        for row in claims("LEFT", "Easy", 1, 0)
    ),
]
PRACTICES = {"compared": [*TWO, *NONE_DENIED, *UNDECIDED]}


@pytest.mark.slow
def test_a_practice_with_a_hard_payer_is_no_worse_like_for_like(practices: Cursor) -> None:
    expect(
        practices,
        "practice_comparison",
        """
        practice_id | decided | approved | denied | compared | compared_denied | expected_denied | denial_ratio | adjusted_rate | verdict
        EAST        | 50      | 29       | 21     | 50       | 21              | 21.000          | 1.000        | 0.709         | within chance
        WEST        | 60      | 49       | 11     | 50       | 9               | 9.000           | 1.000        | 0.709         | within chance
        """,
        practices=("EAST", "WEST"),
    )


def test_one_practice_has_nothing_to_be_held_against(practices: Cursor) -> None:
    expect(
        practices,
        "practice_comparison",
        """
        practice_id | decided | compared | denial_ratio | verdict
        EAST        | 50      | 0        |              | nothing to compare with
        """,
        practices=("EAST",),
    )


def test_nothing_denied_expects_none_and_has_no_ratio(practices: Cursor) -> None:
    expect(
        practices,
        "practice_comparison",
        """
        practice_id | decided | compared | compared_denied | expected_denied | denial_ratio | ratio_high | adjusted_rate | verdict        |
        DOWN        | 8       | 7        | 0               | 0.000           |              |            |               | nothing denied |
        UP          | 6       | 6        | 0               | 0.000           |              |            |               | nothing denied |
        """,
        practices=("UP", "DOWN"),
    )


@pytest.mark.slow
def test_undecided_and_used_up_claims_are_in_neither_number(practices: Cursor) -> None:
    expect(
        practices,
        "practice_comparison",
        """
        practice_id | decided | approved |
        RIGHT       | 2       | 1        |
        """,
        practices=("LEFT", "RIGHT"),
    )


def test_nothing_decided_has_no_row(practices: Cursor) -> None:
    chosen = Filters(date_from=date(2031, 1, 1), practices=("EAST", "WEST"))
    assert queries.arrow(practices, "practice_comparison", chosen).num_rows == 0
