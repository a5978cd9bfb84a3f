"""What counts as worked, and that a denial paid later is what the page Work calls won back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from d9311.desk import changing
from d9311.desk.worked import as_text, worked
from d9311.filters import Filters
from d9311.frames import records
from d9311.store import open_database
from queries import listings
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines

DENIED = claim_lines("""
claim | sent       | decided    | paid | codes
C1    | 2025-01-11 | 2025-01-20 | 0    | CO-252
C2    | 2025-01-11 | 2025-01-20 | 0    | CO-252
C3    | 2025-01-11 | 2025-01-20 | 0    | CO-252
C4    | 2025-01-11 | 2025-01-20 | 0    | CO-252
""")
ANSWERS = claim_lines("""
claim | sent       | decided    | paid | codes
C1    | 2025-02-02 | 2025-02-20 | 60   |        | won back
C2    | 2025-02-02 | 2025-02-01 | 60   |        | paid on the day of the mark: paid since
C3    | 2025-02-02 | 2025-02-20 | 0    | CO-252 | denied again
A1    | 2025-01-11 | 2025-06-30 | 60   |        | the newest decision
""")
C1, C2, C3, C4 = (f"episode|practice|C{number}|1" for number in (1, 2, 3, 4))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return the desk of 1 February 2025."""
    monkeypatch.setattr(changing, "now", lambda: "2025-02-01T12:00:00.000")
    desk = Desk(tmp_path)
    desk.take(DENIED)
    return desk


def test_worked_are_those_marked_sent_and_apart_those_worked_otherwise(desk: Desk) -> None:
    desk.set(C1, state="sent")
    desk.set(C1, state="waiting")
    desk.set(C2, state="lost")
    desk.set(C3, state="closed")
    desk.set(C4, note="call them", assign="Bob")
    assert worked(desk.database) == {C1: date(2025, 2, 1), C2: None}


def test_what_is_taken_back_or_to_do_again_was_not_worked(desk: Desk) -> None:
    desk.set(C1, state="sent")
    desk.set(C1, state="to do")
    done = desk.set(C2, state="sent")
    changing.undo(desk.database, "Ann", batch=done.batch)
    assert worked(desk.database) == {}


def test_nobody_worked_where_there_is_no_desk(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(DENIED)
    assert worked(desk.database) == {}
    assert as_text({}) == "{}"


@pytest.mark.slow
def test_paid_later_is_what_the_page_work_calls_won_back(desk: Desk) -> None:
    desk.set(C1, C2, C3, C4, state="sent")
    desk.take(ANSWERS)
    items = worked(desk.database)
    assert as_text(items) == (
        '{"episode|practice|C1|1": "2025-02-01", "episode|practice|C2|1": "2025-02-01", '
        '"episode|practice|C3|1": "2025-02-01", "episode|practice|C4|1": "2025-02-01"}'
    )
    cursor = open_database(desk.database).cursor()
    rows = records(listings.run(cursor, "worked_denials", Filters(), worked=as_text(items)))
    paid_later = {f"episode|{row['episode_id']}" for row in rows if row["is_paid_later"]}
    assert paid_later == {item for item, one in desk.states().items() if one.state == "won back"} == {C1}
    assert {f"episode|{row['episode_id']}" for row in rows} == {C1, C3, C4}
