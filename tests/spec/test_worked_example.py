"""The worked example of the specification: nineteen rows, eleven episodes, three quarters approved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest

import queries
from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, expect

NINETEEN_ROWS = claim_lines("""
claim | patient | service    | order | sent       | decided    | status   | paid | allowed | codes          |
A     | p1      | 2025-01-01 | P     | 2025-01-02 | 2025-01-20 | received | 60   | 60      | CO-45          |
A2    | p1      | 2025-01-01 | P     | 2025-01-05 | 2025-01-22 | received | 0    | 0       | OA-18          |
B     | p2      | 2025-01-02 | P     | 2025-01-03 | 2025-01-20 | received | 0    | 60      | CO-45, PR-1:60 |
C     | p3      | 2025-01-03 | P     | 2025-01-04 | 2025-01-20 | received | 48   | 60      | CO-45, PR-2:12 |
C     | p3      | 2025-01-03 | S     | 2025-01-21 | 2025-02-02 | received | 12   | 60      | OA-23          |
D     | p4      | 2025-01-04 | P     | 2025-01-05 | 2025-01-20 | received | 0    | 0       | CO-252 N706    |
D     | p4      | 2025-01-04 | P     | 2025-01-25 | 2025-02-10 | received | 60   | 60      | CO-45          |
E     | p5      | 2025-01-05 | P     | 2025-01-06 | 2025-01-20 | received | 0    | 0       | CO-97          |
F     | p6      | 2025-01-06 | P     | 2025-01-07 | 2025-01-20 | received | 0    | 0       | PR-204         |
G     | p7      | 2025-03-29 | P     | 2025-03-30 |            | sent     |      |         |                |
H     | p8      | 2025-01-13 | P     | 2025-01-14 |            | sent     |      |         |                |
I     | p9      | 2025-01-07 | P     | 2025-01-08 | 2025-01-20 | received | 60   | 60      | CO-45          |
I     | p9      | 2025-01-07 | P     | 2025-01-08 | 2025-02-01 | received | -60  | -60     | CR             |
I     | p9      | 2025-01-07 | P     | 2025-02-02 | 2025-02-15 | received | 0    | 0       | PR-149         |
J     | p10     | 2025-01-08 | P     | 2025-01-09 |            | rejected |      |         |                |
J     | p10     | 2025-01-08 | P     | 2025-01-12 | 2025-01-25 | received | 60   | 60      | CO-45          |
K     | p11     | 2025-01-09 | P     | 2025-01-10 | 2025-01-20 | received | 0    | 60      | OA-101         |
L     | p12     | 2025-01-10 | P     | 2025-01-11 | 2025-01-25 | received | 0    | 0       | CO-16 M127     |
L     | p12     | 2025-01-10 | P     | 2025-01-28 | 2025-02-12 | received | 60   | 60      | CO-45          |
""")
TWENTY_DAYS_AFTER_G = date(2025, 4, 19)


@pytest.fixture
def cursor(import_tables: ImportTables) -> duckdb.DuckDBPyConnection:
    """The nineteen rows, imported."""
    return import_tables(claims=NINETEEN_ROWS)


def test_nineteen_rows_are_eleven_episodes_with_their_outcomes(cursor: duckdb.DuckDBPyConnection) -> None:
    expect(
        cursor,
        "episodes",
        """
        service_date | outcome       | rule            | first_outcome | paid  |
        2025-01-01   | approved_paid | paid            | approved_paid | 60.00 | A, sent twice
        2025-01-02   | approved_zero | patient_share   | approved_zero | 0.00  | B, all to the deductible
        2025-01-03   | approved_paid | paid            | approved_paid | 48.00 | C, without the second payer
        2025-01-04   | approved_paid | paid            | denied        | 60.00 | D, appeal won
        2025-01-05   | denied        | denial_code     | denied        | 0.00  | E, bundled
        2025-01-06   | denied        | denial_code     | denied        | 0.00  | F, not covered
        2025-03-29   | pending       | awaiting        |               | 0.00  | G
        2025-01-13   | pending       | awaiting        |               | 0.00  | H
        2025-01-07   | exhausted     | benefit_used_up | approved_paid | 0.00  | I, paid and taken back
        2025-01-08   | approved_paid | paid            | approved_paid | 60.00 | J, sent again
        2025-01-10   | approved_paid | paid            | denied        | 60.00 | L, corrected and paid
        """,
    )


def test_approval_rate_is_three_quarters_with_its_interval(cursor: duckdb.DuckDBPyConnection) -> None:
    expect(
        cursor,
        "approval_by_payer",
        """
        episodes | decided | approved | denied | exhausted | pending | approval_rate | ci_low | ci_high
        11       | 8       | 6        | 2      | 1         | 2       | 0.750         | 0.409  | 0.929
        """,
        as_of=TWENTY_DAYS_AFTER_G,
    )


def test_first_approval_and_paid_lines_stand_beside_the_rate(cursor: duckdb.DuckDBPyConnection) -> None:
    expect(
        cursor,
        "approval_by_payer",
        """
        first_decided | first_approved | first_approval_rate | paid_lines | paid_rate | paid
        9             | 5              | 0.556               | 5          | 0.556     | 288.00
        """,
    )


def test_both_documentation_denials_at_first_decision_were_recovered(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    expect(
        cursor,
        "denial_reasons",
        """
        category      | code | episodes | first_episodes | recovered |
        bundled       | 97   | 1        | 1              | 0         | E
        not_covered   | 204  | 1        | 1              | 0         | F
        documentation | 16   | 0        | 1              | 1         | L, the remark says record
        documentation | 252  | 0        | 1              | 1         | D
        """,
    )


def test_waiting_claims_stand_in_the_aging_by_their_days(cursor: duckdb.DuckDBPyConnection) -> None:
    expect(
        cursor,
        "ar_aging",
        """
        bucket   | episodes | billed |
        0-30     | 1        | 100.00 | G, 20 days
        31-60    | 0        | 0.00
        61-90    | 0        | 0.00
        91-120   | 1        | 100.00 | H, 95 days
        over 120 | 0        | 0.00
        """,
        as_of=TWENTY_DAYS_AFTER_G,
    )


def test_overview_prints_the_same_rate_and_plan_cash(cursor: duckdb.DuckDBPyConnection) -> None:
    expect(
        cursor,
        "overview",
        """
        episodes | approval_rate | first_approval_rate | billed  | paid   | open_over_60_days | as_of
        11       | 0.750         | 0.556               | 1100.00 | 288.00 | 1                 | 2025-04-19
        """,
        as_of=TWENTY_DAYS_AFTER_G,
    )


def test_plan_cash_comes_out_as_an_exact_decimal(cursor: duckdb.DuckDBPyConnection) -> None:
    assert queries.arrow(cursor, "approval_by_payer").column("paid").to_pylist() == [Decimal("288.00")]
