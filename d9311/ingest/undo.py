"""Takes one import out again, as if it had never been made; all others count as they did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from d9311.contract import Limits
from d9311.ingest import pseudonym
from d9311.ingest.errors import Refused
from d9311.ingest.file_import import import_file
from d9311.ingest.load import FilePath, draft_of
from d9311.ingest.places import place_of
from d9311.ingest.publishing.draft import with_draft
from d9311.ingest.publishing.finishing import finish
from d9311.ingest.storing import history, schema


@dataclass(frozen=True)
class Undone:
    """An import that counts no longer. `sample_returns`:
    no data of one's own are left, the invented ones are back.
    """

    import_id: int
    kind: str
    file_name: str
    rows_kept: int
    sample_returns: bool

    def line(self) -> str:
        """Say what was undone in one line."""
        back = " No rows of yours are left: the invented sample data are back." if self.sample_returns else ""
        rows = "1 row" if self.rows_kept == 1 else f"{self.rows_kept:,} rows"
        are = "is" if self.rows_kept == 1 else "are"
        return f"Import {self.import_id} is undone: {rows} of {self.file_name} ({self.kind}) {are} out.{back}"


def undo_import(db_path: FilePath, import_id: int, wait_seconds: float = 10) -> Undone:
    """Undo one import: the database is then what importing all the others in their order gives.

    What it had replaced comes back, its set-aside rows and findings go, a list gives way to the
    one before it. Where sample data had made room for one's own and none of those are left, the
    sample comes back. Raises Refused when there is no such import, and StoreError like
    `import_files`; the database is then as it was.
    """
    database = place_of(db_path)
    if not database.exists():
        raise Refused(f"There is no database at {database}, so there is nothing to undo.")
    undone = Undone(import_id, "", "", 0, False)

    def work(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        nonlocal undone
        schema.create_base_tables(connection)
        undone = _entry(connection, import_id)
        history.take_out(connection, [import_id], history.UNDONE)
        if undone.sample_returns:
            _bring_back_sample(connection, database, folder)
        finish(connection, database, folder, pseudonym.read_key(database))

    with_draft(database, work, wait_seconds)
    return undone


def sample_returns(connection: duckdb.DuckDBPyConnection, import_id: int) -> bool:
    """Whether the sample data that gave way come back when an import is undone.

    They stay away while any other call holds rows of practices that are none of the sample's.
    """
    noted = schema.read_meta(connection).get(history.SAMPLE_PRACTICES)
    is_there = connection.execute("select 1 from imports where is_sample").fetchall()
    if noted is None or is_there or not all(path.exists() for _, path in _sample_files(connection)):
        return False
    calls = connection.execute(
        """select list(distinct practice_id)
        from (
            select import_id, practice_id from claim_rows
            union
            select import_id, practice_id from consultation_rows
        )
        join imports using (import_id)
        where import_id <> $undone and call_number > (
            select max(call_number) from former_imports where reason = $reason
        )
        group by call_number""",
        {"undone": import_id, "reason": history.GAVE_WAY},
    ).fetchall()
    return all(set(practices) & set(json.loads(noted)) for (practices,) in calls)


def _entry(connection: duckdb.DuckDBPyConnection, import_id: int) -> Undone:
    found = connection.execute(
        "select import_id, kind, file_name, rows_kept from imports order by import_id"
    ).fetchall()
    for number, kind, file_name, rows_kept in found:
        if number == import_id:
            return Undone(number, kind, file_name, rows_kept, sample_returns(connection, import_id))
    known = ", ".join(str(number) for number, *_ in found) or "none"
    raise Refused(f"There is no import {import_id}. Imports that can be undone: {known}.")


def _sample_files(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, Path]]:
    kinds = connection.execute(
        "select kind from former_imports where reason = $reason order by import_id",
        {"reason": history.GAVE_WAY},
    ).fetchall()
    return [(kind, history.SAMPLE_FOLDER / f"{kind}.csv") for (kind,) in kinds]


def _bring_back_sample(connection: duckdb.DuckDBPyConnection, database: Path, folder: Path) -> None:
    """Import the shipped files anew, in the place in the order of imports that they had."""
    draft = draft_of(connection, database, folder, Limits(), None)
    for kind, path in _sample_files(connection):
        entry = import_file(draft, kind, path, lambda fraction, words: None)
        if entry.error:
            raise Refused(entry.error)
        given = {"new": entry.import_id, "kind": kind, "reason": history.GAVE_WAY}
        for table in (*schema.OF_AN_IMPORT, "imports"):
            book = "imported_at = former.imported_at, call_number = former.call_number,"
            connection.execute(
                f"""update {table} set {book if table == "imports" else ""} import_id = former.import_id
                from former_imports as former
                where {table}.import_id = $new and former.kind = $kind and former.reason = $reason""",
                given,
            )
    connection.execute("delete from former_imports where reason = $reason", {"reason": history.GAVE_WAY})
    connection.execute("delete from meta where key = $key", {"key": history.SAMPLE_PRACTICES})
