"""One import at a time; a new database file beside the old one, put in its place whole or not at all."""

from __future__ import annotations

import errno
import glob
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import filelock

from d9311.desk.keeping import back_up
from d9311.home import READ_ONLY_SAID, is_read_only
from d9311.ingest.places import place_of
from d9311.ingest.publishing.database_errors import (
    StoreError,
    check_file,
    check_origin,
    check_place,
    explain,
    is_damage,
)
from d9311.ingest.publishing.deriving import make_new
from d9311.ingest.publishing.room import (
    SMALL_DATABASE,
    USUAL_MEMORY,
    expect_many_rows,
    for_few_rows,
    memory_limits,
)

# DuckDB 1.4 and older lose committed rows when the disk fills up while they are being written.
OLDEST_DUCKDB = (1, 5)
# ENOSPC, EDQUOT and EFBIG: DuckDB gives these words alone.
# The last two are a quota and a limit of the file system.
NO_ROOM = ("No space left on device", "Disk quota exceeded", "File too large")


@contextmanager
def workspace(database: Path, wait_seconds: float = 10) -> Iterator[Path]:
    """Hold the right to replace `database` and give a private folder beside it, removed at the end.

    The folder's name holds the process id, which tells a waiting import who is at work. What killed
    imports left behind is removed here. Raises StoreError when another import takes longer than
    `wait_seconds`, when the disk is full or the folder may not be written, and where nothing may change.
    """
    if is_read_only():
        raise StoreError(READ_ONLY_SAID)
    _check_duckdb()
    database = place_of(database)
    check_place(database)
    with _disk_errors_in_words(database), _lock(database, wait_seconds):
        for leftover in _workspaces(database):
            shutil.rmtree(leftover, ignore_errors=True)
        folder = database.with_name(f"{database.name}.import-{os.getpid()}")
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _lock(database: Path, wait_seconds: float) -> Iterator[None]:
    database.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(database.with_name(f"{database.name}.lock"), timeout=wait_seconds)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise StoreError(
            f"{_holder(database)} is importing into {database}; nothing was changed. "
            "Try again when it is done."
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _disk_errors_in_words(database: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, duckdb.Error) as error:
        if any(words in str(error) for words in NO_ROOM):
            raise StoreError(
                f"The disk that holds {database} is full; nothing was changed. Free some space and try again."
            ) from None
        if is_damage(error):
            raise explain(error, database) from None
        is_refused = isinstance(error, PermissionError | FileExistsError | NotADirectoryError)
        if is_refused or (isinstance(error, OSError) and error.errno == errno.EROFS):
            raise StoreError(
                f"{database.parent} cannot be written; nothing was changed. Give another place with --db."
            ) from None
        raise


def with_draft(
    database: Path,
    work: Callable[[duckdb.DuckDBPyConnection, Path], None],
    wait_seconds: float = 10,
    file_bytes: int = 0,
) -> None:
    """Call `work` with a draft and its folder;
    once more, from the start, when it needs more memory than usual.

    `file_bytes`: of what it will import. Raises StoreError as `workspace` and `open_draft` do,
    and when all the memory that it may have is too little.
    """
    with workspace(database, wait_seconds) as folder:
        limits = memory_limits(file_bytes, _bytes(place_of(database)))
        for memory in limits:
            connection = open_draft(database, folder, memory)
            try:
                work(connection, folder)
                return
            except duckdb.OutOfMemoryException:
                if memory == limits[-1]:
                    raise StoreError(
                        f"The import needs more than {memory} of memory; nothing was changed. "
                        "Export a shorter period and import the parts one after the other."
                    ) from None
            finally:
                connection.close()


def _bytes(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def open_draft(database: Path, folder: Path, memory: str = USUAL_MEMORY) -> duckdb.DuckDBPyConnection:
    """Return a writable connection to a copy of `database`, or to one without rows when there is none.

    Raises StoreError when the old file cannot be used.
    """
    database, draft = place_of(database), folder / "new.duckdb"
    draft.unlink(missing_ok=True)
    if database.exists():
        check_file(database)
        shutil.copyfile(database, draft)
    else:
        make_new(draft)
    try:
        connection = duckdb.connect(
            draft,
            config=for_few_rows(memory) | {"temp_directory": str(folder / "spill")},
        )
        with suppress(duckdb.CatalogException):  # an older DuckDB has no such setting
            # A draft need not outlive a crash, and it is made durable when it is published.
            connection.execute("set fsync_mode = 'NONE'")
        if database.exists():
            check_origin(connection, database)
    except duckdb.Error as error:
        raise explain(error, database) from None
    if draft.stat().st_size > SMALL_DATABASE:
        expect_many_rows(connection)
    return connection


def publish(connection: duckdb.DuckDBPyConnection, database: Path, folder: Path) -> None:
    """Close the draft, make it durable, keep the old file as the backup and put the draft in its place.

    What people did about its items gets a backup too, and stays as it is.
    """
    connection.execute("checkpoint")
    connection.close()
    database, draft = place_of(database), folder / "new.duckdb"
    os.chmod(draft, 0o600)
    _sync(draft)
    back_up(database)
    if database.exists():
        previous = folder / "previous"
        _link_or_copy(database, previous)
        os.replace(previous, database.with_name(f"{database.name}.backup"))
    os.replace(draft, database)
    database.with_name(f"{database.name}.wal").unlink(missing_ok=True)
    _sync(database.parent)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clear_left_behind(database: Path) -> None:
    """Remove what a killed import left beside a database, unless one is at work."""
    database = place_of(database)
    with suppress(OSError, StoreError):
        if database.parent.exists() and _workspaces(database):
            with _lock(database, 0):
                for leftover in _workspaces(database):
                    shutil.rmtree(leftover, ignore_errors=True)


def _workspaces(database: Path) -> list[Path]:
    return sorted(database.parent.glob(f"{glob.escape(database.name)}.import-*"))


def _holder(database: Path) -> str:
    for folder in _workspaces(database):
        if found := re.search(r"\.import-(\d+)$", folder.name):
            return f"Process {found[1]}"
    return "Another process"


def _check_duckdb() -> None:
    installed = tuple(int(part) for part in duckdb.__version__.split(".")[:2])
    if installed < OLDEST_DUCKDB:
        raise StoreError(
            f"DuckDB {duckdb.__version__} can lose rows on a full disk. Install 1.5 or newer: "
            "pip install -r requirements.txt"
        )
