"""Dates that cannot be: dates that stand for none, years long before or after the service, files with nothing
in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from d9311.ingest.report import FileReport
from tests.conftest import ImportTables
from tests.drafts import report_on

pytestmark = pytest.mark.slow

NO_DATE = (
    "a date that stands for none, such as 1900-01-01 or 9999-12-31, counts as blank. "
    "Export blank cells where there is no date."
)


def said(report: FileReport) -> list[tuple[int | None, str | None, str, int]]:
    return [(one.line, one.column, one.rule, one.count) for one in report.warnings]


def test_dates_that_mean_none_leave_claims_pending_and_are_counted(import_tables: ImportTables) -> None:
    cursor = import_tables(
        claims="""
        claim_id | submitted_date | adjudicated_date    | status  | paid_amount | appeal_filed_date
        C1       | 2025-01-16     | 1900-01-01          | sent    |             |
        C2       | 2025-01-16     | 01/01/1900 00:00:00 | pending | 0.00        |
        C3       | 1753-01-01     | 9999-12-31          | sent    |             |
        C4       | 2025-01-16     | 1899-12-30          | sent    |             |
        C5       | 2025-01-16     | 1970-01-01          | sent    |             |
        C6       | 2025-01-16     | 0001-01-01          | sent    |             |                   | stays without a word
        C7       | 2025-01-16     | 2025-02-10          | denied  | 0.00        | 1900-01-01
        """
    )
    assert cursor.execute(
        "select root_claim_id, outcome from episodes order by root_claim_id"
    ).fetchall() == [
        *((f"C{number}", "pending") for number in range(1, 7)),
        ("C7", "denied"),
    ]
    assert cursor.execute("select as_of from data_facts").fetchone() == (date(2025, 2, 10),)
    assert cursor.execute("select column_name, line, count, message from import_warnings").fetchall() == [
        ("submitted_date", 4, 1, f"claims_1.csv, column submitted_date: {NO_DATE} (1 row, first on line 4)"),
        ("adjudicated_date", 2, 5, f"claims_1.csv, column adjudicated_date: {NO_DATE} (5 rows, first on line 2)"),
        ("appeal_filed_date", 8, 1, f"claims_1.csv, column appeal_filed_date: {NO_DATE} (1 row, first on line 8)"),
    ]  # fmt: skip


def test_a_year_beyond_the_one_after_the_newest_service_is_emptied_and_listed(
    import_tables: ImportTables,
) -> None:
    cursor = import_tables(
        claims="""
        claim_id | service_date | submitted_date | adjudicated_date
        C1       | 2024-03-01   | 2024-03-02     | 2024-04-01
        C2       | 2024-05-01   | 2024-05-02     | 2025-12-31       | the last day that counts
        C3       | 2024-05-01   | 2026-01-01     | 2024-06-01       | the first that does not
        C4       | 2024-05-01   | 1990-01-01     | 2052-06-01       | of 1990, and 2025 with two digits changed
        C5       | 2024-05-01   | 1989-12-31     | 2205-06-01
        """
    )
    assert cursor.execute(
        "select claim_id, submitted_date, adjudicated_date from claim_rows order by claim_id"
    ).fetchall() == [
        ("C1", date(2024, 3, 2), date(2024, 4, 1)),
        ("C2", date(2024, 5, 2), date(2025, 12, 31)),
        ("C3", None, date(2024, 6, 1)),
        ("C4", date(1990, 1, 1), None),
        ("C5", None, None),
    ]
    assert cursor.execute("select as_of from data_facts").fetchone() == (date(2025, 12, 31),)
    far = (
        "the date is before 1990 or after 2025, the year after the newest service. Correct the year and import "
        "again; it counts as blank, in 2 rows"
    )
    assert cursor.execute(
        "select message from import_warnings where rule = 'far_date' order by column_name desc"
    ).fetchall() == [
        (f"claims_1.csv, line 4, column submitted_date: {far} (lines 4, 6).",),
        (f"claims_1.csv, line 5, column adjudicated_date: {far} (lines 5, 6).",),
    ]


def test_a_wrong_year_does_not_excuse_itself(tmp_path: Path) -> None:
    report = report_on(
        tmp_path,
        "claims",
        """
        claim_id | service_date | submitted_date | adjudicated_date
        C1       | 2024-03-01   | 2024-03-02     | 2024-04-01
        C2       | 2024-05-01   | 2024-05-02     | 2024-06-01
        C3       | 2099-05-01   | 2099-05-02     | 2099-06-01       | wrong in all three
        C3       | 2099-05-01   | 2099-05-02     | 2099-06-01       | and in both lines of the claim
        C4       | 2099-07-01   | 2099-05-02     | 2099-06-01
        C5       | 1989-12-31   |                |
        """,
    )
    assert [(row.line, row.rule) for row in report.set_aside] == [
        (4, "service_year_too_late"),
        (5, "service_year_too_late"),
        (6, "service_year_too_late"),
        (7, "service_date_too_early"),
    ]
    assert said(report) == []


def test_one_row_alone_does_not_excuse_itself_either(tmp_path: Path) -> None:
    row = {"service_date": "2099-05-01", "submitted_date": "2099-05-02", "adjudicated_date": "2099-06-01"}
    report = report_on(tmp_path, "claims", [row])
    assert [one.rule for one in report.set_aside] == ["service_year_too_late"]
    assert report.error == (
        "claims.csv: its one row could not be kept, so that nothing came in. Line 2, column service_date: the year is "
        "later than the one after the newest service of the file. Correct the year and import again."
    )


def test_a_service_long_after_the_others_counts_where_other_dates_bear_it_out(tmp_path: Path) -> None:
    rows = """
        claim_id | service_date | submitted_date
        C1       | 2022-03-01   | 2022-03-02
        C2       | 2022-05-01   | 2022-05-02
        C3       | 2025-05-01   | {submitted}
        """
    assert report_on(tmp_path, "claims", rows.format(submitted="2025-05-02")).rows_kept == 3
    report = report_on(tmp_path, "claims", rows.format(submitted="2022-05-02"))
    assert [(row.line, row.rule) for row in report.set_aside] == [(4, "service_year_too_late")]


def test_old_services_may_all_be_decided_late(tmp_path: Path) -> None:
    late = [{"service_date": "2021-01-15", "adjudicated_date": "2024-02-01"}] * 2
    report = report_on(tmp_path, "claims", [{**row, "claim_id": f"C{n}"} for n, row in enumerate(late)])
    assert (report.rows_kept, said(report)) == (2, [])
    one_of_two = [
        late[0] | {"claim_id": "C1"},
        {"service_date": "2021-01-15", "adjudicated_date": "2021-02-01"},
    ]
    assert said(report_on(tmp_path, "claims", one_of_two)) == [(2, "adjudicated_date", "far_date", 1)]


@pytest.mark.usefixtures("rows_alone")
def test_what_was_imported_before_says_which_year_it_is(import_tables: ImportTables) -> None:
    import_tables(claims="claim_id | service_date \n C1 | 2024-03-01")
    cursor = import_tables(
        claims="""
        claim_id | service_date | adjudicated_date
        C2       | 2022-03-01   | 2025-04-01
        C3       | 2022-03-01   | 2026-04-01
        """
    )
    assert cursor.execute(
        "select claim_id, adjudicated_date from claim_rows where import_id = 2 order by claim_id"
    ).fetchall() == [("C2", date(2025, 4, 1)), ("C3", None)]


def test_far_dates_of_consultations_are_emptied_and_their_rows_kept(tmp_path: Path) -> None:
    report = report_on(
        tmp_path,
        "consultations",
        """
        consultation_id | consultation_date | recorded_at      | signed_at
        K1              | 2025-01-15        | 2025-01-15       | 2025-01-16 10:00
        K2              | 2205-01-15        | 2025-01-15       | 2026-12-31 23:59
        K3              | 2025-01-15        | 1980-01-01       | 2027-01-01 00:00
        K4              | 1900-01-01        | 9999-12-31 00:00 |
        """,
    )
    assert (report.rows_kept, report.set_aside) == (4, [])
    assert said(report) == [
        (5, "consultation_date", "no_date", 1),
        (5, "recorded_at", "no_date", 1),
        (3, "consultation_date", "far_date", 1),
        (4, "recorded_at", "far_date", 1),
        (4, "signed_at", "far_date", 1),
    ]


def test_a_fee_may_begin_in_any_year(tmp_path: Path) -> None:
    rows = [{"effective_date": "1985-01-01"}, {"effective_date": "2040-01-01", "payer_name": "Other"}]
    report = report_on(tmp_path, "fees", rows)
    assert (report.rows_kept, said(report)) == (2, [])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [{"service_date": "last week"}, {"service_date": "soon"}, {"payer_name": "#N/A"}],
            "claims.csv: none of its 3 rows could be kept, so that nothing came in. So in 2 of them, first in line 2, "
            "column service_date: the value is not a date. Write it as 2025-03-31 and import again.",
        ),
        (
            [{"payer_name": "(none)"}],
            "claims.csv: its one row could not be kept, so that nothing came in. Line 2, column payer_name: no value "
            "is given. Fill it in in the practice system, or in this file, and import again.",
        ),
    ],
)
def test_a_file_of_which_no_row_is_kept_is_refused(
    tmp_path: Path, rows: list[dict[str, str]], message: str
) -> None:
    report = report_on(tmp_path, "claims", rows)
    assert (report.refused, report.error) == (True, message)
    assert (report.rows_read, report.rows_kept, report.rows_set_aside) == (len(rows), 0, len(rows))


def test_a_file_without_rows_is_taken_and_said(tmp_path: Path) -> None:
    report = report_on(tmp_path, "claims", [])
    assert (report.refused, [one.rule for one in report.warnings]) == (False, ["no_rows"])
