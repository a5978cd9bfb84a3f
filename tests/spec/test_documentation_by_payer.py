"""documentation_by_payer: the elements of consultations, by the payer of their claim."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | payer | status |
C1    | Delta | paid   |
C2    | Delta | paid   |
C3    | Aetna | draft  | not sent yet, but linked
""")
RECORDS = consultations("""
consultation | claim | date       | reason |
K1           | C1    | 2025-01-15 | valve  |
K2           | C2    | 2025-01-15 |        | no reason
K3           | C3    | 2025-01-15 | valve  |
K4           |       | 2025-01-15 |        | no claim, so no payer
""")


@pytest.mark.slow
def test_unlinked_consultations_make_a_last_group_without_payer(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "documentation_by_payer",
        """
        payer | element      | applicable | present | missing | missing_rate |
        Aetna | date         | 1          | 1       | 0       | 0.000        |
        Aetna | method       | 0          | 0       | 0       |              | not exported
        Aetna | outcome      | 0          | 0       | 0       |              | not exported
        Aetna | professional | 0          | 0       | 0       |              | not exported
        Aetna | reason       | 1          | 1       | 0       | 0.000        |
        Aetna | record       | 0          | 0       | 0       |              | not exported
        Aetna | time         | 0          | 0       | 0       |              | not exported
        Aetna | strict       | 1          | 1       | 0       | 0.000        |
        Delta | date         | 2          | 2       | 0       | 0.000        |
        Delta | method       | 0          | 0       | 0       |              |
        Delta | outcome      | 0          | 0       | 0       |              |
        Delta | professional | 0          | 0       | 0       |              |
        Delta | reason       | 2          | 1       | 1       | 0.500        |
        Delta | record       | 0          | 0       | 0       |              |
        Delta | time         | 0          | 0       | 0       |              |
        Delta | strict       | 2          | 1       | 1       | 0.500        |
              | date         | 1          | 1       | 0       | 0.000        |
              | method       | 0          | 0       | 0       |              |
              | outcome      | 0          | 0       | 0       |              |
              | professional | 0          | 0       | 0       |              |
              | reason       | 1          | 0       | 1       | 1.000        |
              | record       | 0          | 0       | 0       |              |
              | time         | 0          | 0       | 0       |              |
              | strict       | 1          | 0       | 1       | 1.000        |
        """,
    )


def test_payer_filter_keeps_linked_consultations_only(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "documentation_by_payer",
        """
        payer | element      | applicable | missing
        Aetna | date         | 1          | 0
        Aetna | method       | 0          | 0
        Aetna | outcome      | 0          | 0
        Aetna | professional | 0          | 0
        Aetna | reason       | 1          | 0
        Aetna | record       | 0          | 0
        Aetna | time         | 0          | 0
        Aetna | strict       | 1          | 0
        """,
        payers=("Aetna",),
    )
