"""Payers against each other: what chance explains, and what it does not."""

from __future__ import annotations

from tests.conftest import ImportTables
from tests.spec.drawn import expect


def claims_of(payer: str, approved: int, denied: int) -> list[dict[str, str]]:
    """Decided claims of one payer, each of its own patient."""
    paid = {"payer_name": payer, "adjudicated_date": "2025-02-01", "paid_amount": "60"}
    refused = {**paid, "paid_amount": "0", "adjustment_codes": "CO-97"}
    rows = [paid] * approved + [refused] * denied
    return [{**row, "claim_id": f"{payer}{number}"} for number, row in enumerate(rows)]


def test_a_payer_far_below_the_others_is_a_signal_and_few_claims_are_none(
    import_tables: ImportTables,
) -> None:
    cursor = import_tables(
        claims=[
            *claims_of("Aetna", 45, 5),
            *claims_of("Cigna", 46, 4),
            *claims_of("Delta", 44, 6),
            *claims_of("Humana", 20, 40),
            *claims_of("Metlife", 0, 4),
            *claims_of("Unum", 43, 7),
        ]
    )
    expect(
        cursor,
        "payer_signals",
        """
        payer   | decided | approved | approval_rate | ci_low | ci_high | signal  |
        Aetna   | 50      | 45       | 0.900         | 0.786  | 0.957   | inside  |
        Cigna   | 50      | 46       | 0.920         | 0.812  | 0.968   | inside  |
        Delta   | 50      | 44       | 0.880         | 0.762  | 0.944   | inside  |
        Humana  | 60      | 20       | 0.333         | 0.227  | 0.459   | inside  | the payers differ widely, so the limits are wide
        Metlife | 4       | 0        | 0.000         | 0.000  | 0.490   | too few |
        Unum    | 50      | 43       | 0.860         | 0.738  | 0.930   | inside  |
        """,
    )


def test_one_payer_alone_has_no_limits_and_no_signal(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=claims_of("Delta", 3, 4))
    expect(
        cursor,
        "payer_signals",
        """
        payer | decided | approved | limit_95_low | limit_998_high | shrunk_rate | signal |
        Delta | 7       | 3        |              |                |             | inside |
        """,
    )


def test_all_approved_leaves_nothing_to_compare(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=[*claims_of("Delta", 6, 0), *claims_of("Aetna", 7, 0)])
    expect(
        cursor,
        "payer_signals",
        """
        payer | approval_rate | limit_998_low | signal |
        Aetna | 1.000         |               | inside |
        Delta | 1.000         |               | inside |
        """,
    )
