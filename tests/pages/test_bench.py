"""The benchmark asks again what a page has asked."""

from __future__ import annotations

from pathlib import Path

import pandas
import pytest

from tests.speed.pages import asked_by_page
from tests.states import import_files
from tests.tables import write_export

CLAIMS = """
    claim_id | patient_id | procedure_code | payer_name | status | service_date | adjudicated_date
    C1       | P1         | D9311          | Delta      | paid   | 2025-01-05   | 2025-01-20
    C2       | P2         | D9311          | Delta      | denied | 2025-01-06   | 2025-01-21
"""


def test_every_query_of_a_page_can_be_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[write_export(tmp_path / "claims.csv", "claims", CLAIMS)])
    monkeypatch.setenv("D9311_DB", str(database))
    asked = asked_by_page("dashboard.py")
    assert any(name.startswith("overview ") for name in asked)
    assert all(isinstance(query.ask(), pandas.DataFrame) for query in asked.values())
    assert {query.once for query in asked.values()} == {True, False}
