"""Everything that is derived from the imported rows, and the version of what it is derived by."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from d9311.home import ROOT
from d9311.ingest.storing import schema
from d9311.ingest.storing.current import make_current
from queries import builder

_made = 0
_new: dict[str, bytes] = {}  # by the version of their words, if they have any
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


def make_new(path: Path) -> None:
    """Make a database without rows: the base tables and, from the second one that a process makes, the words
    of this version.

    To make them takes a tenth of an import of few rows; to make them ahead takes half of one, once.
    """
    global _made
    _made += 1
    wanted = build_version() if _made > 1 else ""
    if wanted not in _new:
        settings: dict[str, Any] = {"default_block_size": BLOCK_SIZE, "threads": 1}
        with duckdb.connect(path, config=settings) as connection:
            schema.create_base_tables(connection)
            if wanted:
                make_derived(connection)
                schema.drop_derived(connection, builder.given().lists)
                schema.forget_meta(connection, "build_version")
        _new[wanted] = path.read_bytes()
    path.write_bytes(_new[wanted])


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
