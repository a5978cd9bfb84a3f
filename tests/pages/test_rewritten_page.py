"""The Data page asks about numbers of earlier imports in another writing; each answer is a click."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from d9311.store import open_database
from tests.dropping import can_import, drop, dropped, plain, press
from tests.practices import changed, consultations, held, write_numbered
from tests.screens import text_of
from tests.states import import_files
from tests.tables import Row, write_export

pytestmark = pytest.mark.slow

ASKED = "The same numbers, written in another way?"


def texts(
    folder: Path, write: str, own: Row | None = None, name: str = "after", count: int = 6
) -> dict[str, str]:
    """The claims as they are dropped, their numbers written so."""
    return {f"{name}_csv": write_numbered(folder, name, write, count, own).read_text()}


def asked(database: Path, folder: Path, own: Row | None = None, **others: str) -> AppTest:
    """The page where claims that a spreadsheet saved, and other files, were to be imported after the claims."""
    import_files(database, claims=[write_numbered(folder, "before", "00{}", own=own)])
    files = {**texts(folder, "{}", own), **others}
    screen = press(dropped(**files), f"Import {len(files)} file{'s' if len(files) > 1 else ''}")
    assert (text_of(screen).count(ASKED), can_import(screen)) == (1, False)
    return screen


def test_the_question_is_in_words_of_the_page(database: Path, tmp_path: Path) -> None:
    screen = asked(database, tmp_path)
    said = text_of(screen)
    assert (
        "after.csv: 6 of its claim numbers are those of before.csv, of the same day and amount, written in another "
        "way (as 12 for 0012, or 12.0): they would count twice. Nothing was imported yet."
    ) in said
    assert "--" not in said[said.index(ASKED) : said.index("What is loaded")]
    labels = [button.label for button in screen.button]
    first = labels.index("Leave this file out")
    assert labels[first : first + 3] == [
        "Leave this file out",
        "It is another practice",
        "Take them all the same: they count twice",
    ]


def test_the_file_is_left_out_and_the_one_of_the_practice_system_is_taken(
    database: Path, tmp_path: Path
) -> None:
    screen = press(asked(database, tmp_path), "Leave this file out")
    left = "Left out: after.csv. Drop the export here as the practice system wrote it."
    assert plain(screen.info[0].value) == left
    assert (screen.file_uploader[0].value, held(database)) == ([], {"practice": (6, 6, 0, 0)})
    drop(screen, **texts(tmp_path, "00{}", name="again", count=7))
    assert [info.value for info in screen.info] == []
    press(screen, "Import 1 file")
    assert "again.csv (claims): 7 rows read = 7 kept + 0 set aside" in text_of(screen)
    assert held(database) == {"practice": (7, 7, 0, 0)}


def test_other_files_are_imported_when_one_is_left_out(database: Path, tmp_path: Path) -> None:
    path = write_export(tmp_path / "records.csv", "consultations", consultations("a"))
    screen = press(asked(database, tmp_path, records_csv=path.read_text()), "Leave this file out")
    assert "records.csv (consultations): 6 rows read = 6 kept + 0 set aside" in text_of(screen)
    assert plain(screen.info[0].value).startswith("Left out: after.csv.")
    assert held(database)["practice"][0] == 6


def test_another_practice_is_named(database: Path, tmp_path: Path) -> None:
    screen = press(asked(database, tmp_path), "It is another practice")
    assert screen.error[0].value == "Give the practice a name first."
    screen.text_input[0].set_value("North")
    press(screen, "It is another practice")
    assert held(database) == {"North": (6, 6, 0, 0), "practice": (6, 6, 0, 0)}


def test_practices_of_the_export_cannot_be_named_here(database: Path, tmp_path: Path) -> None:
    screen = asked(database, tmp_path, {"practice_id": "7"})
    assert "give each practice an id of its own in the export" in text_of(screen)
    assert "It is another practice" not in [button.label for button in screen.button]
    assert [field.label for field in screen.text_input if "Practice of" in field.label] == []


def test_all_are_taken_all_the_same(database: Path, tmp_path: Path) -> None:
    press(asked(database, tmp_path), "Take them all the same: they count twice")
    asked_of_rows = "select count(*), sum(paid_amount) from current_claims"
    [found] = open_database(database).cursor().execute(asked_of_rows).fetchall()
    assert found == (12, 12 * 60)


def test_the_file_can_be_imported_once_the_earlier_one_is_undone(database: Path, tmp_path: Path) -> None:
    screen = asked(database, tmp_path)
    assert "[Undo its import](#loaded), then import this one." in text_of(screen)
    press(screen, "Undo this import now")
    assert (ASKED in text_of(screen), can_import(screen)) == (False, True)
    press(screen, "Import 1 file")
    assert held(database) == {"practice": (6, 6, 0, 0)}


def test_beside_a_file_that_is_refused_the_question_names_no_flag(database: Path, tmp_path: Path) -> None:
    """Nothing of the call is stored, and the drop zone is empty: it is asked again when the file comes alone."""
    import_files(database, claims=[write_numbered(tmp_path, "before", "00{}")])
    nobody = changed(consultations("a"), lambda number: {"patient_id": ""})
    records = write_export(tmp_path / "records.csv", "consultations", nobody).read_text()
    said = text_of(press(dropped(**texts(tmp_path, "{}"), records_csv=records), "Import 2 files"))
    assert "Nothing was imported; the data are as they were." in said
    assert "after.csv: 6 of its claim numbers are those of before.csv" in said
    assert "records.csv: none of its 6 rows could be kept" in said
    assert "--newer-data" not in said
