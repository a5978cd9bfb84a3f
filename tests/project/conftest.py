"""What the tests of the command line share: three drawn claims, and the database that they were imported
into."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.cli import main
from tests.tables import write_export

CLAIMS = """
claim_id | payer_name | status | adjudicated_date | paid_amount | billed_amount
C1       | Delta      | paid   | 2025-02-01       | 60.00       | 100.00
C2       | Delta      | denied | 2025-02-01       | 0.00        | 100.00
C3       | Delta      | sent   |                  |             | abc           | set aside
"""


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    claims = write_export(folder / "claims.csv", "claims", CLAIMS)
    assert main(["import", "--db", str(folder / "d9311.duckdb"), "--claims", str(claims)]) == 0
    return folder / "d9311.duckdb"
