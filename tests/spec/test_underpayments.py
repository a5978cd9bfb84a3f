"""underpayments: what each payer allows against what its contract says, to the cent."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, expect, together

CLAIMS = claim_lines("""
claim | payer | plan | service    | decided    | paid | allowed | codes                 | appeal     | won |
C1    | Delta | PPO  | 2025-03-01 | 2025-03-20 | 90   | 90.00   |                       |            |     | the fee to the cent
C2    | Delta | PPO  | 2025-03-02 | 2025-03-20 | 80   | 80.00   |                       |            |     | 10.00 below
C3    | Delta | PPO  | 2025-07-01 | 2025-07-20 | 90   | 90.00   |                       |            |     | 5.50 below: the plan's fee rose in July
C4    | Delta | HMO  | 2025-07-01 | 2025-07-20 | 0    | 84.00   | PR-1:84.00            |            |     | 1.00 below the payer's fee, nothing paid
C5    | Delta | HMO  | 2025-03-01 | 2025-03-20 | 99   | 99.00   |                       |            |     | above the fee: takes nothing off
C6    | Delta | PPO  | 2025-03-03 | 2025-03-20 | 70   |         |                       |            |     | approved, but what was allowed is not said
C7    | Delta | PPO  | 2025-03-04 | 2025-03-20 | 0    | 20.00   | CO-97                 | overturned | 90  | won on appeal: the row is the denied one's
C8    | Delta | PPO  | 2025-03-05 | 2025-03-20 | 0    | 0.00    | CO-97                 |            |     | denied
C9    | Delta | PPO  | 2025-03-06 |            |      | 10.00   |                       |            |     | still pending
""")
for row in CLAIMS:
    row["status"] = "received" if row["adjudicated_date"] else "sent"
PRACTICES = {"no fees": CLAIMS}
FEES = """
payer_name   | plan_name | effective_date | expected_fee |
delta        |           | 2025-01-01     | 85.00        | another spelling of the payer
Delta        | ppo       |                | 90.00        | the plan's, since ever
Delta        | PPO       | 2025-07-01     | 95.50        | the plan's, from July on
Delta        | PPO       | 2025-07-01     | 99.00        | twice on one day: the lower counts
Delta        | PPO       | 2026-01-01     | 120.00       | not yet in force
Delta        | Select    | 2025-01-01     | 500.00       | another plan's
"""
WITHOUT_ALLOWED = together({
    "absent": [{name: cell for name, cell in row.items() if name != "allowed_amount"} for row in CLAIMS],
    "codes": claim_lines("""
claim | payer | plan | decided    | status | billed | paid  | codes                   |
C1    | Delta | PPO  | 2025-04-01 | paid   | 100.00 | 40.00 | CO-45:50.00; PR-2:10.00 |
"""),
})  # fmt: skip


def test_underpaid_is_what_stays_below_the_newest_fee_of_the_plan(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=CLAIMS, fees=FEES),
        "underpayments",
        """
        payer | approved | allowed_known | median_allowed | lowest_allowed | highest_allowed | with_fee | underpaid | underpaid_by |
        Delta | 7        | 5             | 90.000         | 80.00          | 99.00           | 5        | 3         | 16.50        | 10.00 + 5.50 + 1.00
        """,
    )


def test_underpayments_follow_the_filter_of_dates(import_tables: ImportTables) -> None:
    expect(
        import_tables(claims=CLAIMS, fees=FEES),
        "underpayments",
        """
        payer | approved | with_fee | underpaid | underpaid_by |
        Delta | 2        | 2        | 2         | 6.50         | C3, C4
        """,
        date_from=date(2025, 7, 1),
    )


def test_no_list_of_fees_is_no_underpayment_and_no_fee(practices: Cursor) -> None:
    expect(
        practices,
        "underpayments",
        """
        payer | allowed_known | median_allowed | with_fee | underpaid | underpaid_by |
        Delta | 5             | 90.000         | 0        | 0         | 0.00         |
        """,
        practices=("no fees",),
    )


@pytest.mark.slow
def test_alias_leads_a_fee_to_its_payer(import_tables: ImportTables) -> None:
    cursor = import_tables(
        claims=CLAIMS,
        fees="payer_name | expected_fee |\nDD of California | 100.00 |",
        payer_alias="alias | payer_name |\nDD of California | Delta |",
    )
    expect(cursor, "underpayments", "payer | with_fee | underpaid | underpaid_by |\nDelta | 5 | 5 | 57.00 |")


@pytest.mark.slow
def test_absent_allowed_column_leaves_nothing_known(import_tables: ImportTables) -> None:
    expect(
        import_tables(**WITHOUT_ALLOWED, fees=FEES),
        "underpayments",
        """
        payer | approved | allowed_known | median_allowed | lowest_allowed | with_fee | underpaid | underpaid_by |
        Delta | 7        | 0             |                |                | 0        |           |              |
        """,
        practices=("absent",),
    )


@pytest.mark.slow
def test_absent_allowed_column_is_no_zero_even_where_codes_would_give_the_amount(
    import_tables: ImportTables,
) -> None:
    cursor = import_tables(**WITHOUT_ALLOWED, fees=FEES)
    drawn = "payer | allowed_known | with_fee | underpaid | underpaid_by |\nDelta | 0 | 0 | | |"
    expect(cursor, "underpayments", drawn, practices=("codes",))
    expect(cursor, "underpayments_by_plan", drawn, practices=("codes",))
