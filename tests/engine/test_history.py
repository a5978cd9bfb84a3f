"""Whether an export keeps the decisions of a claim: only then is it known what the first of them was."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.production import run

pytestmark = pytest.mark.slow

HEAD = "claim_id | service_date | adjudicated_date | adjustment_codes | paid_amount"


@pytest.mark.parametrize(
    ("claims", "first_rate"),
    [
        (f"{HEAD} |\nC1 | 2025-01-15 | 2025-02-01 | | 60 |\nC2 | 2025-01-15 | 2025-02-01 | | 60 |", None),
        (f"{HEAD} |\nC1 | 2025-01-15 | 2025-02-01 | CO-97 | 0 |\nC1 | 2025-01-15 | 2025-03-01 | | 60 |", 0.0),
        (f"{HEAD} | appeal_filed_date |\nC1 | 2025-01-15 | 2025-02-01 | | 60 | |", 1.0),
        (f"{HEAD} | submission_type |\nC1 | 2025-01-15 | 2025-02-01 | | 60 | |", 1.0),
    ],
    ids=["one decision a claim", "two decisions of a claim", "a column of appeals", "a column of kinds"],
)
def test_first_rate_is_known_where_an_export_keeps_history(
    import_tables: ImportTables, claims: str, first_rate: float | None
) -> None:
    assert run(import_tables(claims=claims), "approval_by_payer")[0]["first_approval_rate"] == first_rate
