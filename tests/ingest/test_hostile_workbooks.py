"""Workbooks made to break the reader: refused by what their XML says, and never the end of the process."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from unittest import mock

import pytest

from d9311.ingest.errors import Refused
from d9311.ingest.mapping.recognising import recognise
from d9311.ingest.reading.workbook import apart
from tests.ingest.test_workbooks import CELLS, NAMES, workbook
from tests.project.test_layers import loaded_by
from tests.reading import read, refusal, rows, said

FAR = (
    "export.csv: sheet 1 has cells as far as column XFD; the limit is 1,000 columns. Delete what is there and "
    "save it again."
)
TOO_MUCH = (
    "export.csv cannot be read as a workbook: it is damaged, or reading it takes more memory or time than a file may. "
    "Save the sheet as CSV (UTF-8) and import that file."
)


def with_last_row(last: str, *cells: str) -> bytes:
    """A workbook of one row, with more XML put at the end of its sheet."""
    content = io.BytesIO(workbook([[*NAMES, *cells], [*CELLS, *cells]]))
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</sheetData>", last.encode() + b"</sheetData>")
            new.writestr(name, part)
    return changed.getvalue()


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c s="0" r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\n r = "XFD1048576" ><v>1</v></c>',
        '<c t="n" s="0"\tr=\'XFD1048576\'><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" s="0" r="XFD1048576"><x:v>1</x:v></x:c>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tmp_path: Path, cell: str) -> None:
    assert refusal(tmp_path, with_last_row(f'<row r="1048576">{cell}</row>')) == FAR


def test_cells_without_a_place_are_counted_from_their_row(tmp_path: Path) -> None:
    many = "<c><v>1</v></c>" * 50
    assert refusal(tmp_path, with_last_row(f'<row r="1048576">{many}</row>')) == (
        "export.csv: sheet 1 is too large to be read as a workbook (1,048,576 rows, 50 columns). Save the sheet as "
        "CSV (UTF-8) and import that file."
    )


def test_a_sheet_in_an_unusual_hand_is_read_and_counted(tmp_path: Path) -> None:
    cells = [f"<c s='0' t='inlineStr'><is><t>{text}</t></is></c>" for text in CELLS]
    odd = "<c t='e'><v>#N/A</v></c><c><f>1+1</f><v></v></c>"
    file = read(tmp_path, with_last_row(f"<row r='3'>{''.join(cells)}{odd}</row>", "a", "b"))
    assert rows(file) == [[*CELLS, "a", "b"], [*CELLS, "", ""]]
    assert [warning.rule for warning in file.warnings] == ["error_cell", "formula_without_value"]
    assert [message[:20] for message in said(file)] == ["export.csv: 1 cells ", "export.csv: 1 formul"]


def test_a_shared_formula_without_a_value_counts(tmp_path: Path) -> None:
    last = '<row r="3"><c r="A3"><f t="shared" si="0"/><v/></c><c r="B3"><f t="shared" si="0"/></c></row>'
    file = read(tmp_path, with_last_row(last))
    assert [(warning.rule, warning.count) for warning in file.warnings] == [("formula_without_value", 2)]


def test_an_entity_is_not_expanded(tmp_path: Path) -> None:
    content = io.BytesIO(with_last_row("<row r='3'><c r='A3'><v>1</v></c></row>"))
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = b'<!DOCTYPE w [<!ENTITY a "b">]>' + part
            new.writestr(name, part)
    assert refusal(tmp_path, changed.getvalue()) == (
        "export.csv is a damaged workbook, or a part of one. Save or download it again."
    )


def test_a_reader_that_runs_out_of_memory_ends_alone(tmp_path: Path) -> None:
    content = with_last_row('<row r="1048576"><c r="AH1048576"><v>1</v></c></row>')
    with mock.patch.object(apart, "MOST_MEMORY", 400 << 20):
        assert refusal(tmp_path, content) == TOO_MUCH
        path = tmp_path / "export.csv"
        with pytest.raises(Refused, match="takes more memory"):
            recognise(path)


def test_a_reader_that_comes_to_no_end_is_ended(tmp_path: Path) -> None:
    with mock.patch.object(apart, "LONGEST_SECONDS", 0.001):
        assert refusal(tmp_path, workbook([NAMES, CELLS])) == TOO_MUCH


def test_the_other_process_starts_without_the_database() -> None:
    assert "duckdb" not in loaded_by(
        "import d9311.ingest.reading.workbook.apart, d9311.ingest.reading.workbook.sheet"
    )
