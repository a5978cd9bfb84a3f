"""The book of imports: what was imported before, and what is the shipped sample data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from d9311.home import ROOT
from d9311.ingest.report import FileReport, ImportWarning, SetAsideRow
from d9311.ingest.storing.schema import LIST_TABLES, OF_AN_IMPORT, ROW_TABLES, write_meta

UNDONE, GAVE_WAY = "undone", "gave way"  # why an import counts no longer
SAMPLE_PRACTICES = "sample_practices"  # the note of a database whose sample data gave way

SAMPLE_FOLDER = ROOT / "sample_data"


def next_import_id(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the next import: 1, 2, ... in the order of the files; none is given twice."""
    return _next(connection, "import_id")


def next_call_number(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the next import call, which may import several files."""
    return _next(connection, "call_number")


def _next(connection: duckdb.DuckDBPyConnection, column: str) -> int:
    found = connection.execute(
        f"select coalesce(max({column}), 0) + 1 "
        f"from (select {column} from imports union all select {column} from former_imports)"
    ).fetchone()
    return int(found[0]) if found else 1


def store_import(connection: duckdb.DuckDBPyConnection, entry: FileReport, call_number: int) -> None:
    """Write one file's entry into the book."""
    file_name = Path(entry.path).name
    connection.execute(
        "insert into imports values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?)",
        [entry.import_id, entry.kind, file_name, entry.sha256, _now()]
        + [entry.encoding, entry.delimiter, entry.quote, entry.header_line, list(entry.columns)]
        + [entry.rows_read, entry.rows_kept, entry.rows_set_aside, is_sample(entry.sha256), call_number]
        + [entry.practice or None],
    )  # fmt: skip


def named(connection: duckdb.DuckDBPyConnection, imports: Sequence[int]) -> str:
    """Return what earlier imports are called in a message: the file of a single one."""
    if len(imports) != 1:
        return "earlier imports"
    found = connection.execute("select file_name from imports where import_id = $id", {"id": imports[0]})
    return str((found.fetchone() or ("an earlier import",))[0])


def take_out(connection: duckdb.DuckDBPyConnection, imports: Sequence[int], reason: str) -> None:
    """Delete all that imports brought: rows, set-aside rows, findings. Only the book of former imports knows
    them.

    What a call changed is known no longer when one of its imports, or an older one, is gone.
    """
    gone = {"gone": list(imports)}
    connection.execute(
        """insert into former_imports by name
        select import_id, kind, file_name, sha256, imported_at, rows_kept, is_sample, call_number,
            $now as left_at, $reason as reason
        from imports where list_contains($gone, import_id)""",
        {**gone, "now": _now(), "reason": reason},
    )
    forget_changes(connection, imports)
    for table in (*OF_AN_IMPORT, "imports"):
        connection.execute(f"delete from {table} where list_contains($gone, import_id)", gone)


def forget_changes(connection: duckdb.DuckDBPyConnection, imports: Sequence[int]) -> None:
    """Forget what the calls of these imports, and all later ones, changed."""
    later = """call_number >= (
        select min(call_number)
        from (
            select import_id, call_number from imports
            union all select import_id, call_number from former_imports
        )
        where list_contains($imports, import_id)
    )"""
    given = {"imports": list(imports)}
    connection.execute(f"delete from change_rows where {later}", given)
    connection.execute(f"update imports set is_compared = false where {later}", given)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def recall(connection: duckdb.DuckDBPyConnection, entry: FileReport) -> bool:
    """Fill the report of a file that was imported before and still counts; return whether it was.

    Of a list (fees, payer rules, payer alias) only the newest file counts, because it replaces the former.
    """
    newest = "and import_id = (select max(import_id) from imports where kind = $kind)"
    found = connection.execute(
        "select import_id, rows_read, rows_kept, rows_set_aside from imports "
        f"where kind = $kind and sha256 = $sha256 {newest if entry.kind in LIST_TABLES else ''}",
        {"kind": entry.kind, "sha256": entry.sha256},
    ).fetchone()
    if found is None:
        return False
    entry.import_id, entry.rows_read, entry.rows_kept, entry.rows_set_aside = found
    entry.unchanged = True
    rows = connection.execute(
        "select line, column_name, rule, message from set_aside where import_id = $id order by line",
        {"id": entry.import_id},
    ).fetchall()
    entry.set_aside = [SetAsideRow(*row) for row in rows]
    message = (
        f"{Path(entry.path).name}: this same file was imported before, as import {entry.import_id}; "
        "nothing was changed. To read it in another way, undo that import first."
    )
    entry.warnings = [ImportWarning(None, None, "already_imported", message, 1)]
    return True


def forget_file(connection: duckdb.DuckDBPyConnection, entry: FileReport) -> None:
    """Take out the imports of this very file, so that it can be read in another way."""
    found = connection.execute(
        "select import_id from imports where kind = $kind and sha256 = $sha256",
        {"kind": entry.kind, "sha256": entry.sha256},
    ).fetchall()
    if found:
        take_out(connection, [number for (number,) in found], UNDONE)


def forget_sample(connection: duckdb.DuckDBPyConnection, before: int) -> bool:
    """Delete the sample data of imports numbered below `before` once newer ones hold other practices' rows.

    A file about the sample's own invented practices goes on with the sample, and claims without any D9311
    line replace nothing. Returns whether it was deleted.
    """
    new_practices, sample_practices = (
        {name for table in ROW_TABLES.values() for name in _practices(connection, table, condition, before)}
        for condition in (
            "imports.import_id >= $before and not is_sample",
            "imports.import_id < $before and is_sample",
        )
    )
    if not new_practices or not sample_practices or new_practices & sample_practices:
        return False
    connection.execute("delete from former_imports where reason = $reason", {"reason": GAVE_WAY})
    found = connection.execute("select import_id from imports where is_sample").fetchall()
    take_out(connection, [number for (number,) in found], GAVE_WAY)
    write_meta(connection, {SAMPLE_PRACTICES: json.dumps(sorted(sample_practices))})
    return True


def _practices(connection: duckdb.DuckDBPyConnection, table: str, condition: str, before: int) -> list[str]:
    of_d9311 = "and contains(procedure_code, '9311')" if table == ROW_TABLES["claims"] else ""
    found = connection.execute(
        f"select distinct practice_id from {table} join imports using (import_id) "
        f"where {condition} {of_d9311}",
        {"before": before},
    )
    return [name for (name,) in found.fetchall()]


def is_sample(sha256: str) -> bool:
    """Whether a file is the shipped, invented sample data, whatever it is called."""
    return sha256 in sample_hashes()


@cache
def sample_hashes() -> frozenset[str]:
    return frozenset(
        hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(SAMPLE_FOLDER.glob("*.csv"))
    )
