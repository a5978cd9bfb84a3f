"""Fixtures that every test may use: tables in through the production import, an opened database out."""

from __future__ import annotations

import gc
import os

# Two processes share the cores already; threads of their own would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from d9311.store import open_database
from tests import drafts
from tests.states import import_files
from tests.tables import Table, write_export

# Looking for garbage took a sixth of the time of tests that draw pages: a worker makes much, keeps much, and ends soon.
gc.set_threshold(50_000, 20, 50)

# How long an example takes says nothing about whether it is right.
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
settings.register_profile("unhurried", deadline=None, suppress_health_check=SLOW)
settings.load_profile("unhurried")

ImportTables = Callable[..., duckdb.DuckDBPyConnection]


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: it is not looked through for garbage."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Let the interpreter clear up as ever when it ends."""
    gc.unfreeze()


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path at which the pages look for their data; there is nothing yet, and no sample comes."""
    path = tmp_path / "d9311.duckdb"
    monkeypatch.setenv("D9311_DB", str(path))
    path.with_name("d9311.duckdb.emptied").touch()
    return path


@pytest.fixture
def rows_alone() -> Iterator[None]:
    """Let the imports of a test that looks only at rows and reports end there: see `tests.drafts`."""
    with drafts.rows_alone():
        yield


@pytest.fixture
def not_compared() -> Iterator[None]:
    """Let the imports and undos of a test that does not look at what changed do without it: see `tests.drafts`."""
    with drafts.not_compared():
        yield


@pytest.fixture
def import_tables(tmp_path: Path) -> ImportTables:
    """Return a function that imports drawn tables into a new database and opens a cursor on it.

    `import_tables(claims=..., consultations=..., fees=..., payer_rules=..., payer_alias=...)`: each a drawn
    table or a list of rows; required columns that are left out get the defaults of `tests.tables`. Called
    again in one test it imports into the same database, as next month's export would be.
    """
    return _importing_into(tmp_path)


@pytest.fixture(scope="module")
def import_once(tmp_path_factory: pytest.TempPathFactory) -> ImportTables:
    """Return what `import_tables` does, each time into another database, for fixtures of a module whose tests only
    ask."""
    return lambda **tables: _importing_into(tmp_path_factory.mktemp("once"))(**tables)


def _importing_into(folder: Path) -> ImportTables:
    calls = 0

    def imported(**tables: Table | None) -> duckdb.DuckDBPyConnection:
        nonlocal calls
        calls += 1
        files = {
            kind: write_export(folder / f"{kind}_{calls}.csv", kind, table)
            for kind, table in tables.items()
            if table is not None
        }
        database = folder / "d9311.duckdb"
        import_files(
            database,
            claims=[files["claims"]] if "claims" in files else [],
            consultations=[files["consultations"]] if "consultations" in files else [],
            fees=files.get("fees"),
            payer_rules=files.get("payer_rules"),
            payer_alias=files.get("payer_alias"),
        )
        return open_database(database).cursor()

    return imported
