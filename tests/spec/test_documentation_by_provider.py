"""documentation_by_provider: the elements of consultations, by treating provider."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | provider | status
C1    | D1       | paid
C2    | D1       | paid
""")
RECORDS = consultations("""
consultation | claim | provider | date       | reason |
K1           | C1    | D2       | 2025-01-15 | valve  | its own provider goes before the claim's
K2           | C2    |          | 2025-01-15 |        | blank: the claim's provider, D1
K3           |       |          | 2025-01-15 | valve  | blank and not billed: nobody
""")


@pytest.mark.slow
def test_blank_provider_is_taken_from_the_linked_episode(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "documentation_by_provider",
        """
        provider_id | element      | applicable | present | missing | missing_rate
        D1          | date         | 1          | 1       | 0       | 0.000
        D1          | method       | 0          | 0       | 0       |
        D1          | outcome      | 0          | 0       | 0       |
        D1          | professional | 0          | 0       | 0       |
        D1          | reason       | 1          | 0       | 1       | 1.000
        D1          | record       | 0          | 0       | 0       |
        D1          | time         | 0          | 0       | 0       |
        D1          | strict       | 1          | 0       | 1       | 1.000
        D2          | date         | 1          | 1       | 0       | 0.000
        D2          | method       | 0          | 0       | 0       |
        D2          | outcome      | 0          | 0       | 0       |
        D2          | professional | 0          | 0       | 0       |
        D2          | reason       | 1          | 1       | 0       | 0.000
        D2          | record       | 0          | 0       | 0       |
        D2          | time         | 0          | 0       | 0       |
        D2          | strict       | 1          | 1       | 0       | 0.000
                    | date         | 1          | 1       | 0       | 0.000
                    | method       | 0          | 0       | 0       |
                    | outcome      | 0          | 0       | 0       |
                    | professional | 0          | 0       | 0       |
                    | reason       | 1          | 1       | 0       | 0.000
                    | record       | 0          | 0       | 0       |
                    | time         | 0          | 0       | 0       |
                    | strict       | 1          | 1       | 0       | 0.000
        """,
    )


def test_provider_filter_reads_the_same_provider(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "documentation_by_provider",
        """
        provider_id | element      | applicable | missing
        D1          | date         | 1          | 0
        D1          | method       | 0          | 0
        D1          | outcome      | 0          | 0
        D1          | professional | 0          | 0
        D1          | reason       | 1          | 1
        D1          | record       | 0          | 0
        D1          | time         | 0          | 0
        D1          | strict       | 1          | 1
        """,
        providers=("D1",),
    )
