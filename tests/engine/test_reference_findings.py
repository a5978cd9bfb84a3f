"""Claims and consultations that name a claim which is not there, or cannot be theirs: counted findings with
their rows."""

from __future__ import annotations

import pytest

from d9311 import findings
from tests.conftest import ImportTables

RULES = (
    "consultation_names_other_practice",
    "consultation_names_no_claim",
    "original_not_there",
    "originals_in_a_loop",
    "original_is_of_another",
)


@pytest.fixture(autouse=True)
def _sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    for rule in RULES:
        if rule not in findings.SENTENCES:
            monkeypatch.setitem(findings.SENTENCES, rule, f"{rule}: {{rows}}")


def found(import_tables: ImportTables, **tables: str) -> list[tuple[str, str, str | None]]:
    """Rule, claim and number of what is found; each rule counts its rows."""
    cursor = import_tables(**tables)
    names = ", ".join(f"'{rule}'" for rule in RULES)
    counted = dict(cursor.execute(f"select rule, rows from findings where rule in ({names})").fetchall())
    rows = cursor.execute(
        f"select rule, claim_id, number from finding_rows where rule in ({names}) order by all"
    ).fetchall()
    assert counted == {rule: sum(row[0] == rule for row in rows) for rule in {row[0] for row in rows}}
    return rows


@pytest.mark.slow
def test_a_consultation_that_names_no_claim_or_another_practices(import_tables: ImportTables) -> None:
    claims = """
        claim_id | practice_id | service_date |
        C1       | north       | 2025-01-15   |
        C2       | north       | 2025-03-15   |
        C9       | south       | 2025-01-15   |
    """
    consultations = """
        consultation_id | practice_id | claim_id | consultation_date |
        K1              | north       | C1       | 2025-01-15        |
        K2              | north       | C7       | 2025-02-01        | no such claim
        K3              | north       | C9       | 2024-02-01        | the other practice's, whatever the day
        K4              | north       | C8       | 2025-03-16        | after the last claim
        K5              | north       | none     | 2025-02-01        | a word for nothing
        K6              | north       |          | 2025-02-01        |
    """
    assert found(import_tables, claims=claims, consultations=consultations) == [
        ("consultation_names_no_claim", "C7", "K2"),
        ("consultation_names_other_practice", "C9", "K3"),
    ]


def test_an_original_that_is_not_there_and_one_in_a_loop(import_tables: ImportTables) -> None:
    claims = """
        claim_id | original_claim_id | patient_id |
        C1       |                   | P1         |
        C2       | C1                | P1         |
        C3       | X9                | P3         | no such claim
        C4       | C5                | P4         | a loop
        C5       | C4                | P4         |
        C6       | none              | P6         | a word for nothing
    """
    assert found(import_tables, claims=claims) == [
        ("original_not_there", "C3", "X9"),
        ("originals_in_a_loop", "C4", "C5"),
        ("originals_in_a_loop", "C5", "C4"),
    ]


def test_a_chain_that_differs_in_patient_payer_or_day(import_tables: ImportTables) -> None:
    claims = """
        claim_id | original_claim_id | patient_id | payer_name | service_date | line_number |
        C1       |                   | P1         | Delta      | 2025-01-15   | 1           |
        C1       |                   | P1         | Delta      | 2025-01-16   | 2           |
        C2       | C1                | P1         | Delta      | 2025-01-16   | 1           | as its second line
        C3       | C1                | P2         | Delta      | 2025-01-15   | 1           | another patient
        C4       | C1                | P1         | Aetna      | 2025-01-15   | 1           | another payer
        C5       | C2                | P1         | Delta      | 2025-01-17   | 1           | another day
    """
    assert found(import_tables, claims=claims) == [
        ("original_is_of_another", "C3", "C1"),
        ("original_is_of_another", "C4", "C1"),
        ("original_is_of_another", "C5", "C1"),
    ]
