"""Why a database file cannot be used, in one sentence with the way out."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TypeGuard

import duckdb

from d9311.home import COMMAND
from d9311.ingest.storing.schema import SCHEMA_VERSION, read_meta

# What begins options in a name, and what is a folder's end elsewhere.
UNNAMEABLE = ("?", "\\") if os.name == "posix" else ("?",)
_MAGIC = slice(8, 12)  # where every DuckDB file says `DUCK`


class StoreError(Exception):
    """The database cannot be used; the message says why and what to do."""


def check_place(path: Path) -> None:
    """Raise StoreError where no database can be: DuckDB cannot name it, or opening it would wait for ever."""
    repair = "give the name of a database file with --db."
    try:
        is_other = path.exists() and not path.is_file() and not path.is_dir()
    except OSError:
        raise StoreError(f"{path} may not be read by this user; ask for the right to read it.") from None
    if path.is_symlink():  # what is left of links that were followed
        raise StoreError(f"{path} is a symbolic link that leads to itself; {repair}")
    if is_other:
        raise StoreError(f"{path} is a pipe or a device; {repair}")
    if found := next((sign for sign in UNNAMEABLE if sign in str(path)), ""):
        raise StoreError(f"{path} has a {found} in its path, under which DuckDB opens no file; rename it.")


def check_file(path: Path) -> None:
    """Raise StoreError unless `path` is a DuckDB file by its first bytes."""
    check_place(path)
    if not path.exists():
        raise StoreError(
            f"There is no database at {path}. Import an export first: "
            f"{COMMAND} import --db {path} --claims FILE"
        )
    if path.is_dir():
        raise StoreError(f"{path} is a folder; give the name of a database file in it.")
    try:
        with path.open("rb") as file:
            start = file.read(16)
    except PermissionError:
        raise StoreError(f"{path} may not be read by this user; ask for the right to read it.") from None
    if start[_MAGIC] != b"DUCK":
        raise StoreError(
            f"{path} is not a database of this dashboard; give another name with --db. It was left as it is."
        )


def explain(error: duckdb.Error, path: Path) -> StoreError:
    """Return what an error on opening `path` means.

    DuckDB's own words are not repeated: they may hold data.
    """
    said = str(error)
    if "lock on file" in said:
        holder = re.search(r"\(PID (\d+)\)", said)
        who = f"process {holder[1]}" if holder else "another program"
        return StoreError(f"{path} is being used by {who}. Close that program and try again.")
    if "newer" in said or "version number" in said:
        return StoreError(f"{path} was written by a newer version of DuckDB. Update this dashboard.")
    backup = path.with_name(f"{path.name}.backup")
    way_out = f"put {backup} in its place" if backup.exists() else "remove it and import the exports again"
    return StoreError(f"{path} is damaged and cannot be read; {way_out}.")


def is_damage(error: BaseException) -> TypeGuard[duckdb.Error]:
    """Tell whether an error says that a part of the database file is not as it was written.

    DuckDB compares a checksum when it first reads a block, so that this may come long after opening.
    """
    return isinstance(error, duckdb.Error) and "Corrupt database file" in str(error)


def check_origin(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """Return the database's notes about itself. Raises StoreError for another program's or a newer one."""
    try:
        meta = read_meta(connection)
        version = int(meta["schema_version"])
    except (duckdb.CatalogException, duckdb.BinderException, KeyError, ValueError):
        raise StoreError(
            f"{path} is not a database of this dashboard; give another name with --db. It was left as it is."
        ) from None
    except duckdb.Error as error:
        raise explain(error, path) from None
    if version > SCHEMA_VERSION:
        raise StoreError(f"{path} was written by a newer version of this dashboard. Update this one.")
    return meta
