"""What stands in the column of claim numbers and is none (identity.md, A1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.identity.files import Files

pytestmark = pytest.mark.slow

NUMBERS = """
claim_id | patient_id | service_date | status
{}
"""


@pytest.mark.parametrize(
    ("rows", "claims", "counted"),
    [
        pytest.param(["0 | p1 | 2025-01-15 | sent", "0 | p2 | 2025-01-15 | sent"], 2, 2, id="zero"),
        pytest.param(["000 | p1 | 2025-01-15 | sent"], 1, 1, id="zeros"),
        pytest.param(["7 | p1 | 2025-01-15 | sent", "7 | p2 | 2025-01-15 | sent", "8 | p3 | 2025-01-15 | sent"], 3, 2,
                     id="several patients"),
        pytest.param(["7 | p1 | 2025-01-15 | sent", "7 | p1 | 2025-02-15 | sent"], 1, 0, id="31 days apart"),
        pytest.param(["7 | p1 | 2025-01-15 | sent", "7 | p1 | 2025-02-16 | sent"], 2, 2, id="32 days apart"),
        pytest.param(["p1 | p1 | 2025-01-15 | sent", "p2 | p2 | 2025-01-15 | sent", "9 | p3 | 2025-01-15 | sent"], 3, 2,
                     id="the patient's own number"),
        pytest.param(["p1 | p1 | 2025-01-15 | sent", "8 | p2 | 2025-01-15 | sent"], 2, 0, id="by chance, on half"),
    ],
)  # fmt: skip
def test_what_is_no_claim_number_is_told_apart_and_said(
    tmp_path: Path, rows: list[str], claims: int, counted: int
) -> None:
    files = Files(tmp_path)
    cursor = files.take(NUMBERS.format("\n".join(rows)))
    assert cursor.execute("select count(distinct claim_id) from current_claims").fetchone() == (claims,)
    said = [message for rule, message in files.warnings if rule == "not_a_claim_number"]
    assert len(said) == (counted > 0)
    if counted == 2 and claims == 2 and "0 |" in rows[0]:
        assert said == [
            "1.csv, line 2, column claim_id: One value is no claim number: 0, the patient's own number, or one that "
            "stands for several patients or for service dates more than 31 days apart. The 2 rows are told apart by "
            "patient, service date and code. Export the number that the practice system gives each claim."
        ]


def test_rows_without_a_claim_number_are_updated_by_patient_and_date(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.take(
        NUMBERS.format("0 | p1 | 2025-01-15 | sent\n 0 | p2 | 2025-01-15 | sent"),
        "claim_id | patient_id | service_date | status | adjudicated_date\n 0 | p2 | 2025-01-15 | denied | 2025-02-01",
    )
    assert sorted(str(row[2]) for row in files.episodes()) == ["denied", "pending"]
