"""Workbooks (.xlsx), written with openpyxl: values as a CSV would have them, rows by their number in the
sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from d9311.contract import Limits
from tests.reading import HEADER, ROW, read, refusal, rows, rows_as_loaded, said, set_aside

NAMES = HEADER.split(",")
CELLS = ROW.split(",")


def workbook(*sheets: Sequence[Sequence[object]], hidden: Sequence[int] = ()) -> bytes:
    """A workbook with the given rows in each of its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, sheet_rows in enumerate(sheets):
        sheet = book.create_sheet()
        for row in sheet_rows:
            sheet.append(row)
        if number in hidden:
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cells_read(folder: Path, *cells: object) -> list[str]:
    """How cells in columns beside the needed ones are read."""
    header = [*NAMES, *(f"extra {number}" for number in range(len(cells)))]
    return rows(read(folder, workbook([header, [*CELLS, *cells]])))[0][len(CELLS) :]


def test_a_workbook_called_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    file = read(tmp_path, workbook([NAMES, CELLS]))
    assert (rows_as_loaded(file), file.encoding) == ([(2, CELLS)], "workbook, sheet 1")


# What stands in a cell, and how it is read.
READ: list[tuple[object, str]] = [
    ("0042", "0042"),
    ("1E5", "1E5"),
    (42, "42"),
    (150.1, "150.1"),
    (0.1 + 0.2, "0.3"),
    (1e15, "1000000000000000"),
    (1234567890123456, "1234567890123456"),
    (1234567890123457, "1234567890123457"),
    (2**53 - 1, "9007199254740991"),
    (-(2**53 - 1), "-9007199254740991"),
    (1234567890.12, "1234567890.12"),
    (1e-7, "0.0000001"),
    (-12.5, "-12.5"),
    (True, "true"),
    (date(2025, 3, 31), "2025-03-31"),
    (datetime(2025, 3, 31), "2025-03-31"),
    (datetime(2025, 3, 31, 14, 30), "2025-03-31 14:30:00"),
    (time(9, 5), "09:05:00"),
    (timedelta(hours=1, minutes=30), "01:30:00"),
    (None, ""),
    ('He said "no", twice', 'He said "no", twice'),
    ("two\nlines", "two\nlines"),
]


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """How these cells are read, each with one behind it."""
    return cells_read(tmp_path_factory.mktemp("cells"), *(one for cell, _ in READ for one in (cell, "after")))


@pytest.mark.parametrize("number", range(len(READ)), ids=[repr(cell) for cell, _ in READ])
def test_a_cell_is_read_as_a_csv_would_have_it(cells: list[str], number: int) -> None:
    assert cells[2 * number : 2 * number + 2] == [READ[number][1], "after"]


def test_dates_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([NAMES])))
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([*CELLS[:4], date(2025, 3, 31), *CELLS[5:]])
    assert rows(read(tmp_path, saved(book)))[0][4] == "2025-03-31"


def test_rows_keep_their_number_below_titles_blank_rows_and_line_breaks(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([["Claims\nof March"]])))
    sheet = book.worksheets[0]
    sheet.merge_cells("A1:G1")
    sheet.append([name.replace("_", "\n") for name in NAMES] + ["reason"])
    for reason in ("a\nb", None, "c\r\nd\ne", "f"):
        sheet.append([*CELLS, reason])
        sheet.append([])
    sheet.append([*CELLS, "g"])
    file = read(tmp_path, saved(book))
    found = [(line, cells[-1].replace("\r\n", "\n")) for line, cells in rows_as_loaded(file)]
    assert found == [(3, "a\nb"), (5, ""), (7, "c\nd\ne"), (9, "f"), (11, "g")]


def test_a_row_set_aside_bears_its_row_of_the_sheet(tmp_path: Path) -> None:
    header = [*NAMES, "reason"]
    file = read(tmp_path, workbook([header, [*CELLS, "a\nb"], header, [*CELLS, "c"]]))
    assert set_aside(file) == [
        (3, "header_repeated", "export.csv, line 3: the header is repeated. Remove the line.")
    ]


def test_the_visible_sheet_whose_header_fits_is_read(tmp_path: Path) -> None:
    notes: list[list[object]] = [["Notes"], ["nothing here"]]
    content = workbook([NAMES, ["hidden", *CELLS[1:]]], notes, [NAMES, CELLS], hidden=[0])
    file = read(tmp_path, content)
    assert (rows(file), file.encoding, said(file)) == ([CELLS], "workbook, sheet 3", [])


