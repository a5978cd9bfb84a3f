"""Opens the dashboard's database for reading: locked down, shared by the sessions, always the newest file."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path

import duckdb

from d9311.desk import keeping
from d9311.home import is_read_only
from d9311.ingest.places import place_of
from d9311.ingest.pseudonym import key_path
from d9311.ingest.publishing.database_errors import StoreError, check_file, check_origin, explain
from d9311.ingest.publishing.deriving import build_version
from d9311.ingest.publishing.draft import workspace
from d9311.ingest.publishing.room import UNNEEDED

__all__ = ["StoreError", "open_database", "open_version", "remove_data", "version"]

MEMORY_LIMIT = "2GB"
LOCK_DOWN = (
    f"set global memory_limit = '{MEMORY_LIMIT}'",
    "set global temp_directory = ''",
    # what a query has freed goes back to the system
    "set global allocator_flush_threshold = '1MB'",
    "set global allocator_background_threads = true",
    "set global allocator_bulk_deallocation_flush_threshold = '1MB'",
    "set global TimeZone = 'UTC'",
    "set global max_execution_time = 60000",
    "set global python_enable_replacements = false",
    # to plan a measure takes longer than to run it
    f"set global disabled_optimizers = '{UNNEEDED}'",
    "set global autoload_known_extensions = false",
    "set global autoinstall_known_extensions = false",
    "set global enable_external_access = false",
    "set global lock_configuration = true",
)

OTHER_VERSION = (
    "{database} was made by another version of this dashboard. Open it once with this version where it is "
    "made, which brings it up to date, and publish it again."
)
MOST_OPENED = 4  # files that are kept open; a server has one, an audit or a test opens many after each other

_guard = threading.Lock()
_opened: OrderedDict[Path, tuple[str, duckdb.DuckDBPyConnection]] = OrderedDict()


def version(path: str | Path) -> str:
    """Return what changes whenever the file is replaced; `none` while there is no file."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return "none"
    return f"{found.st_ino:x}-{found.st_mtime_ns:x}-{found.st_size:x}"


def open_database(path: str | Path) -> duckdb.DuckDBPyConnection:
    """Return a read-only, locked-down connection, one per process and version of the file.

    Take a `.cursor()` of it for every query: a connection is not for several threads at once. Derived tables
    that another version of the dashboard made are made anew first. Raises StoreError with the reason.
    """
    return open_version(path)[1]


def open_version(path: str | Path) -> tuple[str, duckdb.DuckDBPyConnection]:
    """Do so and return the `version` that was opened too;
    whoever holds the connection keeps that file on the disk.
    """
    database = place_of(path)
    with _guard:
        check_file(database)
        now = version(database)
        if database not in _opened or _opened[database][0] != now:
            _opened[database] = _open_current(database)
        _opened.move_to_end(database)
        if len(_opened) > MOST_OPENED:
            _opened.popitem(last=False)
        return _opened[database]


def remove_data(path: str | Path) -> None:
    """Delete the database, its backup, its key and the work on it; nothing is left. Raises StoreError."""
    database = place_of(path)
    with _guard, workspace(database):
        for file in (database, database.with_name(f"{database.name}.backup"), key_path(database)):
            file.unlink(missing_ok=True)
        keeping.remove(database)
        _opened.pop(database, None)


def _open_current(database: Path) -> tuple[str, duckdb.DuckDBPyConnection]:
    opened, connection = _open(database)
    if check_origin(connection, database).get("build_version") != build_version():
        connection.close()
        if is_read_only():
            raise StoreError(OTHER_VERSION.format(database=database))
        from d9311.ingest.load import rebuild  # only now is needed what reads files

        rebuild(database)
        opened, connection = _open(database)
    return opened, connection


def _open(database: Path) -> tuple[str, duckdb.DuckDBPyConnection]:
    """Open the file under a name of its own: DuckDB shares one instance per name, even of a replaced file."""
    alias = database.with_name(f".{database.name}.{os.getpid()}-{version(database)}")
    try:
        alias.unlink(missing_ok=True)
        os.link(database, alias)
    except OSError:  # no hard links here, or no right to write
        alias = database
    try:
        opened = version(alias)
        return opened, _connect(alias)
    except duckdb.Error as error:
        raise explain(error, database) from None
    finally:
        if alias != database:
            alias.unlink(missing_ok=True)


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Connect for reading, then shut every door; DuckDB takes the steps in this order only."""
    connection = duckdb.connect(path, read_only=True, config={"threads": min(4, os.cpu_count() or 1)})
    for statement in LOCK_DOWN:
        connection.execute(statement)
    return connection
