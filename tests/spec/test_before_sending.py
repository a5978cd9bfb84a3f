"""before_sending: what no payer has decided, with the checks that it fails."""

from __future__ import annotations

import pytest

import queries
from d9311.filters import Filters
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect, together
from tests.spec.test_sending_checks import PAST

pytestmark = pytest.mark.slow

WAITING = claim_lines("""
claim | patient | service    | sent       | decided | status   | paid | billed |
U1    | of U1   | 2025-04-01 |            |         | draft    |      | 90.00  | not sent, its record lacks the outcome
U2    | of U2   | 2025-04-01 |            |         | draft    |      | 95.00  | not sent, without a record
U3    | of U3   | 2025-04-01 | 2025-04-02 |         | sent     |      | 80.00  | waits; its record has an outcome
U4    | of U4   | 2025-04-01 | 2025-04-02 |         | rejected |      | 70.00  | turned away, its record lacks it
""")
WAITING_NOTES = consultations("""
consultation | patient | claim | date       | outcome | written    |
U1           | of U1   | U1    | 2025-04-01 |         | 2025-04-01 |
U3           | of U3   | U3    | 2025-04-01 | go on   | 2025-04-01 |
U4           | of U4   | U4    | 2025-04-01 |         | 2025-04-01 |
""")
REPEATS = claim_lines("""
claim | patient | service    | sent       | decided    | status   | paid | codes  |
A1    | A       | 2025-01-01 | 2025-01-01 | 2025-01-20 | received | 60   |        |
A2    | A       | 2025-02-10 | 2025-02-10 | 2025-02-20 | received | 0    | CO-119 | too many after 40 days
B1    | B       | 2025-03-01 | 2025-03-01 | 2025-03-20 | received | 60   |        |
B2    | B       | 2025-04-10 | 2025-04-10 |            | sent     |      |        | after 40 days
C1    | C       | 2025-03-01 | 2025-03-01 | 2025-03-20 | received | 60   |        |
C2    | C       | 2025-04-11 | 2025-04-11 |            | sent     |      |        | after 41
""")
RULED = claim_lines("""
claim | patient | payer | provider | service    | sent       | decided    | status   | paid | attached |
A1    | A       | Year  | D1       | 2025-01-10 | 2025-01-11 | 2025-01-20 | received | 60   | yes      |
A2    | A       | Year  | D1       | 2025-12-31 |            |            | draft    |      | yes      | the second of the calendar year
A3    | A       | Year  | D1       | 2026-01-01 |            |            | draft    |      | yes      | the first of the next
B1    | B       | Day   | D1       | 2025-01-10 | 2025-01-11 | 2025-01-20 | received | 60   | yes      |
B2    | C       | Day   | D1       | 2025-01-10 |            |            | draft    |      | yes      | the dentist's second of that day
B3    | Z       | Day   | D2       | 2025-01-10 |            |            | draft    |      | yes      | another dentist's
B4    | D       | Day   | D1       | 2025-01-11 |            |            | draft    |      | yes      | the day after
E1    | E       | Ever  | D1       | 2024-01-10 | 2024-01-11 | 2024-01-20 | received | 60   | yes      |
E2    | F       | Ever  | D2       | 2024-02-10 | 2024-02-11 | 2024-02-20 | received | 0    | yes      | denied: not one that was allowed
E3    | G       | Ever  | D3       | 2025-01-10 |            |            | draft    |      | yes      | one of two
E4    | H       | Ever  | D3       | 2024-01-09 |            |            | draft    |      | yes      | before all of them
F1    | I       | Two   | D1       | 2025-01-10 |            |            | draft    |      | no       | nothing attached
F2    | J       | Two   | D1       | 2025-01-10 |            |            | draft    |      | yes      | its record lacks the outcome
F3    | K       | Two   | D1       | 2025-01-10 |            |            | draft    |      | yes      | its record is whole
F4    | L       | Free  | D1       | 2025-01-10 |            |            | draft    |      | no       | no rule is known
""")
RULED_NOTES = consultations("""
consultation | patient | claim | date       | reason | outcome |
J1           | J       | F2    | 2025-01-10 | INR    |         |
K1           | K       | F3    | 2025-01-10 | INR    | go on   |
""")
RULES = """
payer_name | frequency_limit | frequency_period | frequency_per | attachment_required | narrative_required | as_of      |
Year       | 1               | year             | patient       |                     |                    | 2025-01-01 |
Year       | 9               | year             | patient       |                     |                    | 2024-01-01 | older
Year       | 9               | month            | patient       |                     |                    | 2026-01-01 | newer, and a word that is none
Day        | 1               | Day              | dentist       | no                  | no                 |            |
Ever       | 2               | lifetime         | practice      |                     |                    |            |
Two        | 3               | month            | patient       | yes                 | yes                |            | a word that is none gives no limit
"""
APPROVED = [{**row, "paid_amount": "60"} if row["claim_id"] == "E2" else row for row in RULED]
DRAWN = {
    **together({"ruled": (RULED, RULED_NOTES), "approved": (APPROVED, RULED_NOTES)}),
    "payer_rules": RULES,
}


def breaks(import_tables: ImportTables, case: str) -> dict[str, str | None]:
    """By claim the rules that it breaks."""
    chosen = Filters(practices=(case,))
    rows = queries.arrow(import_tables(**DRAWN), "before_sending", chosen).to_pylist()
    return {row["claim_ids"]: row["breaks"] for row in rows}


def test_what_no_payer_has_decided_is_listed_with_what_it_fails(import_tables: ImportTables) -> None:
    cursor = import_tables(
        claims=[*PAST["claims"], *WAITING], consultations=[*PAST["consultations"], *WAITING_NOTES]
    )
    expect(
        cursor,
        "before_sending",
        """
        claim_ids | outcome  | billed | failed  | failed_off |
        U1        | unsent   | 90.00  | outcome |            |
        U4        | rejected | 70.00  | outcome |            |
        U2        | unsent   | 95.00  |         | has_record |
        U3        | pending  | 80.00  |         |            |
        """,
    )


def test_repeat_fails_as_soon_as_the_payer_called_one_too_many(import_tables: ImportTables) -> None:
    rows = queries.arrow(import_tables(claims=REPEATS), "before_sending").to_pylist()
    failed = {row["claim_ids"]: (row["failed_off"] or "").split(";") for row in rows}
    assert "not_repeated" in failed["B2"]
    assert "not_repeated" not in failed["C2"]


def test_rules_that_the_practice_noted_are_held(import_tables: ImportTables) -> None:
    assert breaks(import_tables, "ruled") == {
        "A2": "over the number allowed",
        "A3": None,
        "B2": "over the number allowed",
        "B3": None,
        "B4": None,
        "E3": None,
        "E4": None,
        "F1": "attachment required;narrative required",
        "F2": "narrative required",
        "F3": None,
        "F4": None,
    }


def test_limit_is_reached_by_as_many_as_it_allows(import_tables: ImportTables) -> None:
    found = breaks(import_tables, "approved")
    assert (found["E3"], found["E4"]) == ("over the number allowed", None)
