"""A new database in which a kept row is missing, or there twice, does not take the old one's place."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.ingest.publishing import verifying
from tests.conftest import ImportTables

pytestmark = pytest.mark.slow

CLAIMS = [{"claim_id": "C1"}, {"claim_id": "C2"}, {"claim_id": "C3"}]


@pytest.mark.parametrize(("many", "bits"), [(100_000, 1 << 27), (0, 1 << 27), (0, 0)])
def test_every_kept_row_must_be_there_once(
    import_tables: ImportTables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, bits: int
) -> None:
    monkeypatch.setattr(verifying, "MANY_ROWS", many)
    monkeypatch.setattr(verifying, "MOST_BITS", bits)
    import_tables(claims=CLAIMS, consultations=[{"consultation_id": "N1"}])
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes((tmp_path / "d9311.duckdb").read_bytes())
    with duckdb.connect(copy) as connection:
        verifying.verify(connection)
        for change, number in {
            "delete from claim_rows where line = 3": 1,
            "delete from claim_rows": 1,
            "insert into claim_rows from claim_rows where line = 3": 1,
            "update claim_rows set line = 4 where line = 3": 1,
            "delete from consultation_rows": 2,
        }.items():
            connection.begin()
            connection.execute(change)
            with pytest.raises(verifying.NotSound, match=rf"imports \[{number}\] are not stored once each"):
                verifying.verify(connection)
            connection.rollback()
