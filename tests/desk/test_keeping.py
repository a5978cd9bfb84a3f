"""The desk's file: private, migrated by number, in every backup, and left alone by a restore of the data."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from d9311.desk import keeping, reading
from d9311.desk.migrations import MIGRATIONS, migrate
from d9311.store import StoreError, remove_data
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines

C1 = "episode|practice|C1|1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.take(claim_lines("claim\nC1\nC2"))
    desk.set(C1, note="first")
    desk.really_imports()
    return desk


def notes_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [note for (note,) in connection.execute("select after from steps order by step")]


def test_file_is_readable_by_its_owner_only_and_beside_the_real_database(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "d9311.duckdb.work.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.duckdb"
    link.symlink_to(desk.database)
    assert keeping.work_path(link) == path
    assert reading.states(link).keys() == {C1}


def test_what_is_acknowledged_is_synced_and_a_plain_copy_is_whole(desk: Desk, tmp_path: Path) -> None:
    with keeping.opened(desk.database) as connection:
        assert connection.execute("pragma synchronous").fetchone() == (3,)
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
    shutil.copyfile(keeping.work_path(desk.database), tmp_path / "copy")
    assert notes_in(tmp_path / "copy") == ["first"]


@pytest.mark.slow
def test_every_import_and_undo_backs_the_file_up_and_removing_all_data_removes_all(desk: Desk) -> None:
    backup = keeping.backup_path(desk.database)
    assert not backup.exists()
    desk.take(claim_lines("claim\nC3"))
    assert notes_in(backup) == ["first"]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    desk.set(C1, note="second")
    desk.undo_import(2)
    assert notes_in(backup) == ["first", "second"]
    assert not list(desk.folder.glob("*.draft"))
    remove_data(desk.database)
    assert not list(desk.folder.glob("*.work.sqlite*"))


@pytest.mark.slow
def test_restore_of_the_data_loses_no_newer_work(desk: Desk) -> None:
    desk.take(claim_lines("claim\nC3"))
    desk.set(C1, note="after the import")
    desk.set("episode|practice|C3|1", note="of what the restore takes out")
    os.replace(desk.database.with_name("d9311.duckdb.backup"), desk.database)
    assert {item: one.note for item, one in desk.states().items()} == {C1: "after the import"}
    assert [one.note for one in reading.not_in_data(desk.database).values()] == [
        "of what the restore takes out"
    ]
    desk.take(claim_lines("claim\nC3"), name="claims_2.csv")
    assert {one.note for one in desk.states().values()} == {
        "after the import", "of what the restore takes out",
    }  # fmt: skip


@pytest.mark.slow
def test_damaged_file_is_named_and_takes_no_backups_place(desk: Desk) -> None:
    desk.take(claim_lines("claim\nC3"))
    path, backup = keeping.work_path(desk.database), keeping.backup_path(desk.database)
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError) as raised:
        desk.states()
    assert str(raised.value) == f"{path} is damaged and cannot be read; put {backup} in its place."
    desk.take(claim_lines("claim\nC4"))
    os.replace(backup, path)
    assert desk.states()[C1].note == "first"


def test_file_of_a_newer_version_is_left_alone(desk: Desk) -> None:
    path = keeping.work_path(desk.database)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 99")
    with pytest.raises(StoreError) as raised:
        desk.states()
    assert str(raised.value) == f"{path} was written by a newer version of this dashboard. Update this one."


def test_migrations_run_once_each_in_their_order_and_whole(tmp_path: Path) -> None:
    later = (*MIGRATIONS, ("create table extra (one text)", "insert into extra values ('kept')"))
    broken = (*later, ("create table half (one text)", "no sql"))
    with closing(sqlite3.connect(tmp_path / "file", isolation_level=None)) as connection:
        migrate(connection, tmp_path / "file")
        migrate(connection, tmp_path / "file", later)
        migrate(connection, tmp_path / "file", later)
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, tmp_path / "file", broken)
        assert connection.execute("pragma user_version").fetchone() == (len(later),)
        assert connection.execute("select one from extra").fetchall() == [("kept",)]
        assert connection.execute("select name from sqlite_master where name = 'half'").fetchall() == []


def test_steps_can_be_neither_changed_nor_deleted(desk: Desk) -> None:
    with closing(sqlite3.connect(keeping.work_path(desk.database))) as connection:
        for statement in ("update steps set after = 'x'", "delete from steps"):
            with pytest.raises(sqlite3.IntegrityError, match=r"^steps are only added$"):
                connection.execute(statement)
