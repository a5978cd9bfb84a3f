"""Months of imports, and databases with one of them undone or all of the others made."""

from __future__ import annotations

import itertools
import shutil
from contextlib import nullcontext
from pathlib import Path

import queries
from d9311 import contract
from d9311.ingest import undo_import
from d9311.ingest.pseudonym import key_path
from d9311.store import open_database
from tests.drafts import not_the_last
from tests.oracle import Export
from tests.production import run, write_csv
from tests.states import import_files

File = tuple[str, Path]

JANUARY = """
claim_id | adjudicated_date | status | paid_amount |
C1       |                  | sent   |             | undecided
C2       | 2025-02-01       | denied | 0.00        |
C3       | 2025-02-01       | paid   | 60.00       |
"""
FEBRUARY = """
claim_id | adjudicated_date | status | paid_amount | billed_amount |
C1       | 2025-03-01       | paid   | 60.00       | 100.00        | the answer
C2       | 2025-03-01       | paid   | 60.00       | 100.00        | the denial overwritten
C3       | 2025-02-01       | paid   | 40.00       | 100.00        | the same decision, edited
C4       |                  | sent   |             | ?             | set aside
"""
MARCH = """
claim_id | adjudicated_date | status | paid_amount |
C1       | 2025-04-01       | paid   | 70.00       |
C5       | 2025-04-01       | denied | 0.00        |
"""


def everything(database: Path) -> dict[str, object]:
    """All that a database says: kept rows, every measure, what was set aside and found; not when, nor
    numbers."""
    cursor = open_database(database).cursor()
    found: dict[str, object] = {name: run(cursor, name) for name in queries.names()}
    for row in found["changes"]:  # type: ignore[attr-defined]
        del row["imported_at"]
    for kind in ("claims", "consultations"):
        columns = ", ".join(contract.column_names(kind))
        found[kind] = cursor.execute(
            f"select line, {columns} from current_{kind} order by import_id, line"
        ).fetchall()
    for kind in ("fees", "payer_rules", "payer_alias"):
        found[f"list {kind}"] = cursor.execute(f"from {kind}").fetchall()
    for table in ("set_aside", "import_warnings"):
        found[table] = cursor.execute(
            f"select * exclude (import_id) from {table} order by import_id, line, rule"
        ).fetchall()
    return found


def imported(folder: Path, files: list[File], key: Path | None = None) -> Path:
    """Import files, each by a call of its own, into a new database; `key`: of one whose pseudonyms it shall
    have."""
    folder.mkdir()
    database = folder / "d9311.duckdb"
    if key is not None:
        shutil.copyfile(key, key_path(database))
    for number, (kind, path) in enumerate(files, start=1):
        given = {kind: [path] if kind in ("claims", "consultations") else path}
        with nullcontext() if number == len(files) else not_the_last():
            import_files(database, **given)
    return database


def files_of(folder: Path, export: Export) -> list[File]:
    """The files of a generated export, claims and consultations by turns."""
    claims = [("claims", write_csv(folder / f"claims_{n}.csv", file)) for n, file in enumerate(export.claims)]
    notes = [
        ("consultations", write_csv(folder / f"notes_{n}.csv", file))
        for n, file in enumerate(export.consultations)
    ]
    return [file for pair in itertools.zip_longest(claims, notes) for file in pair if file]


def copied(database: Path, name: str) -> Path:
    copy = database.with_name(f"{name}.duckdb")
    shutil.copyfile(database, copy)
    shutil.copyfile(key_path(database), key_path(copy))
    return copy


def undone(database: Path, import_id: int) -> Path:
    """Undo an import of a copy of a database."""
    copy = copied(database, f"{database.stem}-without-{import_id}")
    undo_import(copy, import_id)
    return copy


def others(files: list[File], import_id: int) -> list[File]:
    return [file for number, file in enumerate(files, start=1) if number != import_id]
