"""Claims and consultations that name a claim which is not there, or cannot be theirs: counted findings with
their rows."""

from __future__ import annotations

import pytest

from tests.spec.drawn import Cursor
from tests.tables import draw

RULES = [
    "consultation_names_other_practice",
    "consultation_names_no_claim",
    "original_not_there",
    "originals_in_a_loop",
    "original_is_of_another",
]


PRACTICES = {
    "names": (draw("""
claim_id | practice_id | service_date |
C1       | north       | 2025-01-15   |
C2       | north       | 2025-03-15   |
C9       | south       | 2025-01-15   |
"""), draw("""
consultation_id | practice_id | claim_id | consultation_date |
K1              | north       | C1       | 2025-01-15        |
K2              | north       | C7       | 2025-02-01        | no such claim
K3              | north       | C9       | 2024-02-01        | the other practice's, whatever the day
K4              | north       | C8       | 2025-03-16        | after the last claim
K5              | north       | none     | 2025-02-01        | a word for nothing
K6              | north       |          | 2025-02-01        |
""")),
    "originals": draw("""
claim_id | original_claim_id | patient_id |
C1       |                   | P1         |
C2       | C1                | P1         |
C3       | X9                | P3         | no such claim
C4       | C5                | P4         | a loop
C5       | C4                | P4         |
C6       | none              | P6         | a word for nothing
"""),
    "chain": draw("""
claim_id | original_claim_id | patient_id | payer_name | service_date | line_number |
C1       |                   | P1         | Delta      | 2025-01-15   | 1           |
C1       |                   | P1         | Delta      | 2025-01-16   | 2           |
C2       | C1                | P1         | Delta      | 2025-01-16   | 1           | as its second line
C3       | C1                | P2         | Delta      | 2025-01-15   | 1           | another patient
C4       | C1                | P1         | Aetna      | 2025-01-15   | 1           | another payer
C5       | C2                | P1         | Delta      | 2025-01-17   | 1           | another day
"""),
}  # fmt: skip


def found(cursor: Cursor, *practices: str) -> list[tuple[str, str, str | None]]:
    """Rule, claim and number of what is found in practices."""
    return cursor.execute(
        "select rule, claim_id, number from finding_rows "
        "where list_contains($1, rule) and list_contains($2, practice_id) order by all",
        [RULES, practices],
    ).fetchall()


def test_each_rule_counts_its_rows(practices: Cursor) -> None:
    asked = "select rule, rows from findings where list_contains($1, rule)"
    counted = dict(practices.execute(asked, [RULES]).fetchall())
    rows = practices.execute("select rule, count(*) from finding_rows group by rule").fetchall()
    assert counted == {rule: count for rule, count in rows if rule in RULES}
    assert counted.keys() == {*RULES}


@pytest.mark.slow
def test_a_consultation_that_names_no_claim_or_another_practices(practices: Cursor) -> None:
    assert found(practices, "north", "south") == [
        ("consultation_names_no_claim", "C7", "K2"),
        ("consultation_names_other_practice", "C9", "K3"),
    ]


def test_an_original_that_is_not_there_and_one_in_a_loop(practices: Cursor) -> None:
    assert found(practices, "originals") == [
        ("original_not_there", "C3", "X9"),
        ("originals_in_a_loop", "C4", "C5"),
        ("originals_in_a_loop", "C5", "C4"),
    ]


def test_a_chain_that_differs_in_patient_payer_or_day(practices: Cursor) -> None:
    assert found(practices, "chain") == [
        ("original_is_of_another", "C3", "C1"),
        ("original_is_of_another", "C4", "C1"),
        ("original_is_of_another", "C5", "C1"),
    ]
