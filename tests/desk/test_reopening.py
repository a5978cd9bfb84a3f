"""What the next import makes of what was set: won back, paid since, to do again, woken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from d9311.desk import changing
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines, consultations

pytestmark = pytest.mark.slow

DENIED = claim_lines("""
claim | sent       | decided    | paid | codes
C1    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C2    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C3    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C4    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C5    | 2025-01-16 | 2025-02-01 | 0    | CO-252
C6    | 2025-01-16 | 2025-02-01 | 60   |        | paid
""")
C1, C2, C3, C4, C5, C6 = (f"episode|practice|C{number}|1" for number in range(1, 7))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.take(DENIED)
    return desk


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list whose last text is the moment of the next step."""
    moments = ["2025-03-10T12:00:00.000"]
    monkeypatch.setattr(changing, "now", lambda: moments[-1])
    return moments


ANSWERED = claim_lines("""
claim | sent       | decided    | paid | codes  | status   |
C1    | 2025-01-16 | 2025-02-01 | 0    | CO-252 | received |
C1    | 2025-01-16 | 2025-03-11 | 60   |        | received | the day after it was sent
C2    | 2025-01-16 | 2025-02-01 | 0    | CO-252 | received |
C2    | 2025-01-16 | 2025-03-10 | 60   |        | received | the day on which it was sent
C3    | 2025-01-16 | 2025-02-01 | 0    | CO-252 | received |
C3    | 2025-01-16 | 2025-03-20 | 0    | CO-97  | received |
C4    | 2025-01-16 | 2025-02-01 | 0    | CO-252 | received |
C4    | 2025-01-16 | 2025-03-11 | 60   |        | received |
C5    | 2025-01-16 | 2025-02-01 | 0    | CO-252 | received |
C5    | 2025-01-16 | 2025-03-11 | 60   |        | received |
C6    | 2025-01-16 | 2025-02-01 | 60   |        | received |
C6    | 2025-01-16 | 2025-03-20 | -60  |        | reversed | taken back
""")


def test_answers_of_the_next_export_settle_what_was_set(desk: Desk, clock: list[str]) -> None:
    desk.set(C1, C2, state="sent")
    desk.set(C3, state="closed", snooze=date(2025, 6, 1))
    desk.set(C4, C5, state="sent")
    desk.set(C4, state="waiting")  # sent is remembered until it is to do again
    desk.set(C5, state="to do")
    desk.set(C5, state="waiting")
    desk.set(C6, state="closed")
    desk.take(ANSWERED)
    assert {item: desk.shown(item) for item in (C1, C2, C3)} == {
        C1: ("won back", "Paid $60.00, decided on 2025-03-11. It had been sent on 2025-03-10."),
        C2: (
            "paid since",
            "Paid $60.00, decided on 2025-03-10. That is not after the day it was sent, 2025-03-10.",
        ),
        C3: ("to do", "Marked closed on 2025-03-10. Denied again on 2025-03-20, code 97."),
    }
    assert [desk.shown(item)[0] for item in (C4, C5, C6)] == ["won back", "paid since", "to do"]
    assert desk.shown(C6)[1].endswith("$60.00 was taken back since.")
    assert desk.states()[C3].snoozed_until is None
    desk.set(C3, state="closed")
    assert desk.shown(C3) == ("closed", "")


def test_news_wake_what_was_snoozed_to_do(desk: Desk, clock: list[str]) -> None:
    desk.set(C3, snooze=date(2025, 6, 1))
    desk.take(ANSWERED)
    assert desk.shown(C3) == ("to do", "Snoozed until 2025-06-01. Denied again on 2025-03-20, code 97.")
    assert desk.states()[C3].snoozed_until is None


def test_consultation_whose_claim_is_gone_is_to_do_again(desk: Desk) -> None:
    desk.take(
        consultations=consultations(
            "consultation | patient | date | claim\nK1 | patient of C1 | 2025-01-15 | C1"
        )
    )
    item = "consultation|practice|K1"
    desk.set(item, state="closed")
    assert desk.shown(item) == ("closed", "")
    desk.take([{**DENIED[1], "claim_id": "C4", "patient_id": "of another"}])
    desk.undo_import(1)
    assert desk.shown(item)[0] == "to do"
    assert desk.shown(item)[1].endswith("It counts as never billed now.")
