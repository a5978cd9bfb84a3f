"""underpayments_by_plan: as underpayments, a row a plan."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, expect

pytestmark = pytest.mark.slow


def test_each_plan_has_its_own_median_and_fee(import_tables: ImportTables) -> None:
    claims = claim_lines("""
    claim | payer | plan | decided    | paid | allowed |
    C1    | Delta | PPO  | 2025-02-01 | 60   | 60      |
    C2    | Delta | PPO  | 2025-02-01 | 70   | 70      |
    C3    | Delta | HMO  | 2025-02-01 | 40   | 40      |
    C4    | Delta |      | 2025-02-01 | 50   | 50      | its plan is not known: the payer's fee alone
    C5    | Aetna | PPO  | 2025-02-01 | 60   | 60      | no fee of this payer
    """)
    fees = """
    payer_name | plan_name | expected_fee |
    Delta      | PPO       | 65.00        |
    Delta      |           | 45.00        |
    """
    expect(
        import_tables(claims=claims, fees=fees),
        "underpayments_by_plan",
        """
        payer | plan_name | approved | median_allowed | lowest_allowed | highest_allowed | with_fee | underpaid | underpaid_by |
        Aetna | PPO       | 1        | 60.000         | 60.00          | 60.00           | 0        | 0         | 0.00         |
        Delta | HMO       | 1        | 40.000         | 40.00          | 40.00           | 1        | 1         | 5.00         |
        Delta | PPO       | 2        | 65.000         | 60.00          | 70.00           | 2        | 1         | 5.00         |
        Delta |           | 1        | 50.000         | 50.00          | 50.00           | 1        | 0         | 0.00         |
        """,
    )
