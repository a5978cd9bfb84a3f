"""Which rows are set aside: one fault a row, the whole message compared; every other row is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest import FileReport
from tests.drafts import report_on

pytestmark = pytest.mark.slow

FILL_IN = "no value is given. Fill it in in the practice system, or in this file, and import again."
DATE = "the value is not a date. Write it as 2025-03-31 and import again."
AMOUNT = "the value is not an amount. Write it as 1234.50 and import again."
NO_CLAIM = "the value is no amount that a claim can have. Write it as 1234.50 and import again."
TOO_LATE = (
    "the date is more than a year after the newest submitted or adjudicated date of the file. "
    "Correct the year and import again."
)

FAULTY_CLAIMS = [
    ("claim_id", "", "missing_value", FILL_IN),
    ("patient_id", " ", "missing_value", FILL_IN),
    ("payer_name", "", "missing_value", FILL_IN),
    ("payer_name", "Unknown", "missing_value", FILL_IN),
    ("procedure_code", "--", "missing_value", FILL_IN),
    ("status", "n/a", "missing_value", FILL_IN),
    ("service_date", "", "missing_value", FILL_IN),
    ("service_date", "tbd", "missing_value", FILL_IN),
    ("billed_amount", "  ", "missing_value", FILL_IN),
    ("billed_amount", "", "missing_value", FILL_IN),
    ("service_date", "last week", "unreadable_date", DATE),
    ("service_date", "2025-02-30", "unreadable_date", DATE),
    ("billed_amount", "abc", "unreadable_amount", AMOUNT),
    ("billed_amount", "12.345", "unreadable_amount", AMOUNT),
    ("billed_amount", "inf", "amount_overflow", NO_CLAIM),
    ("billed_amount", "10000000000.00", "amount_overflow", NO_CLAIM),
    ("paid_amount", "-infinity", "amount_overflow", NO_CLAIM),
    (
        "service_date",
        "1989-12-31",
        "service_date_too_early",
        "the date is before 1990. Correct the year and import again.",
    ),
    ("service_date", "2026-02-11", "service_date_too_late", TOO_LATE),
    (
        "service_date",
        "2099-01-15",
        "service_year_too_late",
        "the year is later than the one after the newest service of the file. Correct the year and import again.",
    ),
    ("claim_id", "#N/A", "missing_value", FILL_IN),
    ("patient_id", " #REF! ", "missing_value", FILL_IN),
    ("payer_name", "(blank)", "missing_value", FILL_IN),
    ("payer_name", "\\N", "missing_value", FILL_IN),
    ("service_date", "1900-01-01", "missing_value", FILL_IN),
]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> FileReport:
    """Of a file in which every second row has one of these faults: those of an even number are sound."""
    sound = {"adjudicated_date": "2025-02-10", "paid_amount": "60.00"}
    rows = [sound | change for column, value, *_ in FAULTY_CLAIMS for change in ({}, {column: value})]
    return report_on(tmp_path_factory.mktemp("faulty"), "claims", rows)


@pytest.mark.parametrize("number", range(len(FAULTY_CLAIMS)))
def test_a_faulty_claim_line_is_set_aside_with_its_place(faulty: FileReport, number: int) -> None:
    column, _, rule, message = FAULTY_CLAIMS[number]
    line = 3 + 2 * number
    assert [vars(row) for row in faulty.set_aside if row.line == line] == [
        {
            "line": line,
            "column": column,
            "rule": rule,
            "message": f"claims.csv, line {line}, column {column}: {message}",
        }
    ]


def test_every_row_without_a_fault_is_kept(faulty: FileReport) -> None:
    count = len(FAULTY_CLAIMS)
    assert (faulty.rows_read, faulty.rows_kept, faulty.rows_set_aside) == (2 * count, count, count)


def test_a_row_that_repeats_in_every_cell_is_kept_once(tmp_path: Path) -> None:
    report = report_on(
        tmp_path,
        "claims",
        """
        claim_id | line_number | paid_amount | remark of the export
        C1       | 1           | 60.00       | a
        C1       | 1           | 60.00       | a
        C1       | 1           | 60.00       | b
        C1       | 2           | 60.00       | a
        C2       | 1           | 60.00       | a
        C1       | 1           | 60.00       | a
        """,
    )
    said = "the row repeats an earlier one in every cell. If a second line is meant, give it a line_number of its own."
    assert [(row.line, row.column, row.rule, row.message) for row in report.set_aside] == [
        (3, None, "repeated_row", f"claims.csv, line 3: {said}"),
        (7, None, "repeated_row", f"claims.csv, line 7: {said}"),
    ]


def test_spaces_around_a_cell_do_not_hide_a_repeated_row(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "claim_id,line_number,patient_id,payer_name,procedure_code,service_date,status,billed_amount\n"
        "C1,1,P1,Delta,D9311,2025-01-15,paid,100.00\n"
        ' C1 ,1 ,P1, Delta,D9311\t, 2025-01-15,paid\u00a0," 100.00"\n',
        encoding="utf-8",
    )
    report = report_on(tmp_path, "claims", path)
    assert [(row.line, row.rule) for row in report.set_aside] == [(3, "repeated_row")]


def test_identifiers_are_missing_only_when_they_are_empty(tmp_path: Path) -> None:
    odd = ["NA", "none", "1E5", "0042", "-", "null"]
    report = report_on(
        tmp_path, "claims", [{"claim_id": name, "patient_id": name, "practice_id": name} for name in odd]
    )
    assert report.rows_kept == len(odd)


FAULTY_CONSULTATIONS = [
    ("consultation_id", "", "missing_value", FILL_IN),
    ("patient_id", "", "missing_value", FILL_IN),
    (
        "consultation_date",
        "31/31/2025",
        "unreadable_date",
        "the value is not a date. Write it as 2025-03-31, or leave the cell blank, and import again.",
    ),
    (
        "consultation_id",
        "K1",
        "repeated_consultation",
        "an earlier row has the same consultation_id and other content. "
        "Give every consultation of a practice an identifier of its own and import again.",
    ),
]


def test_a_faulty_consultation_is_set_aside_with_its_place(tmp_path: Path) -> None:
    faulty = [{column: value, "reason": "other"} for column, value, _, _ in FAULTY_CONSULTATIONS]
    report = report_on(tmp_path, "consultations", [{}, *faulty, {}])
    assert (report.rows_read, report.rows_kept) == (2 + len(faulty), 2)
    assert sorted(map(vars, report.set_aside), key=lambda row: int(row["line"])) == [
        {
            "line": line,
            "column": column,
            "rule": rule,
            "message": f"consultations.csv, line {line}, column {column}: {message}",
        }
        for line, (column, _, rule, message) in enumerate(FAULTY_CONSULTATIONS, start=3)
    ]


def test_a_blank_consultation_date_is_a_gap_and_no_fault(tmp_path: Path) -> None:
    report = report_on(
        tmp_path, "consultations", [{"consultation_date": ""}, {"consultation_date": "unknown"}]
    )
    assert (report.rows_kept, report.warnings) == (2, [])


def test_one_consultation_id_may_be_used_by_two_practices(tmp_path: Path) -> None:
    rows = [{"consultation_id": "K1", "practice_id": name} for name in ("north", "south", "")]
    assert report_on(tmp_path, "consultations", rows).rows_kept == 3


def test_the_first_consultation_that_can_be_kept_is_kept(tmp_path: Path) -> None:
    report = report_on(
        tmp_path,
        "consultations",
        """
        consultation_id | consultation_date | reason
        K1              | 2025-13-45        | unreadable date: set aside, so that it takes no one's place
        K1              | 2025-01-15        | kept
        K1              | 2025-01-15        | other content
        K1              | 2025-01-15        | kept
        """,
    )
    assert [(row.line, row.rule) for row in report.set_aside] == [
        (2, "unreadable_date"),
        (4, "repeated_consultation"),
        (5, "repeated_row"),
    ]


def test_rows_of_a_practice_outside_the_scope_are_set_aside(tmp_path: Path) -> None:
    rows = [{"practice_id": "north"}, {"practice_id": "south"}, {"practice_id": ""}]
    report = report_on(tmp_path, "claims", rows, practices=("north", "practice"))
    assert [(row.line, row.rule, row.message) for row in report.set_aside] == [
        (
            3,
            "outside_scope",
            "claims.csv, line 3, column practice_id: the row belongs to a practice that is not yours. "
            "Leave it out, or ask somebody who may import for that practice.",
        )
    ]


@pytest.mark.parametrize(
    ("kind", "sound", "faulty"),
    [
        ("fees", {"expected_fee": "60"}, {"expected_fee": "sixty"}),
        ("fees", {"expected_fee": "60"}, {"payer_name": ""}),
        ("payer_rules", {"appeal_days": "90"}, {"payer_name": "unknown"}),
        ("payer_alias", {"alias": "DELTA CA", "payer_name": "Delta"}, {"alias": "X", "payer_name": ""}),
    ],
)
def test_rows_of_a_list_without_their_values_are_set_aside(
    tmp_path: Path, kind: str, sound: dict[str, str], faulty: dict[str, str]
) -> None:
    report = report_on(tmp_path, kind, [sound, sound | faulty])
    assert (report.rows_read, report.rows_kept, [row.line for row in report.set_aside]) == (2, 1, [3])


def test_a_date_column_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    report = report_on(tmp_path, "claims", [{"service_date": "13/02/2025"}, {"service_date": "02/13/2025"}])
    assert report.refused
    assert report.error is not None
    assert "line 2" in report.error
    assert "line 3" in report.error
