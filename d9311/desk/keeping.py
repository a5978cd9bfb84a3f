"""The file of the desk: its place, opening it, its backup beside the database's, and its end."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from d9311.desk.migrations import migrate
from d9311.ingest.places import place_of
from d9311.ingest.publishing.database_errors import StoreError

WAIT_SECONDS = 30  # for another process that is writing; one change takes milliseconds
# One file that is whole whenever nobody writes, so that a plain copy of it is a copy: a rollback journal, no
# WAL. EXTRA is FULL, and the folder is synced too after the journal's end, without which a power cut just
# after a commit takes the commit back (sqlite.org/pragma.html#pragma_synchronous).
SETTINGS = ("pragma synchronous = extra", "pragma foreign_keys = on")


def work_path(database: str | os.PathLike[str]) -> Path:
    """Return where the work on a database's items is kept; the only place that says so."""
    real = place_of(database)
    return real.with_name(f"{real.name}.work.sqlite")


def backup_path(database: str | os.PathLike[str]) -> Path:
    """Return where the copy lies that every import and undo makes before it ends."""
    path = work_path(database)
    return path.with_name(f"{path.name}.backup")


@contextmanager
def opened(database: str | os.PathLike[str]) -> Iterator[sqlite3.Connection]:
    """Give a connection to the desk's file, made for its owner only when it is not there, and close it.

    In autocommit: `writing` begins a transaction. Raises StoreError when the file cannot be used.
    """
    path = work_path(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError:
        raise _unwritable(path) from None
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            for setting in SETTINGS:
                connection.execute(setting)
            migrate(connection, path)
            yield connection
    except sqlite3.Error as error:
        if (said := explain(error, path)) is None:
            raise
        raise said from None


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the right to write; what was written is on the disk at the end, or none of it is.

    The lock is taken at once, so that what is read inside is what others left and is not changed meanwhile.
    """
    connection.execute("begin immediate")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def back_up(database: str | os.PathLike[str]) -> None:
    """Put a sound copy of the desk's file in its backup's place, whole or not at all.

    Where there is no file nothing is done; a damaged one never takes a sound backup's place.
    """
    path, backup = work_path(database), backup_path(database)
    if not path.exists():
        return
    draft = backup.with_name(f"{backup.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with (
            closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as source,
            closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
            if target.execute("pragma integrity_check").fetchall() != [("ok",)]:
                return
        os.replace(draft, backup)
    except sqlite3.Error:  # whoever opens the file is told; an import of data does not hang on it
        return
    finally:
        draft.unlink(missing_ok=True)


def remove(database: str | os.PathLike[str]) -> None:
    """Delete the desk's file and its backup."""
    path = work_path(database)
    for file in (path, path.with_name(f"{path.name}-journal"), backup_path(database)):
        file.unlink(missing_ok=True)


def explain(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Return what an error says of the file, in our words; None where it says nothing of it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError(f"{path} is being written by another program; nothing was changed. Try again.")
    if code == sqlite3.SQLITE_FULL:
        return StoreError(f"The disk that holds {path} is full; nothing was changed. Free some space.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return _unwritable(path)
    if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return None
    backup = path.with_name(f"{path.name}.backup")
    way_out = f"put {backup} in its place" if backup.exists() else "move it away to begin anew"
    return StoreError(f"{path} is damaged and cannot be read; {way_out}.")


def _unwritable(path: Path) -> StoreError:
    return StoreError(f"{path} cannot be written; nothing was changed.")
