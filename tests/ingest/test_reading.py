"""Exports as practice systems write them, read for what they hold."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path
from unittest import mock

import pytest

from d9311.ingest.reading.export import read_export
from d9311.ingest.reading.rows.careful import CarefulReader
from d9311.ingest.reading.rows.copying import TAIL_LINES
from tests.reading import HEADER, ROW, lines, read, row, rows, said, set_aside

CELLS = ROW.split(",")
PLAIN = f"{HEADER}\n{ROW}\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + PLAIN.encode(), "UTF-8 with BOM"),
        (codecs.BOM_UTF16_LE + PLAIN.encode("utf-16-le"), "UTF-16 little-endian"),
        (codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"), "UTF-16 big-endian"),
    ],
)
def test_the_encoding_is_told_by_the_byte_order_mark(tmp_path: Path, content: bytes, encoding: str) -> None:
    file = read(tmp_path, content)
    assert (file.encoding, rows(file), said(file)) == (encoding, [CELLS], [])
    assert file.sha256 == hashlib.sha256(content).hexdigest()


def test_what_is_not_utf8_is_read_as_windows_1252_and_said(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\n{row('Crédit “Dental”')}\n".encode("cp1252"))
    assert file.encoding == "Windows-1252"
    assert rows(file)[0][2] == "Crédit “Dental”"
    assert said(file) == [
        "export.csv: not UTF-8, read as Windows-1252. Check names with accents, or export as UTF-8."
    ]


def test_one_windows_byte_at_the_end_of_a_long_file_decides(tmp_path: Path) -> None:
    content = PLAIN + f"{ROW}\n" * 60_000 + row("Crédit")
    file = read(tmp_path, content.encode("cp1252"))
    assert file.encoding == "Windows-1252"
    assert rows(file)[-1][2] == "Crédit"
    assert file.rows_read == 60_002


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found(tmp_path: Path, delimiter: str, end: str) -> None:
    file = read(tmp_path, f"{HEADER}\n{ROW}\n{ROW}\n".replace(",", delimiter).replace("\n", end))
    assert (file.delimiter, rows(file), lines(file)) == (delimiter, [CELLS, CELLS], [2, 3])


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\r\n{ROW}\n{ROW}\r{ROW}")
    assert (rows(file), lines(file)) == ([CELLS] * 3, [2, 3, 4])


def test_titles_and_blank_lines_count_as_lines_and_not_as_rows(tmp_path: Path) -> None:
    file = read(
        tmp_path,
        f'Claims "2025\n\nPrinted 2025-04-01\n{HEADER}\n\n{ROW}\n , ,,,,,\n"","","","","","",""\n{ROW}\n',
    )
    assert (file.header_line, file.first_line, file.rows_read) == (4, 6, 2)
    assert (rows(file), lines(file)) == ([CELLS, CELLS], [6, 9])


def test_headers_match_without_case_spaces_and_punctuation(tmp_path: Path) -> None:
    header = "Claim ID,PATIENT.ID,payer-name,ProcedureCode, service date ,Status,Billed_Amount"
    file = read(tmp_path, f"{header}\n{ROW}\n")
    assert file.columns == tuple(HEADER.split(","))


def test_unknown_columns_are_named_and_those_of_persons_apart(tmp_path: Path) -> None:
    file = read(tmp_path, f"Patient Name,{HEADER},Fee Schedule,Member ID,Birthdate,Notes\nx,{ROW},y,z,1,2\n")
    assert file.ignored_columns == ("Fee Schedule",)
    assert file.dropped_columns == ("Patient Name", "Member ID", "Birthdate", "Notes")
    assert file.file_columns == (
        "ignored_1",
        *HEADER.split(","),
        "ignored_2",
        "ignored_3",
        "ignored_4",
        "ignored_5",
    )


def test_a_line_break_in_quotes_belongs_to_the_cell(tmp_path: Path) -> None:
    broken = row('"Delta, ""the\r\nbest"""')
    file = read(tmp_path, f"{HEADER}\r\n{broken}\r\n{ROW}\r\n")
    assert rows(file) == [["C1", "P1", 'Delta, "the\r\nbest"', *CELLS[3:]], CELLS]
    assert (lines(file), file.has_line_breaks) == ([2, 4], True)


@pytest.mark.parametrize("first", ["C\n1", "C\n\n1", "\n", "C,\n1", 'C"\n1'])
def test_a_line_break_in_the_first_cell_belongs_to_it_too(tmp_path: Path, first: str) -> None:
    quoted = '"' + first.replace('"', '""') + '"'
    broken = ROW.replace("C1", quoted, 1)
    file = read(tmp_path, f"{HEADER}\n{broken}\n{ROW}\n{broken}\n")
    assert [cells[0] for cells in rows(file)] == [first, "C1", first]
    assert file.set_aside == []


