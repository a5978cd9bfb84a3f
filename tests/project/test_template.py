"""Empty files to fill in: their headings are the contract, what they offer is understood, and they import as
they are."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from d9311.cli import main
from d9311.contract import FILES, STATUS_TABLE, column, column_names
from d9311.ingest import import_files
from d9311.store import open_database
from d9311.template import GUIDE, LISTS, choices, template_csv, template_workbook
from tests.oracle.reference import scenarios
from tests.screens import open_page

Printed = pytest.CaptureFixture[str]
Cells = dict[str, object]

# What is typed, and how the dashboard keeps it.
TYPED: Cells = {
    "consultation_id": "0042",
    "patient_id": "P-007",
    "claim_id": "C1",
    "consultation_date": date(2025, 3, 14),
    "consultation_time": time(14, 30),
    "method": "phone",
    "professional_name": "Dr. Ruiz",
    "professional_credential": "MD",
    "professional_npi": "0123456789",
    "scenario": "Recent cardiac or vascular event; Pregnancy",
    "reason": "stent in January; anticoagulated",
    "outcome": "wait six months",
    "correspondence_on_file": "no",
    "verbal_summary": "Spoke with\nthe nurse",
    "routine_referral": "no",
    "recorded_at": datetime(2025, 3, 14, 15, 5),
    "signed_by": "Dr. Lee",
    "signed_at": datetime(2025, 3, 15),
    "duration_minutes": 12.5,
}
KEPT = {
    **{name: value for name, value in TYPED.items() if isinstance(value, str)},
    "practice_id": "practice",
    "consultation_date": "2025-03-14",
    "consultation_time": "14:30:00",
    "routine_referral": "false",
    "recorded_at": "2025-03-14 15:05:00",
    "signed_at": "2025-03-15 00:00:00",
    "duration_minutes": "12.5",
}


def sheet_of(content: bytes) -> Worksheet:
    """The first sheet of a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def filled(path: Path, kind: str, rows: list[Cells]) -> Path:
    """A template with cells typed into it as a spreadsheet program keeps them: in the format of the
    column."""
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(kind)))
    sheet = book.worksheets[0]
    places = {cell.value: cell for cell in sheet[1]}
    for number, row in enumerate(rows, 2):
        for name, value in row.items():
            cell = sheet.cell(number, places[name].column, value)
            cell.number_format = sheet.column_dimensions[places[name].column_letter].number_format
    book.save(path)
    return path


@pytest.mark.parametrize("kind", FILES)
def test_headings_are_the_columns_of_the_contract(kind: str) -> None:
    assert next(csv.reader(io.StringIO(template_csv(kind).decode()))) == list(column_names(kind))
    sheet = sheet_of(template_workbook(kind))
    assert [cell.value for cell in sheet[1]] == list(column_names(kind))
    assert (sheet.max_row, sheet.freeze_panes) == (1, "A2")
    assert [cell.comment.text.split(":")[0] for cell in sheet[1] if cell.comment] == [
        "Required" if spec.required else "Optional" for spec in FILES[kind]
    ]


def test_the_guide_explains_every_column_and_the_lists_are_hidden() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_workbook("consultations")))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("Consultations", "visible"), (GUIDE, "visible"), (LISTS, "hidden"),
    ]  # fmt: skip
    listed = {row[0]: row[1:] for row in book[GUIDE].iter_rows(min_row=7, values_only=True)}
    assert list(listed) == ["Heading", *column_names("consultations")]
    assert listed["consultation_date"] == (
        "required", "date of the consultation; blank is a documentation gap", "a date: 2025-03-14 or 3/14/2025", None,
    )  # fmt: skip
    assert listed["routine_referral"][3] == "yes; no"


def test_dates_times_and_identifiers_keep_their_form_and_lists_are_offered() -> None:
    sheet = sheet_of(template_workbook("consultations"))
    letters = {cell.value: cell.column_letter for cell in sheet[1]}
    formats = {name: sheet.column_dimensions[letter].number_format for name, letter in letters.items()}
    wanted = ("patient_id", "consultation_date", "consultation_time", "recorded_at", "duration_minutes")
    assert [formats[name] for name in wanted] == ["@", "yyyy-mm-dd", "hh:mm", "yyyy-mm-dd hh:mm", "General"]
    kinds = {
        str(rule.sqref).rstrip("0123456789"): rule.type for rule in sheet.data_validations.dataValidation
    }
    found = {name: kinds[f"{at}2:{at}"] for name, at in letters.items() if f"{at}2:{at}" in kinds}
    assert found == {
        "consultation_date": "date", "consultation_time": "time", "method": "list", "scenario": "list",
        "correspondence_on_file": "list", "verbal_summary": "list", "routine_referral": "list",
        "recorded_at": "date", "signed_at": "date",
    }  # fmt: skip


def test_the_same_version_writes_the_same_workbook() -> None:
    assert template_workbook("claims") == template_workbook("claims")


