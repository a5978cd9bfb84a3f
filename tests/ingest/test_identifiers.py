"""Identifiers as spreadsheets leave them: cut, wrapped, marked; everything else is kept letter for letter."""

from __future__ import annotations

import io
from pathlib import Path

import duckdb
import openpyxl
import pytest

from d9311.ingest import ImportReport
from d9311.store import open_database
from tests.conftest import ImportTables
from tests.drafts import report_on
from tests.states import import_files

pytestmark = pytest.mark.slow

CUT = (
    "a spreadsheet kept only the first digits of the number (like 2.02504E+14), so that different ones may have become "
    "one. Format the column as text in Excel, and export again."
)


@pytest.mark.parametrize("text", ["2.02504E+14", "1E+15", "1.23457e+15"])
def test_a_number_that_a_spreadsheet_cut_is_warned_about(tmp_path: Path, text: str) -> None:
    report = report_on(tmp_path, "claims", [{"claim_id": "C1"}, {"claim_id": text}, {"claim_id": text + "0"}])
    first = f"claims.csv, line 3, column claim_id: {CUT} So in 2 rows."
    assert [(one.line, one.column, one.rule, one.message, one.count) for one in report.warnings] == [
        (3, "claim_id", "cut_number", first, 2)
    ]


def test_a_claim_may_be_called_1e5(tmp_path: Path) -> None:
    names = ["1E5", "12.5E+14", "E+14", "2.02504E+14x", "202504000000000", "0042"]
    assert report_on(tmp_path, "claims", [{"claim_id": name} for name in names]).warnings == []


@pytest.mark.parametrize(
    ("numbers", "is_cut"),
    [
        (["1234567890123450", "1234567890123460", "1234567890123470"], True),
        (["12345678901234500", "1234567890123460", "1234567890123470", "7"], True),
        (["1234567890123450", "1234567890123460", "1234567890123460"], False),
        (["1234567890123450", "1234567890123460", "1234567890123471"], False),
    ],
)
def test_numbers_that_all_end_in_zeros_from_the_sixteenth_digit_were_cut(
    tmp_path: Path, numbers: list[str], is_cut: bool
) -> None:
    rows = [{"patient_id": number, "consultation_id": f"K{place}"} for place, number in enumerate(numbers)]
    assert ["cut_number"] * is_cut == [
        one.rule for one in report_on(tmp_path, "consultations", rows).warnings
    ]


@pytest.mark.usefixtures("rows_alone")
def test_numbers_of_sixteen_digits_come_whole_out_of_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(
        ["claim_id", "patient_id", "payer_name", "procedure_code", "service_date", "status", "billed_amount"]
    )
    numbers = [1234567890123456, 1234567890123457, 9007199254740991]
    for number in numbers:
        sheet.append([number, number - 10**15, "Delta", "D9311", "2025-01-15", "paid", 100])
    content = io.BytesIO()
    book.save(content)
    path = tmp_path / "claims.xlsx"
    path.write_bytes(content.getvalue())
    report = import_files(tmp_path / "d.duckdb", claims=[path])
    assert report.files[0].warnings == []
    cursor = open_database(tmp_path / "d.duckdb").cursor()
    found = cursor.execute("select claim_id, patient_id from claim_rows order by line").fetchall()
    assert [claim for claim, _ in found] == [str(number) for number in numbers]
    assert len({patient for _, patient in found}) == 3


WRAPPED = [
    ('="00012",="0045",="Delta, Inc",="D9311",="01/31/2025",="paid",="85.00",="60.00"', 8),
    ('"=""00012""","=""0045""","Delta, Inc",D9311,01/31/2025,paid,85.00,60.00', 2),
    ("'00012,'0045,\"Delta, Inc\",'D9311,'01/31/2025,'paid,'85.00,'60.00", 7),
    (' ="00012" , =" 0045 ","=""Delta, Inc""",="D9311 ",="2025-01-31",="PAID","=""$85.00""",=" $60.00 "', 8),
]


@pytest.fixture(scope="module")
def wrapped(tmp_path_factory: pytest.TempPathFactory) -> tuple[ImportReport, duckdb.DuckDBPyConnection]:
    """Claims and a consultation for each way, all imported by one call, each of a practice of its own."""
    folder = tmp_path_factory.mktemp("wrapped")
    given: dict[str, dict[Path, str]] = {"claims": {}, "consultations": {}}
    for number, (row, _) in enumerate(WRAPPED):
        (folder / str(number)).mkdir()
        claims, consultations = (folder / str(number) / f"{kind}.csv" for kind in given)
        claims.write_text(
            '="claim_id",patient_id,payer_name,procedure_code,service_date,status,billed_amount,paid_amount\n'
            f"{row}\n00013,0046,Delta,D9311,01/31/2025,denied,85.00,0.00\n",
            encoding="utf-8",
        )
        consultations.write_text(
            f"consultation_id,patient_id,claim_id,consultation_date\nK{number},0045,00012,2025-01-31\n",
            encoding="utf-8",
        )
        given["claims"][claims] = given["consultations"][consultations] = f"practice {number}"
    of = given["claims"] | given["consultations"]
    report = import_files(
        folder / "d.duckdb", **{kind: list(files) for kind, files in given.items()}, practices_given=of
    )
    return report, open_database(folder / "d.duckdb").cursor()


@pytest.mark.parametrize("number", range(len(WRAPPED)))
def test_a_cell_wrapped_for_a_spreadsheet_is_read_by_what_is_inside(
    wrapped: tuple[ImportReport, duckdb.DuckDBPyConnection], number: int
) -> None:
    report, cursor = wrapped
    count = WRAPPED[number][1]
    warnings = report.files[number].warnings
    assert [(one.line, one.column, one.rule, one.message, one.count) for one in warnings] == [
        (
            2,
            None,
            "unwrapped_cells",
            'claims.csv, line 2: cells are wrapped for a spreadsheet (="...", or an apostrophe in front); what is inside '
            f"was read, in {count} cells. Nothing needs to be done.",
            count,
        )
    ]
    practice = [f"practice {number}"]
    assert cursor.execute(
        "select claim_id, payer_name, procedure_code, service_date::text, lower(status), billed_amount::text, "
        "paid_amount::text from claim_rows where practice_id = $1 order by line limit 1",
        practice,
    ).fetchone() == ("00012", "Delta, Inc", "D9311", "2025-01-31", "paid", "85.00", "60.00")
    links = "select consultation_id, link from links where practice_id = $1"
    assert cursor.execute(links, practice).fetchall() == [(f"K{number}", "claim")]


# How an identifier is written, and what is kept of it.
WRITTEN = [
    ("'00012", "00012"),
    ("'P-12", "P-12"),
    ("'=1+1", "=1+1"),
    ("''=1+1", "'=1+1"),
    ("=1+1", "=1+1"),
    ("'quoted'", "'quoted'"),
    ("O'Hara", "O'Hara"),
    ("''12", "''12"),
    ('="a ""b"""', 'a "b"'),
    ('="', '="'),
    ("#N/A", None),
    ("#12", "#12"),
    ("N/A", "N/A"),
]


@pytest.mark.usefixtures("rows_alone")
def test_an_identifier_is_kept_letter_for_letter_but_for_its_wrapping(import_tables: ImportTables) -> None:
    rows = [{"claim_id": f"C{number}", "provider_id": written} for number, (written, _) in enumerate(WRITTEN)]
    found = import_tables(claims=rows).execute("select claim_id, provider_id from claim_rows")
    assert dict(found.fetchall()) == {f"C{number}": kept for number, (_, kept) in enumerate(WRITTEN)}
