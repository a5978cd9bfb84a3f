"""One broken file for each fault, and the whole message that it is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.contract import Limits
from tests.reading import HEADER, ROW, refusal, row

PLAIN = f"{HEADER}\n{ROW}\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "export.csv is empty. Export it again and import the new file."),
        (b"\xef\xbb\xbf \r\n", "export.csv is empty. Export it again and import the new file."),
        (
            b"\x1f\x8b\x08\x00",
            "export.csv is compressed with gzip and damaged or incomplete. Get it again, or unpack it and import "
            "the CSV inside.",
        ),
        (
            b"PK\x03\x04....",
            "export.csv is a damaged workbook, or a part of one. Save or download it again.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "export.csv is an old workbook (.xls), not CSV. Open it in the spreadsheet program, save the sheet as "
            "CSV (UTF-8), and import that file.",
        ),
        (
            b"%PDF-1.7",
            "export.csv is a PDF. Export the report from the practice system as CSV and import that file.",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "export.csv is a picture. Export the report from the practice system as CSV and import that file.",
        ),
        (
            b"SQLite format 3\x00",
            "export.csv is an SQLite database. Export its table as CSV and import that file.",
        ),
        (
            b"ISA*00*          *00*",
            "export.csv, segment 1: ISA line is only 21 characters. Get the whole file again.",
        ),
        (
            b"<html><table><tr>",
            "export.csv is a web page, not CSV. Open it in the spreadsheet program, save the sheet as CSV (UTF-8), "
            "and import that file.",
        ),
    ],
)
def test_what_is_not_text_is_refused_for_what_it_is(tmp_path: Path, content: bytes, message: str) -> None:
    assert refusal(tmp_path, content) == message


def test_a_missing_column_is_named_with_the_nearest_header(tmp_path: Path) -> None:
    assert refusal(tmp_path, PLAIN.replace(",service_date", "").replace(",2025-03-31", "")) == (
        "export.csv, line 1: the required column service_date (no header comes near it) is missing. "
        "Rename the header, or export the column, and import again."
    )
    assert refusal(
        tmp_path, "Report\n" + PLAIN.replace("service_date", "ServiceDay").replace("2025-03-31", "")
    ) == (
        'export.csv, line 2: the required column service_date (nearest header: "ServiceDay") is missing. '
        "Rename the header, or export the column, and import again."
    )


def test_several_missing_columns_are_named_together(tmp_path: Path) -> None:
    assert refusal(
        tmp_path,
        PLAIN.replace("status", "state")
        .replace("payer_name", "PayorNam")
        .replace("paid", "x")
        .replace("Delta", "y"),
    ) == (
        'export.csv, line 1: the required columns payer_name (nearest header: "PayorNam"), '
        'status (nearest header: "state") are missing. Rename or export them, and import again.'
    )


def test_claims_given_as_consultations_are_told_so(tmp_path: Path) -> None:
    assert refusal(tmp_path, PLAIN, "consultations") == (
        "export.csv, line 1: the required columns consultation_id (no header comes near it), consultation_date "
        "(no header comes near it) are missing. Rename or export them, and import again. "
        "The header is that of an export of claims; was it given as consultations by mistake?"
    )


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, PLAIN.replace("status", "Claim ID")) == (
        "export.csv, line 1: columns 1 and 6 are both the column claim_id. Remove or rename all but one of them."
    )


def test_rows_without_a_header_are_refused_without_showing_them(tmp_path: Path) -> None:
    assert refusal(tmp_path, f"{ROW}\n") == (
        "export.csv: no header line was found: none of the first 100 lines names a column of claims. The header "
        "must name claim_id, patient_id, payer_name, procedure_code, service_date, status, billed_amount."
    )


def test_a_foreign_header_is_refused_with_what_comes_near(tmp_path: Path) -> None:
    assert refusal(tmp_path, "ClaimIdd,PatientIdd,PayorNam,ProcedCode\n1,2,3,4\n") == (
        "export.csv: no header line was found: none of the first 100 lines names a column of claims. The header "
        "must name claim_id, patient_id, payer_name, procedure_code, service_date, status, billed_amount "
        '(the nearest to claim_id is "ClaimIdd"; the nearest to patient_id is "PatientIdd"; '
        'the nearest to payer_name is "PayorNam"; the nearest to procedure_code is "ProcedCode").'
    )


@pytest.mark.parametrize(("before", "line"), [("", 3), ("x\0title\n", 1), (f"{ROW}\n" * 40_000, 40_003)])
def test_a_nul_byte_is_refused_with_its_line(tmp_path: Path, before: str, line: int) -> None:
    content = f"{PLAIN}{before}a\0b\n" if line != 1 else f"{before}{PLAIN}"
    assert refusal(tmp_path, content) == (
        f"export.csv, line {line:,}: a NUL byte; the file is damaged or not plain text. "
        "Export it again as CSV in UTF-8."
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{PLAIN}C\x81".encode("latin-1"), "line 3: the text is neither UTF-8 nor Windows-1252"),
        (b"\xef\xbb\xbf" + PLAIN.encode() + b"C\xe9\n", "line 3: the text is not UTF-8 with BOM"),
        (
            b"\xff\xfe" + PLAIN.encode("utf-16-le") + b"\x00\xd8a\x00",
            "line 3: the text is not UTF-16 little-endian",
        ),
    ],
)
def test_text_of_no_known_encoding_is_refused_with_its_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    assert refusal(tmp_path, content) == f"export.csv, {message}. Save the file as UTF-8 and import it again."


def test_the_limits_are_named_when_they_are_passed(tmp_path: Path) -> None:
    limits = Limits(file_bytes=10_000, columns=9, field_bytes=20, row_bytes=90)
    assert refusal(tmp_path, "x" * 10_001, limits=Limits(file_bytes=10_000)) == (
        "export.csv: 10,001 bytes, more than the limit of 10,000 bytes. "
        "Export a shorter period and import the parts one after the other, or import it at the command "
        "line with --any-size."
    )
    assert refusal(tmp_path, f"{HEADER},a,b,c\n{ROW},1,2,3\n", limits=limits) == (
        "export.csv, line 1: 10 columns, more than the limit of 9. Export fewer columns and import again."
    )
    assert refusal(tmp_path, f"{PLAIN}{row('D' * 21)}\n", limits=limits) == (
        "export.csv, line 3, column payer_name: cell 3 is longer than the limit of 20 bytes. "
        "Look for a quote that is not closed, mend the line and import again."
    )
    wide = ",".join(["12345678901234"] * 7)
    assert refusal(tmp_path, f"{PLAIN}{wide}\n", limits=limits) == (
        "export.csv, line 3: the row is longer than the limit of 90 bytes. "
        "Look for a quote that is not closed, mend the line and import again."
    )


def test_a_file_of_broken_rows_is_refused_with_the_last_of_them(tmp_path: Path) -> None:
    assert refusal(tmp_path, PLAIN + f"{ROW},x\n" * 9, limits=Limits(broken_rows=4)) == (
        "export.csv: 4 of the first 5 rows cannot be read. The last one says: "
        "export.csv, line 6: 8 cells, the header has 7. Put quotes around a cell that holds a comma."
    )


def test_a_cell_over_the_limit_of_one_mebibyte_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, f"{PLAIN}{row('D' * ((1 << 20) + 1))}\n{ROW}\n") == (
        "export.csv, line 3, column payer_name: cell 3 is longer than the limit of 1 MiB. "
        "Look for a quote that is not closed, mend the line and import again."
    )
