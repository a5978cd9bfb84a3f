"""ar_aging: open episodes by age at the as-of date."""

from __future__ import annotations

from datetime import date

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, expect

OPEN_AND_CLOSED = claim_lines("""
claim | service    | sent       | decided    | status | paid | codes  | appealed   |
C1    | 2025-01-15 | 2025-05-31 |            | sent   |      |        |            | pending for 30 days
C2    | 2025-01-15 | 2025-05-30 |            | sent   |      |        |            | pending for 31 days
C3    | 2025-01-15 |            |            | sent   |      |        |            | 166 days since the service
C4    | 2025-01-15 | 2025-04-11 | 2025-05-01 | denied | 0    | CO-252 | 2025-05-10 | appeal still open, 80 days
C5    | 2025-01-15 | 2025-02-01 | 2025-03-01 | denied | 0    | CO-97  |            | denied and left: not open
C6    | 2025-01-15 | 2025-02-01 | 2025-03-01 | paid   | 60   |        |            | paid: not open
C7    | 2025-01-15 | 2025-07-15 |            | sent   |      |        |            | sent after the as-of date
C8    | 2025-01-15 |            |            | draft  |      |        |            | never sent: not counted
""")
AS_OF = date(2025, 6, 30)


def test_open_episodes_stand_in_buckets_of_their_age(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=OPEN_AND_CLOSED),
        "ar_aging",
        """
        bucket   | episodes | billed |
        0-30     | 2        | 200.00 | C1, and C7 with a negative age
        31-60    | 1        | 100.00 | C2
        61-90    | 1        | 100.00 | C4
        91-120   | 0        | 0.00   |
        over 120 | 1        | 100.00 | C3
        """,
        as_of=AS_OF,
    )


def test_without_a_day_asked_for_the_newest_of_all_dates_counts(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=OPEN_AND_CLOSED),
        "ar_aging",
        """
        bucket   | episodes |
        0-30     | 1        | C7, sent on that day
        31-60    | 2        | C1, C2
        61-90    | 0        |
        91-120   | 1        | C4
        over 120 | 1        | C3
        """,
    )


def test_date_filter_does_not_hide_open_claims(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=OPEN_AND_CLOSED),
        "ar_aging",
        """
        bucket   | episodes | billed
        0-30     | 2        | 200.00
        31-60    | 1        | 100.00
        61-90    | 1        | 100.00
        91-120   | 0        | 0.00
        over 120 | 1        | 100.00
        """,
        as_of=AS_OF,
        date_from=date(2026, 1, 1),
    )


def test_latest_date_in_the_data_is_the_default_as_of(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=OPEN_AND_CLOSED),
        "ar_aging",
        """
        bucket   | episodes | billed |
        0-30     | 1        | 100.00 | C7, sent on 15 July, the latest date
        31-60    | 2        | 200.00 | C1 45 days, C2 46
        61-90    | 0        | 0.00   |
        91-120   | 1        | 100.00 | C4 95 days
        over 120 | 1        | 100.00 | C3 181 days
        """,
    )
