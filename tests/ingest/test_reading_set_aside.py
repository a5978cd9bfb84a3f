"""Rows that are set aside while reading, each with its line, its rule and the repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import HEADER, ROW, lines, read, row, rows, set_aside

CELLS = ROW.split(",")
PLAIN = f"{HEADER}\n{ROW}\n"


def test_a_row_with_more_cells_than_the_header(tmp_path: Path) -> None:
    file = read(tmp_path, f"{PLAIN}{row('Delta, Ohio')}\n{ROW}\n")
    assert set_aside(file) == [
        (
            3,
            "too_many_cells",
            "export.csv, line 3: 8 cells, the header has 7. Put quotes around a cell that holds a comma.",
        )
    ]
    assert (file.rows_read, lines(file)) == (3, [2, 4])
    assert file.set_aside[0].row_text == row("Delta, Ohio")


@pytest.mark.parametrize("unused", ["Patient Name", "Tag", ""])
def test_the_text_of_a_row_is_not_kept_where_a_column_is_not_used(tmp_path: Path, unused: str) -> None:
    file = read(tmp_path, f"{HEADER},{unused}\n{ROW},Marker,Marker\n{ROW},x\n")
    assert [(aside.rule, aside.row_text) for aside in file.set_aside] == [("too_many_cells", "")]


@pytest.mark.parametrize("header", [HEADER, HEADER.upper(), HEADER.replace("_", " ")])
def test_the_header_again_inside_the_file(tmp_path: Path, header: str) -> None:
    file = read(tmp_path, f"{header}\n{ROW}\n{header}\n{ROW}\n")
    assert set_aside(file) == [
        (3, "header_repeated", "export.csv, line 3: the header is repeated. Remove the line.")
    ]
    assert (file.rows_read, rows(file)) == (3, [CELLS, CELLS])


@pytest.mark.parametrize(
    "total", ["Total,,,,,,100.00", "Grand Total:,,,,,,100.00", ",,,,,TOTALS,100.00", "Total: 1"]
)
@pytest.mark.parametrize("footer", ["", "\nPrinted 2025-04-01 by the front desk\n", "\n\n\n"])
def test_a_last_row_that_says_total(tmp_path: Path, total: str, footer: str) -> None:
    file = read(tmp_path, f"{PLAIN}{total}{footer}")
    assert set_aside(file) == [
        (
            3,
            "total_row",
            "export.csv, line 3: a total, not a row of data. Leave totals out of the export.",
        )
    ]


def test_a_last_row_that_sums_the_amounts(tmp_path: Path) -> None:
    rows_before = f"{HEADER},paid_amount\n{ROW},60.00\n{ROW},\n"
    file = read(tmp_path, f"{rows_before},,,,,,$200.00,60.00\n")
    assert [rule for _, rule, _ in set_aside(file)] == ["total_row"]
    file = read(tmp_path, f"{rows_before},,,,,,$200.00,61.00\n")
    assert (set_aside(file), file.rows_read) == ([], 3)


def test_a_footer_below_a_total_fills_one_cell(tmp_path: Path) -> None:
    # two filled cells are a row of data, so that what stands above it is no longer the end of the file
    file = read(tmp_path, f"{PLAIN}Total,,,,,,100.00\nPrinted,2025-04-01,,,,,\n")
    assert set_aside(file) == []


def test_a_total_above_the_last_row_is_left_to_the_checks(tmp_path: Path) -> None:
    file = read(tmp_path, f"{PLAIN}Total,,,,,,100.00\n{ROW}\n")
    assert (set_aside(file), lines(file)) == ([], [2, 3, 4])


@pytest.mark.parametrize(
    ("end", "cell"), [("C2,P1,Del", 3), ('C2,P1,"Delta, O', 3), ('C2,P1,"Delta\nOh', 3), ("C", 1)]
)
def test_a_last_line_that_is_cut_off(tmp_path: Path, end: str, cell: int) -> None:
    file = read(tmp_path, PLAIN + end)
    assert set_aside(file) == [
        (
            3,
            "cut_off",
            f"export.csv, line 3: the file ends inside this row (cell {cell} of 7). Export the file again.",
        )
    ]
    assert (file.rows_read, file.set_aside[0].row_text) == (2, end)


def test_a_file_cut_inside_a_letter_stays_utf8(tmp_path: Path) -> None:
    content = PLAIN.replace("Delta", "Crédit").encode() + ROW.replace("100.00", "é").encode()[:-1]
    file = read(tmp_path, content)
    assert (file.encoding, rows(file)[0][2]) == ("UTF-8", "Crédit")
    assert set_aside(file) == [
        (
            3,
            "cut_off",
            "export.csv, line 3: the file ends inside this row (cell 7 of 7). Export the file again.",
        )
    ]


def test_an_open_quote_takes_its_own_line_and_no_other(tmp_path: Path) -> None:
    bad = row('"Delta')
    file = read(tmp_path, f"{PLAIN}{bad}\n{ROW}\n{ROW}\n")
    assert set_aside(file) == [
        (
            3,
            "unclosed_quote",
            'export.csv, line 3, column payer_name: a quote (") opens and is not closed. '
            "Close it, or double it if it is part of the text.",
        )
    ]
    assert (rows(file), lines(file)) == ([CELLS] * 3, [2, 4, 5])


def test_an_open_quote_that_a_later_row_happens_to_close(tmp_path: Path) -> None:
    bad, closing = row('"Delta'), row('Delta 5"')
    file = read(tmp_path, f"{PLAIN}{bad}\n{ROW}\n{closing}\n{ROW}\n")
    assert [(line, rule) for line, rule, _ in set_aside(file)] == [(3, "unclosed_quote")]
    assert [cells[2] for cells in rows(file)] == ["Delta", "Delta", 'Delta 5"', "Delta"]


def test_an_open_quote_that_the_next_row_happens_to_close(tmp_path: Path) -> None:
    bad, closing = row('"Delta'), row('Delta 5"')
    file = read(tmp_path, f"{PLAIN}{bad}\n{closing}\n{ROW}\n")
    assert [(line, rule) for line, rule, _ in set_aside(file)] == [(3, "unclosed_quote")]
    assert [cells[2] for cells in rows(file)] == ["Delta", 'Delta 5"', "Delta"]


def test_an_open_quote_in_every_row_loses_none_in_silence(tmp_path: Path) -> None:
    bad = row('"Delta')
    file = read(tmp_path, PLAIN + f"{bad}\n" * 50)
    assert (file.rows_read, len(file.set_aside), len(rows(file))) == (51, 50, 1)


def test_quotes_in_disorder_on_one_line(tmp_path: Path) -> None:
    file = read(tmp_path, PLAIN + row('"De"lta, x') + f"\n{ROW}\n")
    assert [(line, rule) for line, rule, _ in set_aside(file)] == [(3, "unclosed_quote")]
    assert lines(file) == [2, 4]


@pytest.mark.parametrize("percent", range(1, 100))
def test_a_file_cut_anywhere_gives_its_first_rows(tmp_path: Path, percent: int) -> None:
    hard = row('"Crédit, ""x""\nDental"').replace("P1", "Pé")
    content = f"{HEADER}\n{hard}\n{ROW}\n{hard}\n{hard}\n".encode()
    header_end = len(HEADER) + 1
    cut = content[: header_end + (len(content) - header_end) * percent // 100]
    file = read(tmp_path, cut)
    whole = rows(read(tmp_path, content))
    found = rows(file)
    assert file.rows_read == len(found) + len(file.set_aside)
    assert found[:-1] == whole[: len(found)][:-1]
    assert not found or found[-1][:6] == whole[len(found) - 1][:6]
