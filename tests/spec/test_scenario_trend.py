"""scenario_trend: scenarios by month."""

from __future__ import annotations

from datetime import date

import pytest

from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | service    | sent       | status
C1    | 2025-02-10 | 2025-03-01 | sent
""")
RECORDS = consultations("""
consultation | claim | date       | scenario                    |
K1           |       | 2025-01-15 | pregnancy; cancer_treatment | counts in both
K2           |       | 2025-01-31 | pregnancy                   |
K3           | C1    |            | pregnancy                   | no date: that of its claim, February
K4           |       |            | pregnancy                   | no date at all
""")
PRACTICES = {"scenarios by month": (CLAIMS, RECORDS)}


@pytest.mark.slow
def test_month_is_that_of_the_consultation_or_its_claim(practices: Cursor) -> None:
    expect(
        practices,
        "scenario_trend",
        """
        month   | scenario         | consultations |
        2025-01 | cancer_treatment | 1             |
        2025-01 | pregnancy        | 2             |
        2025-02 | pregnancy        | 1             |
                | pregnancy        | 1             | K4
        """,
        practices=("scenarios by month",),
    )


def test_other_bases_take_the_date_of_the_claim(practices: Cursor) -> None:
    expect(
        practices,
        "scenario_trend",
        """
        month   | scenario  | consultations |
        2025-03 | pregnancy | 1             | K3; what is not billed has no submission date
        """,
        date_basis="submitted",
        date_from=date(2025, 1, 1),
        practices=("scenarios by month",),
    )
