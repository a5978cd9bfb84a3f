"""overview: the headline figures, and the same for the period before."""

from __future__ import annotations

from datetime import date

import pytest

from d9311.filters import Filters
from queries import listings
from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | service    | sent       | decided    | status | paid | codes  |
C1    | 2025-01-05 | 2025-01-06 | 2025-01-16 | paid   | 60   |        | January
C2    | 2025-01-20 | 2025-01-21 | 2025-02-10 | denied | 0    | CO-97  | January, denied and left
C3    | 2025-02-05 | 2025-02-06 | 2025-02-16 | paid   | 60   |        | February
C4    | 2025-02-28 | 2025-03-01 |            | sent   |      |        | February, still pending
C5    | 2025-02-10 | 2025-02-11 | 2025-02-20 | denied | 0    | MA130  | no appeal right
C6    | 2024-12-10 |            |            | void   |      |        | void: only shows how far back data go
""")
RECORDS = consultations("""
consultation | claim | date       | reason |
K1           | C1    | 2025-01-05 | valve  |
K2           |       | 2025-01-25 |        | never billed, and no reason
K3           | C3    | 2025-02-05 | valve  |
""")
WAITING = claim_lines("""
claim | sent       | decided    | status | paid | codes | appealed   |
C1    | 2025-01-16 |            | sent   |      |       |            |
C2    | 2025-01-16 | 2025-02-01 | denied | 0    | CO-16 | 2025-02-10 | the appeal has no answer yet
C3    | 2025-01-16 | 2025-02-01 | paid   | 60   |       |            | not open
""")
YEAR_BEFORE = claim_lines("""
claim | service    | decided    | status | paid | codes |
C1    | 2024-02-01 | 2024-03-01 | denied | 0    | CO-97 | the first day of the comparison
C2    | 2024-02-29 | 2024-03-01 | paid   | 60   |       | its last day
C3    | 2024-03-01 | 2024-04-01 | paid   | 60   |       | a day after it
C4    | 2025-01-31 | 2025-02-20 | denied | 0    | CO-97 | of the period just before
C5    | 2025-02-05 | 2025-02-16 | paid   | 60   |       | this period
""")
PRACTICES = {"year before": YEAR_BEFORE}
JANUARY = {"date_from": date(2025, 1, 1), "date_to": date(2025, 1, 31)}
FEBRUARY = {"date_from": date(2025, 2, 1), "date_to": date(2025, 2, 28)}
AS_OF = date(2025, 5, 31)


@pytest.mark.slow
def test_period_stands_beside_the_one_of_equal_length(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "overview",
        """
        from       | to         | previous_from | previous_to | episodes | episodes_previous |
        2025-02-01 | 2025-02-28 | 2025-01-01    | 2025-01-31  | 3        | 2                 |
        """,
        **FEBRUARY,
    )


@pytest.mark.parametrize(
    ("first", "last", "previous"),
    [
        ("2025-02-01", "2025-04-30", ("2024-11-01", "2025-01-31")),
        ("2024-02-01", "2024-02-29", ("2024-01-01", "2024-01-31")),
        ("2024-02-01", "2024-02-28", ("2024-01-04", "2024-01-31")),  # a day is missing to the month
        ("2025-02-02", "2025-02-28", ("2025-01-06", "2025-02-01")),
        ("2025-01-01", "2025-12-31", ("2024-01-01", "2024-12-31")),
    ],
)
def test_whole_months_are_held_against_as_many_whole_months(
    import_tables: ImportTables, first: str, last: str, previous: tuple[str, str]
) -> None:
    bounds = {"date_from": date.fromisoformat(first), "date_to": date.fromisoformat(last)}
    drawn = f"previous_from | previous_to\n{previous[0]} | {previous[1]}"
    expect(import_tables(CLAIMS, RECORDS), "overview", drawn, **bounds)


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2025-02-01", "2025-04-30", ("2024-02-01", "2024-04-30")),
        ("2025-02-01", "2025-02-28", ("2024-02-01", "2024-02-29")),  # whole months stay whole
        ("2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
        ("2025-02-02", "2025-02-28", ("2024-02-02", "2024-02-28")),
        ("2024-02-29", "2024-03-10", ("2023-02-28", "2023-03-10")),  # no 29th in that year
    ],
)
def test_last_year_is_the_same_dates_a_year_before(
    import_tables: ImportTables, first: str, last: str, before: tuple[str, str]
) -> None:
    bounds = {"date_from": date.fromisoformat(first), "date_to": date.fromisoformat(last)}
    drawn = f"compare | previous_from | previous_to\nlast_year | {before[0]} | {before[1]}"
    expect(import_tables(CLAIMS, RECORDS), "overview", drawn, **bounds, compare="last_year")


def test_comparison_with_the_year_before_has_its_figures(practices: Cursor) -> None:
    drawn = """
    episodes | episodes_previous | approved_previous | approval_rate_previous | paid_previous
    1        | 2                 | 1                 | 0.500                  | 60.00
    """
    expect(practices, "overview", drawn, **FEBRUARY, compare="last_year", practices=("year before",))


def test_no_comparison_leaves_the_other_period_empty(import_tables: ImportTables) -> None:
    drawn = """
    compare | previous_from | previous_to | episodes | episodes_previous | approval_rate_previous
    none    |               |             | 3        |                   |
    """
    expect(import_tables(CLAIMS, RECORDS), "overview", drawn, **FEBRUARY, compare="none")


def test_headline_figures_are_those_of_both_periods(import_tables: ImportTables) -> None:
    cursor = import_tables(CLAIMS, RECORDS)
    expect(
        cursor,
        "overview",
        """
        decided | approved | pending | approval_rate | billed | paid  | median_days | consultations
        2       | 1        | 1       | 0.500         | 300.00 | 60.00 | 9.500       | 1
        """,
        **FEBRUARY,
    )
    expect(
        cursor,
        "overview",
        """
        decided_previous | approved_previous | billed_previous | paid_previous | median_days_previous
        2                | 1                 | 200.00          | 60.00         | 15.000
        """,
        **FEBRUARY,
    )


def test_records_and_ledger_stand_for_both_periods(import_tables: ImportTables) -> None:
    cursor = import_tables(CLAIMS, RECORDS)
    expect(
        cursor,
        "overview",
        """
        strict_pass | strict_pass_rate | never_billed | without_record | denied_not_appealed |
        1           | 1.000            | 0            | 2              | 0                   | C5 has no right
        """,
        **FEBRUARY,
        as_of=AS_OF,
    )
    expect(
        cursor,
        "overview",
        """
        strict_pass_previous | strict_pass_rate_previous | never_billed_previous | without_record_previous |
        1                    | 0.500                     | 1                     | 1                       | K2, C2
        """,
        **FEBRUARY,
        as_of=AS_OF,
    )
    expect(cursor, "overview", "denied_not_appealed_previous\n1", **FEBRUARY)


def test_open_claims_over_sixty_days_ignore_the_period(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "overview",
        """
        as_of      | open_over_60_days | open_over_60_days_previous |
        2025-05-31 | 1                 |                            | C4, sent on 1 March
        """,
        as_of=AS_OF,
        **JANUARY,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("as_of", "over", "found"), [(date(2025, 3, 17), 0, "open"), (date(2025, 3, 18), 2, "open over 60 days")]
)
def test_over_sixty_days_begins_on_the_sixty_first(
    import_tables: ImportTables, as_of: date, over: int, found: str
) -> None:
    cursor, chosen = import_tables(claims=WAITING), Filters(as_of=as_of)
    expect(cursor, "overview", f"open_over_60_days\n{over}", as_of=as_of)
    waiting = listings.run(cursor, "attention", chosen).set_index("list")["billed"].to_dict()
    assert waiting.get("open_over_60_days", 0) == 100 * over
    episodes = listings.run(cursor, "episodes", chosen).set_index("episode_id")["attention"].to_dict()
    assert episodes["practice|C1|1"] == found


def test_previous_period_is_null_where_data_do_not_reach(import_tables: ImportTables) -> None:
    cursor = import_tables(CLAIMS, RECORDS)
    expect(
        cursor,
        "overview",
        """
        episodes | previous_from | episodes_previous | billed_previous | never_billed_previous |
        2        | 2024-12-01    |                   |                 |                       | from the 10th
        """,
        **JANUARY,
    )
    expect(
        cursor,
        "overview",
        """
        episodes | previous_from | episodes_previous | billed_previous | paid_rate_previous |
        2        | 2024-12-11    | 1                 | 100.00          | 1.000              | the 10th is before
        """,
        date_from=date(2025, 1, 10),
        date_to=date(2025, 2, 8),
    )


def test_without_both_bounds_there_is_no_previous_period(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "overview",
        """
        from       | to | previous_from | previous_to | episodes | episodes_previous
        2025-02-01 |    |               |             | 3        |
        """,
        date_from=date(2025, 2, 1),
    )


def test_mature_through_ends_before_the_first_open_month(import_tables: ImportTables) -> None:
    cursor = import_tables(CLAIMS, RECORDS)
    expect(cursor, "overview", "mature_through\n2025-01")
    expect(cursor, "overview", "mature_through |\n | February begins with a pending claim", **FEBRUARY)


def test_empty_period_is_one_row_of_zeros_and_nulls(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "overview",
        """
        episodes | approval_rate | billed | paid | median_days | consultations | strict_pass_rate | without_record
        0        |               | 0.00   | 0.00 |             | 0             |                  | 0
        """,
        date_from=date(2026, 1, 1), date_to=date(2026, 1, 31),
    )  # fmt: skip


def test_paid_is_zero_where_the_filter_holds_nothing(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "overview",
        """
        episodes | billed | paid | allowed |
        0        | 0.00   | 0.00 |         | no allowed amounts in this export
        """, payers=("nobody",),
    )  # fmt: skip
