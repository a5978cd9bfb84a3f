"""late_notes: what in the records of denied claims came after the payer's first decision.

What exports of different months prove takes several imports: tests/engine/test_late_entries.py.
"""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | sent       | decided    | paid | codes  |
C1    | 2025-01-20 | 2025-02-10 | 0    | CO-252 |
C2    | 2025-01-20 | 2025-02-10 | 0    | CO-252 |
C3    | 2025-01-20 | 2025-02-10 | 0    | CO-252 |
C4    | 2025-01-20 | 2025-02-10 | 0    | CO-252 | without a record
C5    | 2025-01-20 | 2025-02-10 | 60   |        | paid: it is not counted
C6    | 2025-01-20 |            |      |        | still waiting
""")
RECORDS = consultations("""
consultation | claim | date       | time  | reason | outcome | written    | signed     |
K1           | C1    | 2025-01-15 | 09:30 | valve  | pending | 2025-02-11 |            | the day after
K2           | C2    | 2025-01-15 |       | valve  | proceed | 2025-02-10 | 2025-02-11 | signed later
K3           | C3    | 2025-01-15 | 09:30 | valve  | proceed |            | 2025-02-10 | on the day
K5           | C5    | 2025-01-15 | 09:30 | valve  | proceed | 2025-02-11 |            |
K6           | C6    | 2025-01-15 | 09:30 | valve  | proceed | 2025-02-11 |            |
""")


@pytest.mark.slow
def test_late_elements_are_counted_over_denied_claims_with_them(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "late_notes",
        """
        element      | denied | late | first_written | changed | signed |
        date         | 3      | 2    | 1             | 0       | 1      |
        method       | 0      | 0    | 0             | 0       | 0      | not exported
        outcome      | 2      | 1    | 0             | 0       | 1      | K1: pending is no reply
        professional | 0      | 0    | 0             | 0       | 0      |
        reason       | 3      | 2    | 1             | 0       | 1      |
        record       | 0      | 0    | 0             | 0       | 0      |
        time         | 2      | 1    | 1             | 0       | 0      | K2 has none
        any          | 3      | 2    | 1             | 0       | 1      |
        """,
    )


def test_every_element_is_listed_when_nothing_is_in_the_filter(import_tables: ImportTables) -> None:
    names = ("date", "method", "outcome", "professional", "reason", "record", "time", "any")
    rows = "\n".join(f"{name} | 0 | 0 | 0 | 0 | 0" for name in names)
    expect(
        import_tables(CLAIMS, RECORDS),
        "late_notes",
        f"element | denied | late | first_written | changed | signed\n{rows}",
        practices=(),
    )


def test_late_elements_of_a_claim_are_named_in_the_order_of_their_names(import_tables: ImportTables) -> None:
    named = (
        "select root_claim_id, late_first_written, late_changed, late_signed from episodes "
        "where late_elements is not null order by 1"
    )
    assert import_tables(CLAIMS, RECORDS).execute(named).fetchall() == [
        ("C1", "date;reason;time", None, None),
        ("C2", None, None, "date;outcome;reason"),
        ("C5", "date;outcome;reason;time", None, None),
    ]
