"""practice_comparison: denials against what payers and scenarios explain."""

from __future__ import annotations

from datetime import date

import pytest

import queries
from d9311.filters import Filters
from tests.conftest import ImportTables
from tests.spec.drawn import expect


def claims(
    practice: str, payer: str, approved: int, denied: int, provider: str = "", more: dict[str, str] | None = None
) -> list[dict[str, str]]:  # fmt: skip
    """Decided claims, each of its own patient."""
    common = {
        "practice_id": practice,
        "payer_name": payer,
        "provider_id": provider,
        "adjudicated_date": "2025-02-01",
    } | (more or {})
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


@pytest.mark.slow
def test_a_practice_with_a_hard_payer_is_no_worse_like_for_like(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=TWO),
        "practice_comparison",
        """
        practice_id | decided | approved | denied | compared | compared_denied | expected_denied | denial_ratio | adjusted_rate | verdict
        EAST        | 50      | 29       | 21     | 50       | 21              | 21.000          | 1.000        | 0.709         | within chance
        WEST        | 60      | 49       | 11     | 50       | 9               | 9.000           | 1.000        | 0.709         | within chance
        """,
    )


def test_one_practice_has_nothing_to_be_held_against(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=TWO),
        "practice_comparison",
        """
        practice_id | decided | compared | denial_ratio | verdict
        EAST        | 50      | 0        |              | nothing to compare with
        """,
        practices=("EAST",),
    )


def test_nothing_denied_expects_none_and_has_no_ratio(import_tables: ImportTables) -> None:
    expect(
        import_tables(
            claims=[
                *claims("EAST", "Easy", 6, 0),
                *claims("WEST", "Easy", 7, 0),
                *claims("WEST", "Own", 1, 0),
            ]
        ),
        "practice_comparison",
        """
        practice_id | decided | compared | compared_denied | expected_denied | denial_ratio | ratio_high | adjusted_rate | verdict        |
        EAST        | 6       | 6        | 0               | 0.000           |              |            |               | nothing denied |
        WEST        | 8       | 7        | 0               | 0.000           |              |            |               | nothing denied |
        """,
    )


@pytest.mark.slow
def test_undecided_and_used_up_claims_are_in_neither_number(import_tables: ImportTables) -> None:
    more = claims("EAST", "Easy", 1, 0, more={"adjustment_codes": "CO-119", "paid_amount": "0"})
    pending = claims("WEST", "Easy", 1, 0, more={"status": "sent", "adjudicated_date": ""})
    rows = [
        *claims("EAST", "Easy", 1, 1, "x"),
        {**more[0], "paid_amount": "0"},
        {**pending[0], "paid_amount": ""},
    ]
    expect(
        import_tables(claims=rows),
        "practice_comparison",
        """
        practice_id | decided | approved |
        EAST        | 2       | 1        |
        """,
    )


def test_nothing_decided_has_no_row(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=TWO)
    assert queries.arrow(cursor, "practice_comparison", Filters(date_from=date(2031, 1, 1))).num_rows == 0
