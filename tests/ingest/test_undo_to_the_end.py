"""Undo of the last import: an empty database, or the sample again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from d9311.ingest import undo_import
from d9311.ingest.storing import history
from tests.ingest.test_undo import claims_of
from tests.ingest.undoing import (
    JANUARY,
    everything,
    imported,
)
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow


def test_undoing_the_only_import_leaves_an_empty_database_that_opens(tmp_path: Path) -> None:
    database = imported(tmp_path / "one", [("claims", write_export(tmp_path / "c.csv", "claims", JANUARY))])
    undo_import(database, 1)
    assert {name: found for name, found in everything(database).items() if name == "claims"} == {"claims": []}


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small stand-in for the shipped claims, told by its content alone."""
    (tmp_path / "shipped").mkdir()
    rows = [{"claim_id": "sample", "practice_id": "MAPLE"}]
    monkeypatch.setattr(history, "SAMPLE_FOLDER", tmp_path / "shipped")
    history.sample_hashes.cache_clear()
    yield write_export(tmp_path / "shipped" / "claims.csv", "claims", rows)
    history.sample_hashes.cache_clear()


@pytest.mark.usefixtures("rows_alone")
def test_sample_data_come_back_when_the_last_own_rows_are_undone(tmp_path: Path, sample: Path) -> None:
    own = [write_export(tmp_path / f"{name}.csv", "claims", [{"claim_id": name}]) for name in ("a", "b")]
    database = imported(tmp_path / "all", [("claims", sample), ("claims", own[0]), ("claims", own[1])])
    assert not undo_import(database, 2).sample_returns
    assert [row[0] for row in claims_of(database)] == ["b"]
    last = undo_import(database, 3)
    assert last.line() == (
        "Import 3 is undone: 1 row of b.csv (claims) is out. No rows of yours are left: the invented sample data "
        "are back."
    )
    assert [(row[0], row[3]) for row in claims_of(database)] == [("sample", 1)]
    assert import_files(database, claims=[own[0]]).sample_removed
