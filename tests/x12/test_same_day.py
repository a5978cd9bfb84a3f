"""Remittances of one day in several files: each is an event, and the same event received again counts
once."""

from __future__ import annotations

import duckdb
import pytest

from tests.identity.files import Files
from tests.x12.messages import check, claim, interchange, line

pytestmark = pytest.mark.slow

Claims = tuple[str, ...]
# Of each claim what three files tell, one check each (the number of its trace behind a colon), and what comes of it:
# outcome, rule, paid, and rows that count.
TOLD: dict[str, tuple[list[Claims], tuple[object, ...]]] = {
    "take-back in a file of its own": (
        [("paid",), ("taken back",)], ("indeterminate", "taken_back", 0, 2),
    ),
    "taken back and corrected": (
        [("paid",), ("taken back", "corrected")], ("approved_paid", "paid", 80, 3),
    ),
    "paid anew by another check": (
        [("paid", "taken back"), ("paid",)], ("approved_paid", "paid", 60, 3),
    ),
    "a part of the check again": (
        [("paid", "taken back"), ("paid", "the first check's")], ("indeterminate", "taken_back", 0, 2),
    ),
}  # fmt: skip
POSTED = {
    "claim_id": f"C{len(TOLD)}", "patient_id": "P1", "payer_name": f"Payer {len(TOLD)}",
    "service_date": "2025-01-10", "adjudicated_date": "2025-03-01", "paid_amount": "60",
}  # fmt: skip


def told(number: int, name: str) -> list[str]:
    """One claim of an answer: paid, taken back or corrected."""
    status, billed, paid, code = {
        "paid": ("1", "100", "60", "CAS*CO*45*40"),
        "taken back": ("22", "-100", "-60", "CAS*CR*45*-40"),
        "corrected": ("1", "100", "80", "CAS*CO*45*20"),
    }[name]
    return claim(
        f"C{number}", status, billed, paid, *line("AD:D9311", billed, paid, code), member=f"M{number}"
    )


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """Each claim of a payer of its own, in the order given; of the last the practice posted what was paid."""
    files: list[list[list[str]]] = [[], []]
    posted: list[Claims] = [("paid",), ("taken back",)]
    for number, parts in enumerate([*(parts for parts, _ in TOLD.values()), posted]):
        for place, names in enumerate(parts):
            trace = f"T{number}-{0 if names[-1].startswith('the first') else place}"
            claims = [told(number, name) for name in names if not name.startswith("the first")]
            files[place].append(
                check("0", *claims, payer=f"Payer {number}", payer_id=f"{number}", trace=trace)
            )
    texts = [interchange(*checks, number=place) for place, checks in enumerate(files, 1)]
    return Files(tmp_path_factory.mktemp("day")).take(*texts, [POSTED])


def outcome(cursor: duckdb.DuckDBPyConnection, number: int) -> list[tuple[object, ...]]:
    question = """select outcome, rule, paid::int,
        (select count(*) from current_claims where claim_id = root_claim_id)
        from episodes where root_claim_id = $1"""
    return cursor.execute(question, [f"C{number}"]).fetchall()


@pytest.mark.parametrize("name", [name for name in TOLD if "again" not in name])
def test_same_day_remittances_add_up(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    assert outcome(cursor, list(TOLD).index(name)) == [TOLD[name][1]]


def test_a_part_of_a_check_received_again_changes_nothing(cursor: duckdb.DuckDBPyConnection) -> None:
    name = "a part of the check again"
    assert outcome(cursor, list(TOLD).index(name)) == [TOLD[name][1]]


def test_what_the_practice_posted_does_not_undo_a_take_back(cursor: duckdb.DuckDBPyConnection) -> None:
    assert [row[:3] for row in outcome(cursor, len(TOLD))] == [("indeterminate", "taken_back", 0)]
