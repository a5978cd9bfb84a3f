"""Remittances of one day in several files: each is an event, and the same event received again counts
once."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from d9311.store import open_database
from tests.states import import_files
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow

PAID = claim("C1", "1", "100", "60", *line("AD:D9311", "100", "60", "CAS*CO*45*40"))
TAKEN_BACK = claim("C1", "22", "-100", "-60", *line("AD:D9311", "-100", "-60", "CAS*CR*45*-40"))
CORRECTED = claim("C1", "1", "100", "80", *line("AD:D9311", "100", "80", "CAS*CO*45*20"))
POSTED = """claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount,adjudicated_date,paid_amount
C1,P1,Delta,D9311,2025-01-10,received,100,2025-03-01,60
"""


def remittance(*claims: list[str], number: int = 1, trace: str = "") -> str:
    return interchange(check("0", *claims, trace=trace or f"T{number}"), number=number)


def imported(folder: Path, *files: str) -> duckdb.DuckDBPyConnection:
    """A database of claims files, imported by one call in the order given."""
    paths = [folder / f"{number}.txt" for number in range(len(files))]
    for path, text in zip(paths, files, strict=True):
        path.write_text(text, encoding="utf-8")
    import_files(folder / "d9311.duckdb", claims=paths)
    return open_database(folder / "d9311.duckdb").cursor()


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param([[PAID], [TAKEN_BACK]], ("indeterminate", "taken_back", 0, 2), id="take-back in a file of its own"),
        pytest.param([[PAID], [TAKEN_BACK, CORRECTED]], ("approved_paid", "paid", 80, 3), id="taken back and corrected"),
        pytest.param([[PAID, TAKEN_BACK], [PAID]], ("approved_paid", "paid", 60, 3), id="paid anew by another check"),
    ],
)  # fmt: skip
def test_same_day_remittances_add_up(tmp_path: Path, files: list[list[list[str]]], found: tuple) -> None:
    cursor = imported(tmp_path, *(remittance(*claims, number=n) for n, claims in enumerate(files, 1)))
    assert cursor.execute(
        "select outcome, rule, paid::int, (select count(*) from current_claims) from episodes"
    ).fetchall() == [found]


def test_a_part_of_a_check_received_again_changes_nothing(tmp_path: Path) -> None:
    cursor = imported(tmp_path, remittance(PAID, TAKEN_BACK), remittance(PAID, number=2, trace="T1"))
    assert cursor.execute(
        "select outcome, rule, paid::int, (select count(*) from current_claims) from episodes"
    ).fetchall() == [("indeterminate", "taken_back", 0, 2)]


def test_what_the_practice_posted_does_not_undo_a_take_back(tmp_path: Path) -> None:
    cursor = imported(tmp_path, remittance(PAID), remittance(TAKEN_BACK, number=2), POSTED)
    assert cursor.execute("select outcome, rule, paid::int from episodes").fetchall() == [
        ("indeterminate", "taken_back", 0)
    ]