def test_a_second_sheet_that_fits_is_said_and_not_read(tmp_path: Path) -> None:
    file = read(tmp_path, workbook([NAMES, CELLS], [NAMES, ["C2", *CELLS[1:]]]))
    assert rows(file) == [CELLS]
    assert said(file) == [
        "export.csv: only sheet 1 was read; sheet 2 looks alike. Save each sheet as a file of its own and import "
        "them all."
    ]


def test_formulas_without_value_and_errors_are_counted(tmp_path: Path) -> None:
    header = [*NAMES, "a", "b"]
    file = read(tmp_path, workbook([header, [*CELLS, "=1+1", "#N/A"], [*CELLS, "=2+2", 5]]))
    assert [row[-2:] for row in rows(file)] == [["", ""], ["", "5"]]
    assert said(file) == [
        "export.csv: 1 cells of sheet 1 hold an error such as #N/A; they count as blank.",
        "export.csv: 2 formulas of sheet 1 have no stored value; they count as blank. Open and save the workbook "
        "in the spreadsheet program, and import it again.",
    ]


def test_the_stored_value_of_a_formula_counts(tmp_path: Path) -> None:
    content = io.BytesIO(workbook([[*NAMES, "total"], [*CELLS, "=1+1"]]))
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2.50</v>")
            new.writestr(name, part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2.50</v>"))
    assert rows(read(tmp_path, changed.getvalue()))[0][-1] == "2.5"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_cut_workbook_is_refused_in_one_sentence(tmp_path: Path, share: float) -> None:
    content = workbook([NAMES, CELLS])
    assert refusal(tmp_path, content[: int(len(content) * share)]) == (
        "export.csv is a damaged workbook, or a part of one. Save or download it again."
    )


def test_a_password_is_named_as_such(tmp_path: Path) -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(3000)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(900)
    )
    assert refusal(tmp_path, ole) == (
        "export.csv is protected by a password. Remove it in the spreadsheet program and import the file again."
    )


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("word/document.xml", "is a word-processor document."),
        ("content.xml", "is an OpenDocument file."),
        ("xl/workbook.bin", "is a binary workbook (.xlsb)."),
    ],
)
def test_another_office_file_is_refused_for_what_it_is(tmp_path: Path, part: str, message: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr(part, "<x/>")
    assert refusal(tmp_path, content.getvalue()) == (
        f"export.csv {message} Open it in the spreadsheet program, save it as .xlsx or CSV (UTF-8), and import that file."
    )


def test_a_zip_of_a_csv_is_refused_with_the_repair(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("claims.csv", HEADER)
    assert refusal(tmp_path, content.getvalue()) == (
        "export.csv is a zip file, not a workbook. Unpack it and import the file inside."
    )


def test_a_cell_at_the_far_corner_is_refused_before_it_takes_all_memory(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([NAMES, CELLS])))
    book.worksheets[0]["XFD1048576"] = "x"
    assert refusal(tmp_path, saved(book)) == (
        "export.csv: sheet 1 has cells as far as column XFD; the limit is 1,000 columns. Delete what is there and "
        "save it again."
    )
    book.worksheets[0]["XFD1048576"] = None
    book.worksheets[0]["ALL1048576"] = "x"
    assert refusal(tmp_path, saved(book)) == (
        "export.csv: sheet 1 is too large to be read as a workbook (1,048,576 rows, 1,000 columns). Save the sheet "
        "as CSV (UTF-8) and import that file."
    )


def test_a_bomb_is_refused_by_what_comes_out_of_it(tmp_path: Path) -> None:
    content = io.BytesIO(workbook([NAMES, CELLS]))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image1.bin", bytes(70 << 20))
    assert refusal(tmp_path, content.getvalue()) == (
        "export.csv: unpacked it is larger than 20 times the file or than 4 GB. If it is a real export, unpack it "
        "and import the CSV inside, or export a shorter period."
    )
    small = Limits(decompressed_bytes=1000)
    assert refusal(tmp_path, workbook([NAMES, CELLS]), limits=small).startswith(
        "export.csv: unpacked it is larger"
    )


def test_an_empty_workbook_is_refused_as_empty(tmp_path: Path) -> None:
    assert refusal(tmp_path, workbook([])) == "export.csv is empty. Export it again and import the new file."
