"""Data that are imported once for all tests of pages that only look: what one asked of them is known to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.ui.shell import SAMPLE
from tests.pages.drawn import CLAIMS, CONSULTATIONS
from tests.screens import import_drawn
from tests.states import copy_database, import_files


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of the sample data. Nobody changes it, nor works on its items."""
    path = tmp_path_factory.mktemp("sample") / "d9311.duckdb"
    import_files(path, linked=True, claims=[SAMPLE["claims"]], consultations=[SAMPLE["consultations"]])
    return path


@pytest.fixture
def sample(sample_database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the pages show the sample data; return their database."""
    monkeypatch.setenv("D9311_DB", str(sample_database))
    return sample_database


@pytest.fixture(scope="session")
def drawn_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of the drawn claims and consultations. Nobody changes it, nor works on its items."""
    path = tmp_path_factory.mktemp("drawn") / "d9311.duckdb"
    import_drawn(path, CLAIMS, CONSULTATIONS)
    return path


@pytest.fixture
def shown(drawn_database: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the pages show the drawn claims and consultations to who only looks; return their database."""
    monkeypatch.setenv("D9311_DB", str(drawn_database))
    return drawn_database


@pytest.fixture
def drawn(database: Path, drawn_database: Path) -> Path:
    """Return the path of a database of the drawn claims and consultations that may be changed."""
    copy_database(drawn_database, database, linked=True)
    return database
