"""The Data page asks whose files these are, and every page shows a practice by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ingest.naming import name_practice
from tests.dropping import dropped, plain, press, ran
from tests.practices import claims, held, write_practice
from tests.screens import open_page, text_of
from tests.states import copy_database, import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

ASKED = "Another practice, or newer data?"


def texts(folder: Path, practice: str) -> dict[str, str]:
    """The exports of a practice as they are dropped."""
    return {
        f"{kind}-{practice}_csv": paths[0].read_text()
        for kind, paths in write_practice(folder, practice).items()
    }


def test_a_file_without_a_practice_column_can_be_given_one(database: Path, tmp_path: Path) -> None:
    screen = dropped(**texts(tmp_path, "a"))
    assert [field.label for field in screen.text_input] == [
        "Practice of claims\\-a\\.csv",
        "Practice of consultations\\-a\\.csv",
    ]
    for place in (0, 1):
        screen.text_input[place].set_value(" North ")
    press(ran(screen), "Import 2 files")
    assert held(database) == {"North": (6, 6, 0, 6)}
    assert "claims-a.csv (claims, North): 6 rows read = 6 kept + 0 set aside" in text_of(screen)


def test_a_file_with_a_practice_column_is_not_asked_for_one(database: Path, tmp_path: Path) -> None:
    rows = [{**row, "practice_id": "7"} for row in claims("a")]
    screen = dropped(claims_csv=write_export(tmp_path / "claims.csv", "claims", rows).read_text())
    assert [field.label for field in screen.text_input] == []


def test_a_second_practice_is_asked_about_and_its_name_imports_it(database: Path, tmp_path: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    screen = press(dropped(**texts(tmp_path, "b")), "Import 2 files")
    said = text_of(screen)
    assert said.count(ASKED) == 2
    assert (
        "6 of the 6 claim numbers that it shares with claims-a.csv stand there for other payers. "
        "Nothing was imported yet."
    ) in said
    assert screen.button(key="import").proto.disabled
    press(screen, "It is another practice")
    assert screen.error[0].value == "Give the practice a name first."
    screen.text_input[0].set_value("North")
    press(screen, "It is another practice")
    assert text_of(screen).count(ASKED) == 1
    press(screen, "It is another practice")
    assert held(database) == {"North": (6, 0, 6, 6), "practice": (6, 6, 0, 6)}
    assert ASKED not in text_of(screen)


def test_a_name_says_whether_it_is_loaded_and_under_which_others_are_loaded_is_asked_about_and_can_be_mended(
    database: Path, tmp_path: Path
) -> None:
    import_files(database, **write_practice(tmp_path, "a"), practice="North")
    screen = dropped(claims_csv=texts(tmp_path, "b")["claims-b_csv"])
    for name, said in (("South", "a new practice"), ("North", "a practice that is loaded")):
        screen.text_input[0].set_value(name)
        assert said in text_of(ran(screen))
    press(screen, "Import 1 file")
    assert (text_of(screen).count(ASKED), screen.text_input[0].value) == (1, "North")
    screen.text_input[0].set_value("South")
    press(screen, "It is another practice")
    assert held(database) == {"North": (6, 6, 0, 6), "South": (6, 0, 6, 0)}


def test_newer_data_replace_on_the_page(database: Path, tmp_path: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    screen = press(dropped(claims_csv=texts(tmp_path, "b")["claims-b_csv"]), "Import 1 file")
    press(screen, "Newer data: replace")
    assert "It meets 6 claim numbers of earlier imports." in text_of(screen)
    assert held(database)["practice"][2] == 6


def test_the_same_file_with_a_name_is_said_to_be_reassigned(database: Path, tmp_path: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    screen = dropped(**texts(tmp_path, "a"))
    for place in (0, 1):
        screen.text_input[place].set_value("North")
    press(ran(screen), "Import 2 files")
    assert "its 6 rows are now of the practice North." in text_of(screen)
    assert held(database) == {"North": (6, 6, 0, 6)}


def test_a_practice_is_renamed_on_the_page(database: Path, tmp_path: Path) -> None:
    import_files(database, **write_practice(tmp_path, "a"))
    screen = open_page("pages/data.py")
    assert "Its id in the files is practice; 6 claim rows, 6 consultations." in plain(text_of(screen))
    screen.text_input(key="naming_practice").set_value("Harbor <b>Side</b>")
    press(screen, "Save the name")
    assert "The practice practice is now called Harbor" in text_of(screen)
    assert screen.text_input(key="naming_practice").value == "Harbor <b>Side</b>"


@pytest.fixture(scope="module")
def three_named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two practices of one name and a third, none shown by its id."""
    folder = tmp_path_factory.mktemp("named")
    database = folder / "d.duckdb"
    files = {practice: write_practice(folder, practice) for practice in "abc"}
    import_files(
        database,
        **{kind: [path for kinds in files.values() for path in kinds[kind]] for kind in files["a"]},
        practices_given={
            path: f"id-{name}" for name, kinds in files.items() for paths in kinds.values() for path in paths
        },
    )
    for practice, name in (("a", "Main Street"), ("b", "Main Street"), ("c", "Harbor Side")):
        name_practice(database, f"id-{practice}", name)
    return database


@pytest.fixture
def named(database: Path, three_named: Path) -> Path:
    """The pages show the database of the three practices."""
    copy_database(three_named, database, linked=True)
    return database


SHOWN = ["Harbor Side", "Main Street (id-a)", "Main Street (id-b)"]


def test_filter_bar_offers_the_names(named: Path) -> None:
    screen = open_page("pages/practices.py", period="all", practice="id-c")
    offered = next(pills for pills in screen.pills if pills.label == "Practices")
    options = sorted(option.replace("\\", "") for option in offered.options)  # escaped, as Markdown is read
    assert (options, offered.value) == (SHOWN, ["id-c"])


def test_table_shows_the_names(named: Path) -> None:
    screen = open_page("pages/practices.py", period="all")
    tables = [table.value for table in screen.dataframe if "practice_id" in table.value]
    assert sorted(tables[0]["practice_id"]) == SHOWN


def test_comparisons_and_signals_show_the_names(named: Path) -> None:
    for page in ("pages/practices.py?part=alike", "pages/practices.py?part=months"):
        screen = open_page(page, period="all")
        for box in screen.button_group:
            if "Practices" in box.options:
                box.set_value("Practices")
        text = text_of(ran(screen))
        assert "Harbor Side" in text + "".join(chart.proto.spec for chart in screen.get("plotly_chart"))
        assert "id-c" not in text


def test_rows_behind_and_claim_show_the_names(named: Path) -> None:
    screen = open_page("pages/work.py?part=claims", period="all", rows="practice:id-c")
    assert "practice Harbor Side" in text_of(screen)
    assert set(screen.dataframe[0].value["practice_id"]) == {"Harbor Side"}
    screen = open_page("pages/work.py?part=claims", period="all", episode="id-c|101|1")
    assert "Harbor Side" in text_of(screen)


def test_loaded_files_say_whose_they_are(named: Path) -> None:
    screen = open_page("pages/data.py")
    loaded = next(table.value for table in screen.dataframe if "sha256" in table.value)
    assert loaded["practices"].tolist() == [SHOWN[0], SHOWN[2], SHOWN[1]] * 2
