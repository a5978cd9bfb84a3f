"""The book of imports: what was imported before, and what is the shipped sample data."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb

from d9311.ingest.report import FileReport, ImportWarning, SetAsideRow
from d9311.ingest.schema import LIST_TABLES, ROW_TABLES

SAMPLE_FOLDER = Path(__file__).resolve().parents[2] / "sample_data"


def next_import_id(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the next import: 1, 2, ... in the order of the files."""
    found = connection.execute("select coalesce(max(import_id), 0) + 1 from imports").fetchone()
    return int(found[0]) if found else 1


def store_import(connection: duckdb.DuckDBPyConnection, entry: FileReport) -> None:
    """Write one file's entry into the book."""
    file_name = Path(entry.path).name
    connection.execute(
        "insert into imports values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [entry.import_id, entry.kind, file_name, entry.sha256, datetime.now(UTC).replace(tzinfo=None)]
        + [entry.encoding, entry.delimiter, entry.quote, entry.header_line, list(entry.columns)]
        + [entry.rows_read, entry.rows_kept, entry.rows_set_aside, is_sample(entry.sha256)],
    )  # fmt: skip


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
    message = f"{Path(entry.path).name}: this same file was imported before; nothing was changed."
    entry.warnings = [ImportWarning(None, None, "already_imported", message, 1)]
    return True


def forget_sample(connection: duckdb.DuckDBPyConnection, before: int) -> bool:
    """Delete the sample data of imports numbered below `before` once newer ones hold other practices' rows.

    A file about the sample's own invented practices goes on with the sample. Returns whether it was deleted.
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
    for table in (*ROW_TABLES.values(), "set_aside", "import_warnings"):
        connection.execute(
            f"delete from {table} where import_id in (select import_id from imports where is_sample)"
        )
    connection.execute("delete from imports where is_sample")
    return True


def _practices(connection: duckdb.DuckDBPyConnection, table: str, condition: str, before: int) -> list[str]:
    found = connection.execute(
        f"select distinct practice_id from {table} join imports using (import_id) where {condition}",
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