def test_a_header_may_break_its_lines_too(tmp_path: Path) -> None:
    header = HEADER.replace("billed_amount", '"billed\namount"')
    file = read(tmp_path, f"{header}\n{ROW}\n")
    assert (file.columns[-1], rows(file), lines(file)) == ("billed_amount", [CELLS], [3])


def test_a_quote_inside_an_unquoted_cell_is_a_letter(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\n" + row('6" Delta "x"') + "\n")
    assert (rows(file)[0][2], said(file)) == ('6" Delta "x"', [])


def test_quotes_that_are_not_doubled_are_kept_and_said(tmp_path: Path) -> None:
    loose = row('"the "best" Delta"')
    file = read(tmp_path, f"{HEADER}\n{ROW}\n{loose}\n{loose}\n")
    assert rows(file)[1][2] == 'the "best" Delta'
    assert said(file) == [
        "export.csv, line 3: a quote that is not doubled was kept as part of the text. So in 2 rows."
    ]


def test_a_program_that_never_quotes_may_begin_a_cell_with_a_quote(tmp_path: Path) -> None:
    text = f"{HEADER}\n{row(chr(34) + 'Smile' + chr(34) + ' Dental')}\n{ROW}\n"
    file = read(tmp_path, text.replace(",", "\t"))
    assert [cells[2] for cells in rows(file)] == ['"Smile" Dental', "Delta"]
    assert said(file) == ["export.csv, line 2: a quote that is not doubled was kept as part of the text."]


@pytest.mark.parametrize("header", [HEADER, "~" + HEADER.replace(",", "~,~") + "~"])
def test_softdent_quotes_with_tildes(tmp_path: Path, header: str) -> None:
    file = read(tmp_path, f"{header}\n" + row('~Delta, "x" of Ohio~') + "\n")
    assert (file.quote, rows(file)[0][2]) == ("~", 'Delta, "x" of Ohio')


def test_blanks_may_stand_before_an_opening_quote(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\n{row('QDelta, OhioQ')}\n".replace(",Q", ', "').replace("Q", '"'))
    assert rows(file)[0][2] == "Delta, Ohio"


def test_one_extra_tab_on_the_header_line_moves_no_cell(tmp_path: Path) -> None:
    text = f"{HEADER},\n{row('Last; First')}\n{ROW}\n".replace(",", "\t")
    file = read(tmp_path, text)
    assert (rows(file), file.set_aside) == ([["C1", "P1", "Last; First", *CELLS[3:]], CELLS], [])


@pytest.mark.parametrize(("full", "width"), [(1, 7), (2, 8), (3, 8)])
def test_nameless_last_columns_are_left_out_where_most_rows_leave_them_out(
    tmp_path: Path, full: int, width: int
) -> None:
    # four rows; two against two is no majority, and no cell is lost
    text = f"{HEADER},\n" + f"{ROW}\n" * (4 - full) + f"{ROW},x\n" * full
    assert len(read(tmp_path, text).file_columns) == width


def test_missing_last_cells_are_blank_and_said_when_required(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER},plan_name\n{ROW}\nC2,P1,Delta,D9311,2025-03-31\n{ROW},PPO\n")
    assert rows(file) == [
        [*CELLS, ""],
        ["C2", "P1", "Delta", "D9311", "2025-03-31", "", "", ""],
        [*CELLS, "PPO"],
    ]
    assert said(file) == [
        "export.csv, line 3: the row ends before a required column; the cells that it lacks were read as blank."
    ]


def test_a_last_line_without_line_end_is_a_row(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\n{ROW}")
    assert (rows(file), file.set_aside) == ([CELLS], [])


def test_an_export_without_rows_is_read(tmp_path: Path) -> None:
    file = read(tmp_path, HEADER)
    assert (rows(file), file.rows_read, file.runs, file.first_line) == ([], 0, 0, 2)


def test_a_payer_called_total_is_no_total(tmp_path: Path) -> None:
    file = read(tmp_path, f"{HEADER}\n{ROW}\n{row('Total')}\n")
    assert set_aside(file) == []


def test_progress_ends_with_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(f"{HEADER}\n" + f"{ROW}\n" * 50_000)
    calls: list[tuple[int, int]] = []
    read_export(path, "claims", tmp_path, progress=lambda done, total: calls.append((done, total)))
    size = path.stat().st_size
    assert len(calls) > 1
    assert calls[-1] == (size, size)


@pytest.mark.parametrize("text", [ROW, row('"Delta, ""x"""'), row("Crédit")])
def test_a_clean_file_is_copied_and_only_its_last_lines_are_looked_at(tmp_path: Path, text: str) -> None:
    with mock.patch.object(CarefulReader, "read", autospec=True, side_effect=CarefulReader.read) as careful:
        file = read(tmp_path, f"{HEADER}\n" + f"{text}\n" * 60_000)
    assert (file.rows_read, file.runs, careful.call_count) == (60_000, 1, TAIL_LINES)