def test_a_filled_workbook_comes_back_as_it_was_typed(tmp_path: Path, capsys: Printed) -> None:
    path = filled(tmp_path / "mine.xlsx", "consultations", [TYPED])
    database = str(tmp_path / "d9311.duckdb")
    assert main(["import", "--db", database, "--consultations", str(path), "--json"]) == 0
    [report] = json.loads(capsys.readouterr().out)["files"]
    assert (report["rows_kept"], report["set_aside"], report["warnings"]) == (1, [], [])
    assert main(["rows", "consultations", "--db", database]) == 0
    [row] = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert len(row.pop("patient_id")) == 16
    assert {name: text for name, text in row.items() if text} == {
        name: text for name, text in KEPT.items() if name != "patient_id"
    }


@pytest.mark.slow
def test_every_offered_choice_is_taken_for_what_it_says(tmp_path: Path) -> None:
    methods = choices(column("consultations", "method"))
    labels = choices(column("consultations", "scenario"))
    statuses = choices(column("claims", "status"))
    base: Cells = {"patient_id": "P1", "consultation_date": date(2025, 3, 14), "routine_referral": "yes"}
    notes = [{**base, "consultation_id": f"M{at:02}", "method": text} for at, text in enumerate(methods)]
    notes += [{**base, "consultation_id": f"S{at:02}", "scenario": text} for at, text in enumerate(labels)]
    claims: list[Cells] = [
        {"claim_id": f"C{at:02}", "patient_id": "P1", "payer_name": "Delta", "procedure_code": "D9311", "status": text,
         "service_date": date(2025, 3, 14), "billed_amount": 100.5, "attachment_sent": "no"}
        for at, text in enumerate(statuses)
    ]  # fmt: skip
    report = import_files(
        tmp_path / "d9311.duckdb",
        claims=[filled(tmp_path / "claims.xlsx", "claims", claims)],
        consultations=[filled(tmp_path / "consultations.xlsx", "consultations", notes)],
    )
    assert [(file.rows_set_aside, file.warnings) for file in report.files] == [(0, []), (0, [])]
    cursor = open_database(tmp_path / "d9311.duckdb").cursor()
    found = cursor.execute("select method, scenarios from consultations order by consultation_id").fetchall()
    assert [method for method, _ in found[: len(methods)]] == list(methods)
    assert [names for _, names in found[len(methods) :]] == [[rule["scenario"]] for rule in scenarios()]
    kept = cursor.execute("select status_kind from claim_lines_d9311 order by claim_id").fetchall()
    assert [status for (status,) in kept] == [STATUS_TABLE[text] for text in statuses]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_empty_template_brings_nothing_and_says_so(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"consultations.{ending}"
    assert main(["template", "--output", str(path)]) == 0
    [file] = import_files(tmp_path / "d9311.duckdb", consultations=[path]).files
    assert (file.rows_read, file.rows_kept, file.set_aside) == (0, 0, [])
    assert [warning.message for warning in file.warnings] == [
        f"consultations.{ending}: no rows are in it, so that nothing came in. Fill it in, or export it again."
    ]


def test_a_template_is_printed_or_written_and_never_over_another_file(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["template", "--kind", "fees"]) == 0
    assert capsysbinary.readouterr().out == b"payer_name,plan_name,effective_date,expected_fee\r\n"
    assert main(["template", "--format", "xlsx"]) == 0
    assert capsysbinary.readouterr().out == template_workbook("consultations")
    path = tmp_path / "claims.XLSX"
    assert main(["template", "--kind", "claims", "--output", str(path)]) == 0
    assert path.read_bytes() == template_workbook("claims")
    assert capsysbinary.readouterr().err.decode() == (
        f"Fill in {path}, then import it with --claims {path}.\n"
    )
    assert main(["template", "--output", str(path)]) == 2
    assert capsysbinary.readouterr().err.decode() == (
        f"{path} is there already and may be filled in. Give another name.\n"
    )


def test_what_cannot_be_written_is_refused_in_one_sentence(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["template", "--format", "csv", "--output", str(tmp_path / "a.xlsx")]) == 2
    assert main(["template", "--output", str(tmp_path / "none" / "a.csv")]) == 2
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["template", "--format", "xlsx"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path / 'a.xlsx'} says xlsx, --format says csv. Make them agree.",
        f"{tmp_path / 'none' / 'a.csv'} cannot be written (No such file or directory). Give another place.",
        "A workbook cannot be shown here. Give a name for it: --output consultations.xlsx",
    ]
    assert list(tmp_path.iterdir()) == []


def test_the_data_page_offers_both_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("D9311_DB", str(tmp_path / "d9311.duckdb"))
    (tmp_path / "d9311.duckdb.emptied").touch()
    labels = [button.proto.label for button in open_page("pages/data.py").get("download_button")]
    assert labels == [
        "Excel", "PDF",  # of the page
        "Consultations: workbook to fill in", "Consultations: CSV header", "Claims: workbook to fill in",
        "Claims: CSV header",
    ]  # fmt: skip
