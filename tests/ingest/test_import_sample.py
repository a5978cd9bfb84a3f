"""The shipped sample data gives way to the first rows of one's own practices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from d9311.ingest import import_files
from d9311.ingest.storing import history
from d9311.store import open_database
from tests.tables import write_export

pytestmark = pytest.mark.slow


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Path]]:
    """A small stand-in for the shipped files, told by its content alone."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    files = {
        kind: write_export(
            shipped / f"{kind}.csv", kind, [{"claim_id": f"sample {kind}", "practice_id": "MAPLE"}]
        )
        for kind in ("claims", "consultations")
    }
    monkeypatch.setattr(history, "SAMPLE_FOLDER", shipped)
    history.sample_hashes.cache_clear()
    yield files
    history.sample_hashes.cache_clear()


def loaded(database: Path) -> list[tuple[object, ...]]:
    query = """select imports.kind, is_sample, claim_id, import_id
        from (select import_id, claim_id from claim_rows union all select import_id, claim_id from consultation_rows)
        join imports using (import_id) order by all"""
    return open_database(database).execute(query).fetchall()


def test_the_first_own_file_replaces_all_sample_data(tmp_path: Path, sample: dict[str, Path]) -> None:
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[sample["claims"]], consultations=[sample["consultations"]])
    assert [row[1] for row in loaded(database)] == [True, True]
    own = write_export(tmp_path / "claims.csv", "claims", [{"claim_id": "own"}])
    report = import_files(database, claims=[own])
    assert report.sample_removed
    assert report.lines()[-1] == "The invented sample data was removed."
    assert loaded(database) == [("claims", False, "own", 3)]


@pytest.mark.usefixtures("rows_alone")
def test_a_copy_of_the_sample_is_still_the_sample(tmp_path: Path, sample: dict[str, Path]) -> None:
    database = tmp_path / "d9311.duckdb"
    copy = tmp_path / "mine.csv"
    copy.write_bytes(sample["claims"].read_bytes())
    assert not import_files(database, claims=[copy]).sample_removed
    assert loaded(database) == [("claims", True, "sample claims", 1)]


@pytest.mark.usefixtures("rows_alone")
def test_sample_and_own_file_of_one_call_stay_together(tmp_path: Path, sample: dict[str, Path]) -> None:
    database = tmp_path / "d9311.duckdb"
    own = write_export(tmp_path / "notes.csv", "consultations", [{"claim_id": "own"}])
    assert not import_files(database, claims=[sample["claims"]], consultations=[own]).sample_removed
    assert [row[2] for row in loaded(database)] == ["sample claims", "own"]


@pytest.mark.usefixtures("rows_alone")
def test_a_file_about_the_invented_practices_goes_on_with_the_sample(
    tmp_path: Path, sample: dict[str, Path]
) -> None:
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[sample["claims"]])
    more = write_export(tmp_path / "more.csv", "claims", [{"claim_id": "next", "practice_id": "MAPLE"}])
    assert not import_files(database, claims=[more]).sample_removed
    assert [row[2] for row in loaded(database)] == ["next", "sample claims"]


@pytest.mark.usefixtures("rows_alone")
def test_a_list_alone_leaves_the_sample(tmp_path: Path, sample: dict[str, Path]) -> None:
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[sample["claims"]])
    fees = write_export(tmp_path / "fees.csv", "fees", [{"expected_fee": "60.00"}])
    assert not import_files(database, fees=fees).sample_removed
