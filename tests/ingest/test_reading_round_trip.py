"""Whatever table a program writes, in whatever dialect and encoding, comes back cell for cell."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from d9311.contract import column_names
from d9311.ingest.reading.encoding import count_lines
from tests.reading import in_small_pieces, lines, read, rows, rows_as_loaded
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

COLUMNS = column_names("claims")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")

# A cell of letters that all encodings have, with everything that makes CSV hard.
CELLS = st.text(st.sampled_from("ab 1.-é,;\t|\"'\n") | st.just("x"), max_size=8)


@dataclass(frozen=True)
class Written:
    """A table as a program may write it."""

    table: list[list[str]]
    text: str
    first_lines: list[int]


@st.composite
def written(draw: st.DrawFn) -> Written:
    """A table of claims, its text, and the line on which each row begins."""
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    cells = CELLS.map(lambda cell: cell.replace("\n", end))
    row = st.lists(cells, min_size=len(COLUMNS) - 1, max_size=len(COLUMNS) - 1)
    breaks = draw(st.sampled_from(["", end]))
    table = [[f"C{breaks}{number}", *rest] for number, rest in enumerate(draw(st.lists(row, max_size=6)))]
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=draw(st.sampled_from(",;\t|")),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])),
        lineterminator=end,
    )
    titles = draw(st.lists(st.sampled_from(["", "Claims report", "From 2024 to 2025"]), max_size=3))
    out.write("".join(title + end for title in titles))
    writer.writerow(COLUMNS)
    first_lines = []
    for cells_of_row in table:
        if draw(st.booleans()):
            out.write(end)
        first_lines.append(count_lines(out.getvalue().encode()) + 1)
        writer.writerow(cells_of_row)
    text = out.getvalue()
    if draw(st.booleans()):
        text = text.removesuffix(end)
    return Written(table, text, first_lines)


@given(written(), st.sampled_from(ENCODINGS), st.sampled_from([nullcontext, in_small_pieces]))
def test_any_written_table_comes_back_cell_for_cell(
    table: Written, encoding: str, pieces: Callable[[], AbstractContextManager[None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, pieces():
        file = read(Path(folder), table.text.encode(encoding))
        assert file.columns == COLUMNS
        assert rows(file) == table.table
        assert lines(file) == table.first_lines
        assert file.rows_read == len(table.table)
        assert file.set_aside == []


# Fewer, as what is written is what the test above reads.
@settings(max_examples=100 if IS_THOROUGH else 25)
@given(written())
def test_the_database_reads_the_rows_as_they_were_written(table: Written) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loaded = rows_as_loaded(read(Path(folder), table.text))
    assert loaded == list(zip(table.first_lines, table.table, strict=True))
