"""What stands in the column of claim numbers and is none (identity.md, A1)."""

from __future__ import annotations

import pytest

from tests.identity.files import Files, of_practices
from tests.identity.test_payers import PAID, answer
from tests.x12.messages import claim

pytestmark = pytest.mark.slow

COLUMNS = "claim_id | patient_id | service_date | status"
# Of each file its rows, its claims, and how many of its rows are told apart by patient and date.
NUMBERS: dict[str, tuple[list[str], int, int]] = {
    "zero": (["0 | p1 | 2025-01-15 | sent", "0 | p2 | 2025-01-15 | sent"], 2, 2),
    "zeros": (["000 | p1 | 2025-01-15 | sent"], 1, 1),
    "several patients": (
        ["7 | p1 | 2025-01-15 | sent", "7 | p2 | 2025-01-15 | sent", "8 | p3 | 2025-01-15 | sent"], 3, 2,
    ),
    "31 days apart": (["7 | p1 | 2025-01-15 | sent", "7 | p1 | 2025-02-15 | sent"], 1, 0),
    "32 days apart": (["7 | p1 | 2025-01-15 | sent", "7 | p1 | 2025-02-16 | sent"], 2, 2),
    "the patient's own number": (
        ["p1 | p1 | 2025-01-15 | sent", "p2 | p2 | 2025-01-15 | sent", "9 | p3 | 2025-01-15 | sent"], 3, 2,
    ),
    "by chance, on half": (["p1 | p1 | 2025-01-15 | sent", "8 | p2 | 2025-01-15 | sent"], 2, 0),
}  # fmt: skip
UPDATED = (
    f"{COLUMNS}\n 0 | p1 | 2025-01-15 | sent\n 0 | p2 | 2025-01-15 | sent",
    f"{COLUMNS} | adjudicated_date\n 0 | p2 | 2025-01-15 | denied | 2025-02-01",
)


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Each a file, of a practice that has its name; and an answer that bears a number which no export means."""
    drawn = {name: ("\n".join([COLUMNS, *rows]),) for name, (rows, _, _) in NUMBERS.items()}
    files = Files(tmp_path_factory.mktemp("numbered"))
    cases = {**drawn, "updated": UPDATED, "practice": drawn["several patients"]}
    told = [segment.replace("20250110", "20240110") for segment in PAID]
    files.take(*of_practices(cases), answer(claim("7", "1", "85", "60", *told)))
    return files


@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_no_claim_number_is_told_apart_and_said(numbered: Files, name: str) -> None:
    rows, claims, counted = NUMBERS[name]
    found = "select count(distinct claim_id) from current_claims where practice_id = $1"
    assert numbered.cursor().execute(found, [name]).fetchone() == (claims,)
    said = [
        message
        for rule, message in numbered.warnings
        if rule == "not_a_claim_number" and message.startswith(f"{list(NUMBERS).index(name) + 1}.csv")
    ]
    assert len(said) == (counted > 0)
    if counted == 2 and claims == 2 and "0 |" in rows[0]:
        assert said == [
            "1.csv, line 2, column claim_id: One value is no claim number: 0, the patient's own number, or one that "
            "stands for several patients or for service dates more than 31 days apart. The 2 rows are told apart by "
            "patient, service date and code. Export the number that the practice system gives each claim."
        ]


def test_rows_without_a_claim_number_are_updated_by_patient_and_date(numbered: Files) -> None:
    assert sorted(str(row[2]) for row in numbered.episodes("updated")) == ["denied", "pending"]


def test_what_is_no_number_in_an_export_is_one_in_an_answer(numbered: Files) -> None:
    told = "select claim_id from x12_claims"
    assert numbered.cursor().execute(told).fetchall() == [("7",)]
