"""scenario_frequency: what is consulted about, and how those claims are decided."""

from __future__ import annotations

import pytest

from tests.conftest import ImportTables
from tests.spec.drawn import Cursor, claim_lines, consultations, expect

CLAIMS = claim_lines("""
claim | sent       | decided    | status | paid |
C1    | 2025-01-20 | 2025-02-01 | paid   | 60   |
C2    | 2025-01-20 |            | sent   |      | still pending
""")
RECORDS = consultations("""
consultation | claim | date       | scenario                             |
K1           | C1    | 2025-01-15 | cancer_treatment; bleeding disorder  | counts once in each
K2           | C2    | 2025-01-15 | Uncontrolled diabetes                | the label in words
K3           |       | 2025-01-15 | wisdom teeth                         | fits nothing: other
K4           |       |            |                                      | nothing to go by; no date either
""")
TWO_PAYERS = claim_lines("""
claim | patient | payer | sent       | decided    | status | paid | codes |
C1    | p1      | Delta | 2025-01-20 | 2025-02-01 | denied | 0    | CO-22 | bill the other payer first
C1    | p1      | Aetna | 2025-02-05 | 2025-02-20 | paid   | 60   |       |
""")
TWO_PAYERS_RECORDS = consultations("""
consultation | claim | date       | scenario  |
K1           | C1    | 2025-01-15 | pregnancy | its payer is Delta, where the claim went first
""")
TWICE_SAID = consultations("""
consultation | date       | scenario          | reason                     |
K1           | 2025-01-15 | Bleeding disorder | chemotherapy since January | the scenario is named: no words are searched
K2           | 2025-01-15 | wisdom teeth      | chemotherapy since January | nothing that fits is named: they are
""")
PRACTICES = {
    "two payers": (TWO_PAYERS, TWO_PAYERS_RECORDS),
    "twice said": (claim_lines("claim | status\nC1 | sent"), TWICE_SAID),
}


@pytest.mark.slow
def test_consultation_with_two_scenarios_counts_in_both(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "scenario_frequency",
        """
        scenario              | consultations | share | ci_low | ci_high | billed | strict_pass |
        bleeding_disorder     | 1             | 0.250 | 0.046  | 0.699   | 1      | 1           |
        cancer_treatment      | 1             | 0.250 | 0.046  | 0.699   | 1      | 1           |
        cardiac_prophylaxis   | 0             | 0.000 | 0.000  | 0.490   | 0      | 0           | always listed
        other                 | 1             | 0.250 | 0.046  | 0.699   | 0      | 1           |
        unclassified          | 1             | 0.250 | 0.046  | 0.699   | 0      | 0           |
        uncontrolled_diabetes | 1             | 0.250 | 0.046  | 0.699   | 1      | 1           |
        """,
    )


def test_approval_of_a_scenario_goes_by_final_outcome(import_tables: ImportTables) -> None:
    expect(
        import_tables(CLAIMS, RECORDS),
        "scenario_frequency",
        """
        scenario              | decided | approved | approval_rate | rate_low | rate_high |
        bleeding_disorder     | 1       | 1        | 1.000         | 0.207    | 1.000     |
        cancer_treatment      | 1       | 1        | 1.000         | 0.207    | 1.000     |
        cardiac_prophylaxis   | 0       | 0        |               |          |           |
        other                 | 0       | 0        |               |          |           |
        unclassified          | 0       | 0        |               |          |           |
        uncontrolled_diabetes | 0       | 0        |               |          |           | C2 is pending
        """,
    )


@pytest.mark.slow
def test_claim_sent_to_two_payers_counts_both_answers(practices: Cursor) -> None:
    expect(
        practices,
        "scenario_frequency",
        """
        scenario              | consultations | decided | approved
        bleeding_disorder     | 0             | 0       | 0
        cancer_treatment      | 0             | 0       | 0
        cardiac_prophylaxis   | 0             | 0       | 0
        other                 | 0             | 0       | 0
        pregnancy             | 1             | 2       | 1
        unclassified          | 0             | 0       | 0
        uncontrolled_diabetes | 0             | 0       | 0
        """,
        payers=("Delta",),
        practices=("two payers",),
    )
    expect(
        practices,
        "scenario_frequency",
        """
        scenario              | consultations | share
        bleeding_disorder     | 0             |
        cancer_treatment      | 0             |
        cardiac_prophylaxis   | 0             |
        other                 | 0             |
        unclassified          | 0             |
        uncontrolled_diabetes | 0             |
        """,
        payers=("Aetna",),
        practices=("two payers",),
    )


@pytest.mark.slow
def test_words_are_searched_where_no_scenario_is_named(practices: Cursor) -> None:
    expect(
        practices,
        "scenario_frequency",
        """
        scenario              | consultations |
        bleeding_disorder     | 1             |
        cancer_treatment      | 1             |
        cardiac_prophylaxis   | 0             |
        other                 | 0             |
        unclassified          | 0             |
        uncontrolled_diabetes | 0             |
        """,
        practices=("twice said",),
    )
