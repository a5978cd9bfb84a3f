"""A specification only reads, so tests that draw the same tables share one import of them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.ingest import import_files
from d9311.store import open_database
from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, drawn_under
from tests.tables import Table, write_export


@pytest.fixture(scope="session")
def import_tables(tmp_path_factory: pytest.TempPathFactory) -> ImportTables:
    """Return a function that imports drawn claims and consultations and opens a cursor on them."""
    databases: dict[str, Path] = {}

    def imported(
        claims: Table, consultations: Table | None = None, **lists: Table
    ) -> duckdb.DuckDBPyConnection:
        key = repr((claims, consultations, lists))
        if key not in databases:
            folder = tmp_path_factory.mktemp("spec")
            databases[key] = folder / "d9311.duckdb"
            files = {kind: write_export(folder / f"{kind}.csv", kind, rows) for kind, rows in lists.items()}
            import_files(
                databases[key],
                claims=[write_export(folder / "claims.csv", "claims", claims)],
                consultations=[write_export(folder / "notes.csv", "consultations", consultations)]
                if consultations is not None
                else [],
                fees=files.get("fees"),
                payer_rules=files.get("payer_rules"),
                payer_alias=files.get("payer_alias"),
            )
        return open_database(databases[key]).cursor()

    return imported


@pytest.fixture(scope="session")
def practices(import_tables: ImportTables) -> Cursor:
    """Import what all files draw under `PRACTICES`, each case as a practice that has its name, and open a cursor.

    A test asks with the filter of its practice.
    """
    return import_tables(**drawn_under("spec"))
