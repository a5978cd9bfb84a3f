"""Everything that is derived from the imported rows, and the version of what it is derived by."""

from __future__ import annotations

import ast
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import duckdb

from d9311.home import ROOT
from d9311.ingest.storing import schema
from d9311.ingest.storing.current import make_current
from queries import builder

_asked = 0
Build = Callable[[duckdb.DuckDBPyConnection, bool], None]
"""Makes the derived tables from the current rows, as `builder.build` does; true: the words are there."""

BLOCK_SIZE = 1 << 16
"""Bytes of a block of a new database. Each of a thousand columns has one at least: a practice's file is a
third of what DuckDB's own size makes of it, and a million lines cost the same.
"""
WORDS_VERSION = "words_version"
"""The note of the version by which the words in a database were made, which may be before any table is."""


def make_derived(connection: duckdb.DuckDBPyConnection, build: Build | None = None) -> None:
    """Make every derived table anew from the base tables, and note by which version.

    What this version made before in the same database keeps its words, which are the same. `build`: what
    makes them, else DuckDB.
    """
    has_words = schema.read_meta(connection).get(WORDS_VERSION) == build_version()
    schema.drop_derived(connection, builder.given().lists if has_words else None)
    make_current(connection)
    (build or builder.build)(connection, has_words)
    schema.write_meta(connection, dict.fromkeys(("build_version", WORDS_VERSION), build_version()))


def new_database() -> bytes:
    """Return a file of a database without rows: the base tables and, from the second one that a process asks
    for, the words of this version.

    To make them takes a tenth of an import of few rows; to make them ahead takes half of one, once.
    """
    global _asked
    _asked += 1
    return _new_database(build_version() if _asked > 1 else None)


@cache
def _new_database(version: str | None) -> bytes:
    with tempfile.TemporaryDirectory(prefix="d9311-new-") as folder:
        path = Path(folder) / "new.duckdb"
        with duckdb.connect(path, config={"default_block_size": BLOCK_SIZE, "threads": 1}) as connection:
            schema.create_base_tables(connection)
            if version is not None:
                make_derived(connection)
                schema.drop_derived(connection, builder.given().lists)
                schema.forget_meta(connection, "build_version")
        return path.read_bytes()


@cache
def build_version() -> str:
    """Return a fingerprint of all that shapes the derived tables; when it differs, make them anew.

    That is what a build is given, the code that this module is made of, and the database engine.
    """
    shaping = (builder.given(), sorted(_code().items()), duckdb.__version__)
    return hashlib.sha256(repr(shaping).encode()).hexdigest()[:16]


def _code() -> dict[str, str]:
    """Return the text of this module and of all of ours that it takes anything from,
    directly or through others.
    """
    texts: dict[str, str] = {}
    waiting = [Path(__file__).resolve()]
    while waiting:
        path = waiting.pop()
        name = path.relative_to(ROOT).as_posix()
        if name not in texts:
            texts[name] = path.read_text(encoding="utf-8")
            waiting += _taken_from(texts[name])
    return texts


def _taken_from(text: str) -> Iterator[Path]:
    """Find the files of ours that a module's text imports from:
    of a package only the module that is named.
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from filter(None, (_file(alias.name) for alias in node.names))
        elif isinstance(node, ast.ImportFrom):
            named = (_file(f"{node.module}.{alias.name}") or _file(f"{node.module}") for alias in node.names)
            yield from filter(None, named)


def _file(module: str) -> Path | None:
    place = ROOT.joinpath(*module.split("."))
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)
