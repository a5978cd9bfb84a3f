"""A damaged database: no wrong number, one sentence on the command line, and a page that says what to do."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import duckdb
import pytest

import queries
from d9311.cli import main
from d9311.ingest import import_files
from d9311.ingest.publishing.database_errors import is_damage
from d9311.ingest.publishing.deriving import BLOCK_SIZE
from d9311.store import StoreError, open_database
from tests import states
from tests.project.files import ROOT
from tests.screens import open_page, text_of
from tests.strategies import IS_THOROUGH
from tests.tables import write_export

pytestmark = pytest.mark.slow

MEASURES = ("approval_by_payer", "documentation_gaps", "reconciliation")
HEADERS = 3 * 4096  # of a DuckDB file, before its blocks
PLACES, IMPORTS = (40, 4) if IS_THOROUGH else (12, 2)  # at which bits are flipped


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample data, without a backup beside it."""
    path = tmp_path_factory.mktemp("sound") / "d9311.duckdb"
    sample = ROOT / "sample_data"
    states.import_files(path, claims=[sample / "claims.csv"], consultations=[sample / "consultations.csv"])
    return path


def flipped(sound: Path, folder: Path, place: int) -> Path:
    """A copy of a database in which one bit of the byte at a place is another."""
    folder.mkdir(exist_ok=True)
    shutil.copy(f"{sound}.key", folder / "d9311.duckdb.key")
    content = bytearray(sound.read_bytes())
    content[place] ^= 16
    path = folder / "d9311.duckdb"
    path.write_bytes(content)
    return path


def place_of_payers(database: Path) -> int:
    """Where in the file a block lies that no opening reads, and the first measure does."""
    asked = "select any_value(block_id) from pragma_storage_info('episodes') where column_name = 'payer' and block_id >= 0"
    with duckdb.connect(database, read_only=True) as connection:
        [[block]] = connection.execute(asked).fetchall()
    return HEADERS + block * BLOCK_SIZE + BLOCK_SIZE // 2


def answers(database: Path) -> list[object]:
    """Measures and rows, as far as the database gives them: None in place of what it does not."""
    try:
        connection = open_database(database)
    except StoreError:
        return [None]
    found: list[object] = []
    for name in MEASURES:
        try:
            found.append(queries.arrow(connection.cursor(), name).to_pylist())
        except duckdb.Error as error:
            found.append(None if is_damage(error) else error)
    return found


@pytest.fixture(scope="module")
def right(sound: Path) -> list[object]:
    return answers(sound)


@pytest.fixture(scope="module")
def damaged(sound: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[list[object]], Path]:
    """What copies with a bit flipped all over the file answer, and one that opens and then fails."""
    seeded, size = random.Random(9311), sound.stat().st_size
    places = [int((part + seeded.random()) / PLACES * size) for part in range(PLACES)]
    found = [answers(flipped(sound, tmp_path_factory.mktemp("flipped"), place)) for place in places]
    late = flipped(sound, tmp_path_factory.mktemp("late"), place_of_payers(sound))
    found.append(answers(late))
    assert found[-1] != [None]
    assert found[-1][0] is None
    return found, late


def test_a_flipped_bit_gives_no_wrong_number(
    right: list[object], damaged: tuple[list[list[object]], Path]
) -> None:
    for found in damaged[0]:
        assert found == [None] or all(one in (None, its) for one, its in zip(found, right, strict=True))


def test_damage_found_by_a_query_is_said_in_one_sentence(
    damaged: tuple[list[list[object]], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", MEASURES[0], "--db", str(damaged[1])]) == 1
    assert capsys.readouterr() == (
        "", f"{damaged[1]} is damaged and cannot be read; remove it and import the exports again.\n",
    )  # fmt: skip


def test_damage_found_by_a_page_gets_the_page_for_it(
    damaged: tuple[list[list[object]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("D9311_DB", str(damaged[1]))
    said = f"{damaged[1]} is damaged and cannot be read; remove it and import the exports again."
    screen = open_page("dashboard.py", period="all")
    assert ":material/error: The data do not open" in [element.value for element in screen.header]
    assert said in text_of(screen)
    screen.switch_page("pages/data.py").run()
    assert [element.value for element in screen.title] == ["Data"]
    assert said in text_of(screen)
    assert [button.key for button in screen.button if button.key == "remove"] == ["remove"]


def test_an_import_over_damage_is_whole_or_refused(sound: Path, right: list[object], tmp_path: Path) -> None:
    """What is derived is made anew, so that only damage to the imported rows stays."""
    new = write_export(tmp_path / "new.csv", "payer_alias", [{"alias": "A", "payer_name": "B"}])
    for number in range(IMPORTS):
        database = flipped(
            sound, tmp_path / str(number), int((number + 0.5) / IMPORTS * sound.stat().st_size)
        )
        content, refused = database.read_bytes(), ""
        try:
            import_files(database, payer_alias=new)
        except StoreError as error:
            refused = str(error)
        if refused:
            assert (
                refused
                == f"{database} is damaged and cannot be read; remove it and import the exports again."
            )
            assert database.read_bytes() == content
        else:
            assert answers(database) == right


def test_the_log_of_another_program_beside_the_database_is_not_read(
    sound: Path, right: list[object], tmp_path: Path
) -> None:
    database = shutil.copytree(sound.parent, tmp_path / "data") / sound.name
    log = database.with_name(f"{database.name}.wal")
    log.write_bytes(b"\xff" * 5000)
    assert answers(database) == right
    import_files(
        database,
        payer_alias=write_export(tmp_path / "new.csv", "payer_alias", [{"alias": "A", "payer_name": "B"}]),
    )
    assert answers(database) == right
    assert not log.exists()
