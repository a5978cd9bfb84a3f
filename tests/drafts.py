"""Files through reading, checks and storing, without the build: for tests of what is stored and what is said of
it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from d9311.contract import Limits
from d9311.ingest import FileReport, ImportReport, load, pseudonym, undo
from d9311.ingest.file_import import Draft, import_file
from d9311.ingest.load import draft_of, import_all
from d9311.ingest.publishing.deriving import build_version
from d9311.ingest.publishing.draft import open_draft, publish
from d9311.ingest.publishing.finishing import finish
from d9311.ingest.storing import schema
from d9311.ingest.storing.collisions import ask
from d9311.ingest.storing.current import make_current
from tests.tables import Table, write_export

KEY = bytes(32)
_kept = TemporaryDirectory(prefix="d9311-draft-")


@contextmanager
def rows_alone() -> Iterator[None]:
    """Let imports, however they are called, end with the rows that hold now (`current_claims` and others): nothing
    else is derived from them, compared, told or verified. An import of few rows takes a third of the time.
    So does an undo.
    """
    with _finished_by(_put_in_place):
        yield


@contextmanager
def not_the_last() -> Iterator[None]:
    """Let imports end so when a whole one follows, which then derives what was before it too."""
    with _finished_by(_put_in_place_for_more):
        yield


@contextmanager
def not_compared() -> Iterator[None]:
    """Let imports and undos be whole but for what the newest call changed, for which all is often derived twice."""
    with _finished_by(_finish_without_comparing):
        yield


@contextmanager
def _finished_by(finish: Callable[..., None]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "finish", finish)
        patch.setattr(undo, "finish", finish)
        yield


def _put_in_place(
    connection: duckdb.DuckDBPyConnection, database: Path, folder: Path, key: bytes, **others: object
) -> None:
    schema.write_meta(connection, {"build_version": build_version()})
    _put_in_place_for_more(connection, database, folder, key)


def _finish_without_comparing(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    folder: Path,
    key: bytes,
    *,
    report: ImportReport | None = None,
    **others: object,
) -> None:
    finish(connection, database, folder, key, compares=False, report=report)


def _put_in_place_for_more(
    connection: duckdb.DuckDBPyConnection, database: Path, folder: Path, key: bytes, **others: object
) -> None:
    make_current(connection)
    version, fingerprint = str(schema.SCHEMA_VERSION), pseudonym.fingerprint(key)
    schema.write_meta(connection, {"schema_version": version, "patient_key": fingerprint})
    publish(connection, database, folder)


def report_on(
    folder: Path, kind: str, source: Table | Path, practices: tuple[str, ...] | None = None
) -> FileReport:
    """Import a table or a file into a draft that is thrown away; return its report, a refusal included."""
    path = source if isinstance(source, Path) else write_export(folder / f"{kind}.csv", kind, source)
    return import_file(empty_draft(practices), kind, path, lambda fraction, words: None)


def empty_draft(practices: tuple[str, ...] | None = None) -> Draft:
    """Return a draft without rows, which is used again: to open, make and close one takes a quarter of the import
    of a file into it. It holds what was imported until the next call."""
    connection, folder = _reused()
    for table in schema.base_tables() - {"meta"}:
        connection.execute(f"delete from {table}")
    return Draft(connection, folder, KEY, Limits(), practices)


@cache
def _reused() -> tuple[duckdb.DuckDBPyConnection, Path]:
    folder = Path(_kept.name)
    connection = open_draft(folder / "none.duckdb", folder)
    schema.create_base_tables(connection)
    return connection, folder


def call_on(
    folder: Path, claims: Table, consultations: Table
) -> tuple[ImportReport, list[tuple[object, ...]]]:
    """Import claims and consultations by one call into a draft that is thrown away; return its report, and of
    the warnings that are stored import, rule and message."""
    workspace = folder / "draft"
    workspace.mkdir()
    tables = {"claims": claims, "consultations": consultations}
    files = [(kind, write_export(folder / f"{kind}.csv", kind, table)) for kind, table in tables.items()]
    connection = open_draft(folder / "none.duckdb", workspace)
    try:
        schema.create_base_tables(connection)
        report = import_all(Draft(connection, workspace, KEY, Limits(), None), files)
        stored = connection.execute("select import_id, rule, message from import_warnings order by all")
        return report, stored.fetchall()
    finally:
        connection.close()


def questions_on(database: Path, files: list[tuple[str, Path]]) -> list[str]:
    """Return what an import of each of these files alone into a database would ask; blank where it would ask
    nothing. No two of them share a number. Asserts no refusal."""
    workspace = database.parent / "draft"
    workspace.mkdir(exist_ok=True)
    connection = open_draft(database, workspace)
    try:
        draft = draft_of(connection, database, workspace, Limits(), None)
        reports = [import_file(draft, kind, path, lambda fraction, words: None) for kind, path in files]
        assert not any(report.refused for report in reports)
        for report in reports:
            ask(connection, [report], newer_data=False)
        return [report.question for report in reports]
    finally:
        connection.close()
