"""What was allowed, where only some practices export it."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import expect

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("not_compared")]


def test_a_practice_that_exports_what_was_allowed_makes_the_sum_known(import_tables: ImportTables) -> None:
    common = {"payer_name": "Delta", "adjudicated_date": "2025-04-01", "paid_amount": "40"}
    import_tables(
        claims=[{**common, "claim_id": "A", "practice_id": "EAST"}],
        fees="payer_name | expected_fee |\nDelta | 60.00 |",
    )
    cursor = import_tables(
        claims=[{**common, "claim_id": "B", "practice_id": "WEST", "allowed_amount": "60.00"}]
    )
    drawn = "payer | approved | allowed_known | underpaid | underpaid_by |\n"
    expect(cursor, "underpayments", f"{drawn}Delta | 2 | 1 | 0 | 0.00 |")
    expect(cursor, "underpayments", f"{drawn}Delta | 1 | 0 | | |", practices=("EAST",))
