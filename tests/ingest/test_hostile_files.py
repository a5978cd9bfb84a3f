"""Files that are no plain files, that change, or whose cells hide something: right rows, or one sentence."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest

from d9311.ingest import ImportRefused, import_files
from d9311.ingest.errors import Refused
from d9311.store import open_database
from tests.ingest.test_workbooks import saved, workbook
from tests.reading import HEADER, ROW, read, rows, said, set_aside
from tests.tables import write_export

NAMES, CELLS = HEADER.split(","), ROW.split(",")


def refusal(folder: Path, path: Path) -> str:
    """What is said of a file that cannot be imported; no database may come of it."""
    with pytest.raises(ImportRefused) as refused:
        import_files(folder / "data" / "d9311.duckdb", claims=[path])
    assert not (folder / "data" / "d9311.duckdb").exists()
    return str(refused.value)


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe, loop, folder = tmp_path / "pipe", tmp_path / "loop", tmp_path / "folder"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    only_files = "is a pipe or a device. Save what comes out of it and import that file."
    assert refusal(tmp_path, pipe) == f"pipe {only_files}"
    assert refusal(tmp_path, Path(os.devnull)) == f"null {only_files}"
    assert refusal(tmp_path, loop) == "loop: there is no such file. Check the path."
    assert refusal(tmp_path, folder) == "folder is a folder. Give the file inside it."


@pytest.mark.slow
@pytest.mark.parametrize("how", ["longer", "shorter", "replaced"])
@pytest.mark.usefixtures("rows_alone")
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, how: str) -> None:
    old = write_export(tmp_path / "old.csv", "claims", [{"claim_id": "OLD"}])
    path = write_export(
        tmp_path / "export.csv", "claims", [{"claim_id": f"C{number}"} for number in range(9)]
    )
    import_files(tmp_path / "d9311.duckdb", claims=[old])

    changes: list[str] = []

    def change(fraction: float, words: str) -> None:
        if words.startswith("reading") and not changes:
            changes.append(how)
            text = path.read_text(encoding="utf-8")
            if how == "replaced":
                path.unlink()
            path.write_text({"longer": f"{text}C9,\n", "shorter": text[:-9]}.get(how, text), encoding="utf-8")

    with pytest.raises(ImportRefused) as refused:
        import_files(tmp_path / "d9311.duckdb", claims=[path], progress=change)
    assert str(refused.value) == (
        "export.csv changed while it was being read. Wait until the export is done and import it again."
    )
    found = open_database(tmp_path / "d9311.duckdb").cursor().execute("select claim_id from current_claims")
    assert found.fetchall() == [("OLD",)]


def test_merged_cells_count_once_and_filtered_rows_count(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([NAMES, CELLS, CELLS, ["C3", *CELLS[1:]]])))
    sheet = book.worksheets[0]
    sheet.merge_cells("A2:A3")
    sheet.auto_filter.ref = "A1:G4"
    sheet.row_dimensions[4].hidden = True
    file = read(tmp_path, saved(book))
    assert [row[0] for row in rows(file)] == ["C1", "", "C3"]
    assert (set_aside(file), said(file)) == ([], [])


def test_entities_of_a_sheet_are_refused_not_unfolded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([NAMES, CELLS]))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"<worksheet", bomb.encode() + b"<worksheet", 1).replace(b"Delta", b"&b;")
            new.writestr(name, part)
    with pytest.raises(Refused) as refused:
        read(tmp_path, changed.getvalue())
    assert str(refused.value) == (
        "export.csv is a damaged workbook, or a part of one. Save or download it again."
    )


@pytest.mark.parametrize(
    "place",
    ['r="ZZZZZ99999999999"', 'r="zzz9999999"', 'r="A99999999999"', 's="0" r="AAAA2"', 'r="-2"', 'r=""'],
)
def test_cell_at_a_place_that_no_sheet_has_does_not_end_the_process(tmp_path: Path, place: str) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([NAMES, CELLS]))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="A2"', place.encode()))
    with pytest.raises(Refused) as refused:
        read(tmp_path, changed.getvalue())
    assert str(refused.value) == (
        "export.csv is a damaged workbook, or a part of one. Save or download it again."
    )


def test_workbook_whose_sheet_is_missing_is_refused_in_one_sentence(tmp_path: Path) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([NAMES, CELLS]))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            if "sheet1" not in name:
                new.writestr(name, old.read(name))
    with pytest.raises(Refused) as refused:
        read(tmp_path, changed.getvalue())
    assert str(refused.value) == (
        "export.csv is a damaged workbook, or a part of one. Save or download it again."
    )
