"""Opening the database: always the newest file, read-only, locked down; each failure in one sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from d9311.ingest.storing import schema
from d9311.store import StoreError, open_database, version
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "d9311.duckdb"
    import_files(path, claims=[write_export(tmp_path / "claims.csv", "claims", [{"claim_id": "C1"}])])
    return path


def _count(connection: duckdb.DuckDBPyConnection) -> int:
    counted = connection.cursor().execute("select count(*) from current_claims").fetchone()
    assert counted is not None
    return int(counted[0])


def test_an_opened_database_is_shared_until_the_file_changes(database: Path) -> None:
    assert open_database(database) is open_database(str(database))


def test_a_new_import_is_seen_at_once_in_the_same_process(database: Path) -> None:
    opened, before = open_database(database), version(database)
    import_files(database, claims=[write_export(database.with_name("2.csv"), "claims", [{"claim_id": "C2"}])])
    assert version(database) != before
    assert _count(open_database(database)) == 2
    assert _count(opened) == 1  # a page that is still being drawn keeps the data that it began with


def test_opening_leaves_no_file_behind(database: Path) -> None:
    files = sorted(database.parent.iterdir())
    open_database(database)
    assert sorted(database.parent.iterdir()) == files


@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (i integer)",
        "delete from claim_rows",
        "select * from read_csv('/etc/hostname')",
        "copy claim_rows to 'claims.csv'",
        "attach 'other.duckdb'",
        "set enable_external_access = true",
        "set memory_limit = '64GB'",
        "install httpfs",
        "load httpfs",
    ],
)
def test_an_opened_database_neither_writes_nor_reaches_out(database: Path, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        open_database(database).cursor().execute(statement).fetchall()


def test_python_variables_are_out_of_reach(database: Path) -> None:
    frame = [1, 2, 3]
    with pytest.raises(duckdb.CatalogException):
        open_database(database).cursor().execute("select * from frame").fetchall()
    assert frame


def test_derived_tables_of_another_version_are_made_anew(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version(database)
    monkeypatch.setattr("d9311.store.build_version", lambda: "another")
    monkeypatch.setattr("d9311.ingest.publishing.deriving.build_version", lambda: "another")
    connection = open_database(database)
    assert version(database) != before
    assert schema.read_meta(connection.cursor())["build_version"] == "another"
    assert _count(connection) == 1


def _message(path: Path) -> str:
    with pytest.raises(StoreError) as refused:
        open_database(path)
    return str(refused.value)


def test_a_missing_file_is_answered_with_the_command_that_makes_it(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    assert _message(path) == (
        f"There is no database at {path}. Import an export first: python -m d9311 import --db {path} --claims FILE"
    )


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text("claim_id\n", encoding="utf-8")
    assert _message(path) == (
        f"{path} is not a database of this dashboard; give another name with --db. It was left as it is."
    )
    assert path.read_text(encoding="utf-8") == "claim_id\n"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert _message(tmp_path) == f"{tmp_path} is a folder; give the name of a database file in it."


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(path) as other:
        other.execute("create table meta (i integer)")
    assert _message(path) == (
        f"{path} is not a database of this dashboard; give another name with --db. It was left as it is."
    )


def test_a_database_of_a_newer_version_is_not_touched(database: Path) -> None:
    with duckdb.connect(database) as newer:
        newer.execute("update meta set value = '99' where key = 'schema_version'")
    assert _message(database) == (
        f"{database} was written by a newer version of this dashboard. Update this one."
    )


@pytest.mark.parametrize("damage", ["cut short", "flipped byte"])
def test_a_damaged_file_is_answered_with_the_way_out(database: Path, damage: str) -> None:
    shutil.copyfile(database, database.with_name("d9311.duckdb.backup"))
    content = bytearray(database.read_bytes())
    content[4200] ^= 255
    database.write_bytes(content[:5000] if damage == "cut short" else content)
    assert _message(database) == (
        f"{database} is damaged and cannot be read; put {database}.backup in its place."
    )


def test_a_database_in_use_by_another_program_names_the_process(database: Path) -> None:
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"open\n"
    try:
        assert _message(database) == (
            f"{database} is being used by process {holder.pid}. Close that program and try again."
        )
    finally:
        holder.communicate()
