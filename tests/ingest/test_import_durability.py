"""Whatever happens to an import, the database holds the old data or the new data whole."""

from __future__ import annotations

import os
import signal
import stat
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from d9311.ingest import ImportRefused, import_files
from d9311.ingest.pseudonym import key_path
from d9311.ingest.publishing.database_errors import StoreError
from d9311.store import open_database, remove_data, version
from tests import states
from tests.drafts import rows_alone
from tests.forked import begin, ended
from tests.ingest.dying import hold, import_and_die
from tests.tables import write_export

pytestmark = pytest.mark.slow

OLD = [{"claim_id": f"OLD{number}"} for number in range(3)]
NEW = [{"claim_id": f"NEW{number}"} for number in range(5)]

MOMENTS = {
    "reading new.csv": "OLD",
    "storing new.csv": "OLD",
    "building the tables of the dashboard": "OLD",
    "before file 1 is put in place": "OLD",
    "after file 1 is put in place": "OLD",
    "before file 2 is put in place": "OLD",
    "after file 2 is put in place": "NEW",
    "done": "NEW",
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "d9311.duckdb"
    states.import_files(path, claims=[write_export(tmp_path / "old.csv", "claims", OLD)])
    return path


def claim_ids(database: Path) -> list[str]:
    found = open_database(database).cursor().execute("select claim_id from current_claims order by claim_id")
    return [name for (name,) in found.fetchall()]


OLD_IDS = [row["claim_id"] for row in OLD]
BOTH_IDS = sorted([*OLD_IDS, *(row["claim_id"] for row in NEW)])


@pytest.mark.parametrize(("moment", "left"), MOMENTS.items())
def test_a_killed_import_leaves_old_or_new_data_whole(database: Path, moment: str, left: str) -> None:
    new = write_export(database.with_name("new.csv"), "claims", NEW)
    assert ended(begin(import_and_die, database, new, moment)) == -signal.SIGKILL
    assert claim_ids(database) == (OLD_IDS if left == "OLD" else BOTH_IDS)
    with rows_alone():
        import_files(database, claims=[new])
    assert claim_ids(database) == BOTH_IDS
    assert not list(database.parent.glob("*.import-*"))


def test_a_refused_file_leaves_everything_as_it_was(database: Path) -> None:
    before, content = version(database), database.read_bytes()
    good = write_export(database.with_name("good.csv"), "claims", NEW)
    bad = database.with_name("bad.csv")
    bad.write_text("nothing,here\n1,2\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_files(database, claims=[good, bad])
    assert [file.refused for file in refused.value.report.files] == [False, True]
    assert (version(database), database.read_bytes()) == (before, content)
    assert not list(database.parent.glob("*.import-*"))
    assert claim_ids(database) == OLD_IDS


def test_an_error_in_the_build_leaves_everything_as_it_was(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(database)
    monkeypatch.setattr(
        "queries.builder.build", lambda connection, *_: connection.execute("select * from nowhere")
    )
    with pytest.raises(Exception, match="nowhere"):
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert version(database) == before
    assert not list(database.parent.glob("*.import-*"))


def test_the_former_database_stays_as_the_backup(database: Path) -> None:
    content = database.read_bytes()
    with rows_alone():
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert database.with_name("d9311.duckdb.backup").read_bytes() == content


def test_a_second_import_is_told_who_is_at_work(database: Path) -> None:
    new = write_export(database.with_name("new.csv"), "claims", NEW)
    ours, its = Pipe()
    holder = begin(hold, database, its)
    assert ours.recv() == "held"
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[new], wait_seconds=0.05)
    assert str(refused.value) == (
        f"Process {holder.pid} is importing into {database}; nothing was changed. Try again when it is done."
    )
    ours.send("enough")
    assert ended(holder) == 0
    with rows_alone():
        import_files(database, claims=[new])
    assert claim_ids(database) == BOTH_IDS


def test_two_imports_at_once_both_arrive(database: Path) -> None:
    files = [
        write_export(database.with_name(f"{name}.csv"), "claims", [{"claim_id": name}]) for name in ("A", "B")
    ]
    running = [begin(partial(import_files, database, claims=[path], wait_seconds=300)) for path in files]
    assert [ended(process) for process in running] == [0, 0]
    assert claim_ids(database) == ["A", "B", *OLD_IDS]


def test_a_damaged_database_stops_an_import_and_is_left_alone(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4200] ^= 255
    database.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert str(refused.value) == (
        f"{database} is damaged and cannot be read; remove it and import the exports again."
    )
    assert database.read_bytes() == content


def test_a_lost_key_stops_an_import(database: Path) -> None:
    key = key_path(database)
    key.unlink()
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert str(refused.value) == (
        f"The key file {key} is not the one that {database} was made with; new rows would not find their "
        "patients. Put it back, or remove the database and import every export again."
    )
    assert claim_ids(database) == OLD_IDS
    assert not key.exists()


def test_key_and_database_are_for_their_owner_only(database: Path) -> None:
    for path in (database, key_path(database)):
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_removing_the_data_leaves_no_file_behind(database: Path) -> None:
    with rows_alone():
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    remove_data(database)
    left = {path.name for path in database.parent.iterdir()} - {"old.csv", "new.csv"}
    assert left <= {"d9311.duckdb.lock"}
    assert version(database) == "none"


def test_an_import_that_needs_more_memory_gets_it(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("d9311.ingest.publishing.room.MEMORY_LIMITS", ("8MB", "2GB"))
    import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert claim_ids(database) == BOTH_IDS
    assert not list(database.parent.glob("*.import-*"))


def test_an_import_that_needs_too_much_memory_is_said(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("d9311.ingest.publishing.room.MEMORY_LIMITS", ("8MB",))
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert str(refused.value) == (
        "The import needs more than 8MB of memory; nothing was changed. "
        "Export a shorter period and import the parts one after the other."
    )
    assert claim_ids(database) == OLD_IDS


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", NEW)
    database = claims / "d9311.duckdb"
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[claims])
    assert str(refused.value) == (
        f"{claims} cannot be written; nothing was changed. Give another place with --db."
    )


@pytest.mark.parametrize("installed", ["1.4.4", "1.3.2", "0.10.3"])
def test_a_duckdb_that_loses_rows_on_a_full_disk_is_refused(
    database: Path, monkeypatch: pytest.MonkeyPatch, installed: str
) -> None:
    before = version(database)
    monkeypatch.setattr("duckdb.__version__", installed)
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[write_export(database.with_name("new.csv"), "claims", NEW)])
    assert str(refused.value) == (
        f"DuckDB {installed} can lose rows on a full disk. Install 1.5 or newer: pip install -r requirements.txt"
    )
    assert version(database) == before
