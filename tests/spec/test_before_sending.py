"""before_sending: what no payer has decided, with the checks that it fails."""

from __future__ import annotations

import queries
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect
from tests.spec.test_sending_checks import PAST

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


REPEATS = claim_lines("""
claim | patient | service    | sent       | decided    | status   | paid | codes  |
A1    | A       | 2025-01-01 | 2025-01-01 | 2025-01-20 | received | 60   |        |
A2    | A       | 2025-02-10 | 2025-02-10 | 2025-02-20 | received | 0    | CO-119 | too many after 40 days
B1    | B       | 2025-03-01 | 2025-03-01 | 2025-03-20 | received | 60   |        |
B2    | B       | 2025-04-10 | 2025-04-10 |            | sent     |      |        | after 40 days
C1    | C       | 2025-03-01 | 2025-03-01 | 2025-03-20 | received | 60   |        |
C2    | C       | 2025-04-11 | 2025-04-11 |            | sent     |      |        | after 41
""")


def test_repeat_fails_as_soon_as_the_payer_called_one_too_many(import_tables: ImportTables) -> None:
    cursor = import_tables(claims=REPEATS)
    rows = queries.arrow(cursor, "before_sending").to_pylist()
    failed = {row["claim_ids"]: (row["failed_off"] or "").split(";") for row in rows}
    assert "not_repeated" in failed["B2"]
    assert "not_repeated" not in failed["C2"]
