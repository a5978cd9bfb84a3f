"""Ten processes edit the same items at once and are killed in between: nothing acknowledged is lost."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from d9311.desk import keeping, reading
from tests.desk.editor import write_notes
from tests.desk.working import Desk
from tests.forked import begin, ended
from tests.spec.drawn import claim_lines
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

EDITORS, EDITS = 10, 100 if IS_THOROUGH else 20
ITEMS = [f"episode|practice|C{number}|1" for number in range(1, 6)]


class Editor:
    """A process that writes notes, and what it was told is written."""

    def __init__(self, desk: Desk, who: str, edits: int) -> None:
        self.who, self.path = who, desk.folder / f"{who}.said"
        self.path.touch()
        self.process = begin(write_notes, self.path, desk.database, who, edits, ITEMS)

    def acknowledged(self) -> list[str]:
        return self.path.read_text().splitlines()

    def has_said(self, count: int) -> None:
        """Wait until so many edits are acknowledged."""
        until = time.monotonic() + 300
        while len(self.acknowledged()) < count and self.process.is_alive():
            assert time.monotonic() < until
            time.sleep(0.01)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.take(claim_lines("claim\nC1\nC2\nC3\nC4\nC5"))
    return desk


def written(desk: Desk) -> list[str]:
    """Return every note in the log, in order. Asserts that each step began where the one before ended."""
    with closing(sqlite3.connect(keeping.work_path(desk.database))) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        rows = connection.execute("select item, before, after from steps order by step").fetchall()
    standing: dict[int, str] = {}
    for item, before, after in rows:
        assert before == standing.get(item, "")
        standing[item] = after
    return [after for _, _, after in rows]


def test_ten_editors_lose_nothing_of_hundreds_of_edits_though_some_are_killed(desk: Desk) -> None:
    seeded = random.Random(9311)
    # Those that are killed have more to write than they can before it.
    edits = [EDITS if number % 3 else 10 * EDITS for number in range(EDITORS)]
    editors = [Editor(desk, f"editor{number}", count) for number, count in enumerate(edits)]
    killed = []
    for editor in editors[::3]:  # four of the ten, each at another moment
        editor.has_said(seeded.randrange(5, EDITS // 2))
        editor.process.kill()
        assert ended(editor.process) == -signal.SIGKILL
        killed.append(editor)
        rest = max(1, EDITS - len(editor.acknowledged()))
        editors.append(Editor(desk, f"{editor.who}again", rest))
    assert {ended(editor.process) for editor in editors if editor not in killed} == {0}
    acknowledged = [note for editor in editors for note in editor.acknowledged()]
    assert len(acknowledged) >= EDITORS * EDITS
    found = written(desk)
    assert len(found) == len(set(found))
    unsaid = set(found) - set(acknowledged)
    assert set(acknowledged) <= set(found)
    assert len(unsaid) <= len(killed)  # written, and killed before it could say so
    told = [step.step.after for item in ITEMS for step in reading.history(desk.database, item)]
    assert sorted(told) == sorted(found)


def test_ten_editors_who_make_one_item_at_once_make_it_once(desk: Desk) -> None:
    editors = [Editor(desk, f"editor{number}", 1) for number in range(EDITORS)]
    assert {ended(editor.process) for editor in editors} == {0}
    with closing(sqlite3.connect(keeping.work_path(desk.database))) as connection:
        assert connection.execute("select item_id from items").fetchall() == [(ITEMS[0],)]
    assert len(written(desk)) == EDITORS
