"""Generated exports through the production import: CSV files, database, measures."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb

import queries
from d9311.filters import Filters
from d9311.store import open_database
from tests.oracle import MEASURES, Export, Facts, ImportedFile, measure
from tests.oracle.compare import differences
from tests.states import import_files

Row = dict[str, object]


def write_csv(path: Path, file: ImportedFile) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, file.columns)
        writer.writeheader()
        writer.writerows(file.rows)
    return path


def import_export(folder: Path, export: Export, at_once: bool = True) -> duckdb.DuckDBPyConnection:
    """Import all files into a new database in `folder`, in one call or one call per file.

    A later file of generated rows is newer data, also where few numbers have other patients, about which is
    asked.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "d9311.duckdb"
    claims = [write_csv(folder / f"claims_{n}.csv", file) for n, file in enumerate(export.claims)]
    records = [
        write_csv(folder / f"consultations_{n}.csv", file) for n, file in enumerate(export.consultations)
    ]
    lists = _lists(folder, export)
    if at_once:
        import_files(database, claims=claims, consultations=records, newer_data=True, **lists)
    else:
        import_files(database, claims=claims[:1], **lists)
        for path in claims[1:]:
            import_files(database, claims=[path], newer_data=True)
        for path in records:
            import_files(database, consultations=[path], newer_data=True)
    return open_database(database).cursor()


def _lists(folder: Path, export: Export) -> dict[str, Path]:
    """The lists beside the exports, each written where there is one."""
    aliases = tuple({"alias": alias, "payer_name": name} for alias, name in export.payer_alias)
    lists = {"payer_alias": aliases, "fees": export.fees, "payer_rules": export.payer_rules}
    return {
        kind: write_csv(folder / f"{kind}.csv", ImportedFile(tuple(rows[0]), rows))
        for kind, rows in lists.items()
        if rows
    }


def key_of(folder: Path) -> bytes:
    """The key of the pseudonyms of the database in a folder."""
    return bytes.fromhex((folder / "d9311.duckdb.key").read_text())


def run(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> list[Row]:
    return queries.arrow(cursor, name, filters).to_pylist()


def all_differences(cursor: duckdb.DuckDBPyConnection, facts: Facts, filters: Filters) -> list[str]:
    """In which cells the measures differ from the second computation."""
    found = []
    for name in MEASURES:
        found += differences(name, measure(facts, name, filters), run(cursor, name, filters))
    return found


def set_aside(cursor: duckdb.DuckDBPyConnection) -> list[tuple]:
    """Rows that the import did not keep: (rule, column, line)."""
    return cursor.execute("select rule, column_name, line from set_aside").fetchall()
