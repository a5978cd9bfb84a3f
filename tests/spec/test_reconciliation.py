"""reconciliation: every consultation and every unlinked billing stands in exactly one bucket."""

from __future__ import annotations

from datetime import date

import pytest

import queries
from d9311.filters import Filters
from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | service    | sent       | decided    | status   | paid | codes |
C1    | 2025-01-15 | 2025-01-20 | 2025-02-01 | paid     | 60   |       | recorded as K1
C2    | 2025-01-20 | 2025-01-21 |            | rejected |      |       | recorded as K2, not yet accepted
C3    | 2024-11-01 | 2024-11-02 | 2024-12-01 | denied   | 0    | CO-97 | before the chart begins
C4    | 2025-04-30 | 2025-05-01 |            | sent     |      |       | nothing in the chart
C5    | 2025-03-01 |            |            | void     |      |       | cancelled: no exposure
""")
RECORDS = consultations("""
consultation | claim | date       | routine |
K1           | C1    | 2025-01-15 |         |
K2           | C2    | 2025-01-20 |         |
K3           |       | 2025-02-01 | yes     | a routine referral is not billed
K4           |       | 2025-06-01 |         | after the last claim of the export
K5           |       | 2025-04-25 |         | ten days before the as-of date
K6           |       | 2025-02-10 |         | money left
K7           |       | 2025-02-11 |         | money left
K8           |       |            |         | without date nobody can tell
""")
PRACTICES = {"ledger": (CLAIMS, RECORDS)}


@pytest.mark.slow
def test_all_eight_buckets_are_listed_with_their_money(practices: Cursor) -> None:
    expect(
        practices,
        "reconciliation",
        """
        bucket                                | count | billed | paid  |
        billed before the first record        | 1     | 100.00 | 0.00  | C3
        billed without record                 | 1     | 100.00 | 0.00  | C4
        consulted and billed                  | 1     | 100.00 | 60.00 | K1 with C1
        consulted, never billed               | 2     | 0.00   | 0.00  | K6, K7
        consulted, not yet accepted           | 1     | 100.00 | 0.00  | K2 with C2
        consulted, outside the claims export  | 2     | 0.00   | 0.00  | K4, K8
        consulted, too recent to tell         | 1     | 0.00   | 0.00  | K5
        routine referral                      | 1     | 0.00   | 0.00  | K3
        """,
        as_of=date(2025, 5, 5),
        practices=("ledger",),
    )


def test_empty_buckets_stay_with_zeros(practices: Cursor) -> None:
    expect(
        practices,
        "reconciliation",
        """
        bucket                                | count | billed | paid |
        billed before the first record        | 0     | 0.00   | 0.00 |
        billed without record                 | 0     | 0.00   | 0.00 |
        consulted and billed                  | 0     | 0.00   | 0.00 |
        consulted, never billed               | 2     | 0.00   | 0.00 | February holds K3, K6 and K7
        consulted, not yet accepted           | 0     | 0.00   | 0.00 |
        consulted, outside the claims export  | 0     | 0.00   | 0.00 |
        consulted, too recent to tell         | 0     | 0.00   | 0.00 |
        routine referral                      | 1     | 0.00   | 0.00 |
        """,
        date_from=date(2025, 2, 1),
        date_to=date(2025, 2, 28),
        practices=("ledger",),
    )


@pytest.mark.parametrize(
    ("as_of", "never_billed", "too_recent"),
    [(date(2025, 2, 23), 0, 2), (date(2025, 2, 24), 1, 1), (date(2025, 2, 25), 2, 0)],
)
def test_a_consultation_is_too_recent_to_tell_for_thirteen_days(
    practices: Cursor, as_of: date, never_billed: int, too_recent: int
) -> None:
    february = Filters(
        as_of=as_of, date_from=date(2025, 2, 1), date_to=date(2025, 2, 28), practices=("ledger",)
    )
    table = queries.arrow(practices, "reconciliation", february)
    counts = {row["bucket"]: row["count"] for row in table.to_pylist()}
    assert (counts["consulted, never billed"], counts["consulted, too recent to tell"]) == (
        never_billed,
        too_recent,
    )


def test_paid_is_null_when_no_paid_column_is_exported(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | status
    C1    | paid
    """)
    expect(
        import_tables(claims, RECORDS[2:3]),
        "reconciliation",
        """
        bucket                                | count | billed | paid |
        billed before the first record        | 1     | 100.00 |      |
        billed without record                 | 0     | 0.00   |      |
        consulted and billed                  | 0     | 0.00   |      |
        consulted, never billed               | 0     | 0.00   |      |
        consulted, not yet accepted           | 0     | 0.00   |      |
        consulted, outside the claims export  | 0     | 0.00   |      |
        consulted, too recent to tell         | 0     | 0.00   |      |
        routine referral                      | 1     | 0.00   |      |
        """,
    )
