"""Kept views opened again: what changed is told claim by claim, with why, and adds up."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from d9311.desk.views import (
    View,
)
from d9311.filters import Filters
from d9311.kept.causes import why
from d9311.kept.comparing import reopen
from tests.desk.kept import THEN, keep
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines, consultations

pytestmark = pytest.mark.slow

NOW = """
claim | patient | provider | service    | decided    | paid | codes
C1    | ann     | d1       | 2025-01-10 | 2025-03-01 | 60   |
C2    | ben     | d1       | 2025-01-10 | 2025-03-02 | 0    | CO-97
C3    | cleo    | d1       | 2025-01-10 | 2025-03-03 | 0    | CO-252
C4    | dan     | d1       | 2025-01-10 | 2025-02-01 | 45   |
C5    | eve     | d2       | 2025-01-10 | 2025-02-01 | 60   |
C6    | fay     | d1       | 2025-01-10 | 2025-02-20 | 60   |
C7    | gil     | d1       | 2025-01-10 | 2025-02-01 | 60   |
C8    | hal     | d1       | 2025-01-31 | 2025-02-01 | 60   |        | is new
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def told(desk: Desk, view: View, place: int = 0) -> list[tuple[str, str, int, int, Decimal, str]]:
    """Return each difference of one number: kind, claim, what it adds to the three sums, and why."""
    found = reopen(desk.database, view)
    return [
        (one.kind, (one.pair.item or one.pair.was).split("|")[2], one.of, one.part, one.amount,
         why(one, found.causes.get(one.pair.item)))
        for one in found.numbers[place].found
    ]  # fmt: skip


def test_claims_that_made_the_difference_are_told_with_their_reason(desk: Desk) -> None:
    desk.take(claim_lines(THEN))
    view = keep(desk)
    assert [(one.numerator, one.denominator) for one in view.kept.numbers[:1]] == [(4, 5)]
    desk.take(claim_lines(NOW))
    (compared, *_) = reopen(desk.database, view).numbers
    assert (compared.now.numerator, compared.now.denominator) == (5, 7)
    today = datetime.now(UTC).date().isoformat()
    by = f"with claims_2.csv, imported on {today}."
    zero = Decimal(0)
    assert told(desk, view) == [
        ("turned", "C1", 0, 1, zero,
         f"Denied then, approved paid now, decided on 2025-03-01. Flipped {by}"),
        ("entered", "C2", 1, 0, zero,
         f"Pending then, denied now, decided on 2025-03-02. Newly decided {by}"),
        ("turned", "C3", 0, -1, zero,
         f"Approved paid then, denied now, decided on 2025-03-03. Flipped {by}"),
        ("left", "C5", -1, -1, zero,
         "In the data, outside the filters of this view now: its day, payer or provider changed."),
        ("entered", "C6", 1, 1, zero, "In the data then, outside the filters of this view."),
        ("entered", "C8", 1, 1, zero, f"New in the data: claims_2.csv, imported on {today}."),
    ]  # fmt: skip


def test_dollars_differ_by_what_their_claims_do(desk: Desk) -> None:
    desk.take(claim_lines(THEN))
    view = keep(desk)
    desk.take(claim_lines(NOW))
    paid = reopen(desk.database, view).numbers[3]
    assert (paid.then.value, paid.now.value) == (Decimal(240), Decimal(345))
    assert [(kind, claim, amount) for kind, claim, _, _, amount, _ in told(desk, view, 3)] == [
        ("amount", "C1", Decimal(60)), ("amount", "C4", Decimal(-15)),
        ("left", "C5", Decimal(-60)), ("entered", "C6", Decimal(60)), ("entered", "C8", Decimal(60)),
    ]  # fmt: skip
    (c4,) = [words for _, claim, _, _, _, words in told(desk, view, 3) if claim == "C4"]
    assert c4.startswith("Its amount changed. Amounts edited with claims_2.csv")


def test_undone_import_takes_its_claims_out_and_a_corrected_number_is_the_same_claim(desk: Desk) -> None:
    desk.take(claim_lines("claim | patient | paid | decided\nC1 | ann | 60 | 2025-02-01"), name="a.csv")
    desk.take(claim_lines("claim | patient | paid | decided\nC2 | ben | 60 | 2025-02-01"), name="b.csv")
    view = keep(desk, filters=Filters())
    desk.undo_import(2)
    assert told(desk, view) == [
        ("left", "C2", -1, -1, Decimal(0),
         "Not in the data now: its import was taken out, or no newer file has it."),
    ]  # fmt: skip
    desk.take(claim_lines("claim | patient | paid | decided\nC9 | ben | 60 | 2025-02-01"))
    assert told(desk, view) == []


def test_two_claims_that_became_one_are_one_that_left_and_a_completed_record_turns(desk: Desk) -> None:
    drawn = consultations(
        "consultation | patient | date | reason\nK1 | cleo | 2025-01-15 | INR\nK2 | ben | 2025-01-16 | INR"
    )
    lacking = [{**row, "reason": "" if row["consultation_id"] == "K1" else row["reason"]} for row in drawn]
    columns = "claim | patient | service | paid | decided"
    desk.take(
        claim_lines(
            f"{columns}\nC1 | ann | 2025-01-15 | 60 | 2025-02-01\nC2 | ann | 2025-01-16 | 60 | 2025-02-01"
        ),
        lacking,
    )
    view = keep(desk, filters=Filters())
    assert (view.kept.numbers[1].numerator, view.kept.numbers[1].denominator) == (1, 2)
    desk.take(claim_lines(f"{columns}\nC2 | ann | 2025-01-15 | 60 | 2025-02-01"), drawn)
    assert [one[:3] + one[5:] for one in told(desk, view)] == [
        ("left", "C2", -1, "It is one with another claim of this view now.")
    ]
    ((kind, _, of, part, _, words),) = told(desk, view, 1)
    assert (kind, of, part) == ("turned", 0, 1)
    assert words.startswith("Its record changed. Record changed with consultations_4.csv")
