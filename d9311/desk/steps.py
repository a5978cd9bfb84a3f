"""The log of steps, and what stands after them: a fold that any two readers make alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple

TO_DO, SENT, WAITING, WON, LOST, CLOSED = STATES = ("to do", "sent", "waiting", "won", "lost", "closed")
ASSIGN, SNOOZE, NOTE, STATE = CHANGES = ("assign", "snooze", "note", "state")
UNDO, REDO = "undo", "redo"


class Step(NamedTuple):
    """One thing that one person did with one item; it is never changed and never deleted.

    `what`: assign (`after`: a name, blank for nobody), snooze (a date, blank for none), note, state, undo
    and redo (of the step `of`). `at`: UTC, ISO. `item`: the entry under which it was written. An item's
    version is the number of its last step. `facts`: of the item then, see `Facts.as_text`.
    """

    step: int
    batch: int
    item: int
    who: str
    at: str
    what: str
    before: str
    after: str
    of: int | None
    facts: str

    def when(self) -> datetime:
        """Return when it was done, in UTC."""
        return datetime.fromisoformat(self.at).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Standing:
    """What stands for an item: the last step of each kind that was not undone.

    `sent`: the step that marked it sent, if nobody put it back to do since. `first`: the first step of all.
    """

    first: Step
    last: Step
    by_kind: dict[str, Step]
    sent: Step | None

    def value(self, what: str) -> str:
        """Return what was assigned, snoozed, noted or said last."""
        step = self.by_kind.get(what)
        return step.after if step else untouched(what)


def untouched(what: str) -> str:
    """Return the value of what nobody has set: to do, nobody's, without snooze and note."""
    return TO_DO if what == STATE else ""


def fold(steps: Sequence[Step]) -> Standing:
    """Return what stands after an item's steps, given in their order; there is one at least."""
    undone = undone_steps(steps)
    by_kind: dict[str, Step] = {}
    sent: Step | None = None
    for step in steps:
        if step.of is not None or step.step in undone:
            continue
        by_kind[step.what] = step
        if step.what == STATE and step.after in (SENT, TO_DO):
            sent = step if step.after == SENT else None
    return Standing(steps[0], steps[-1], by_kind, sent)


def undone_steps(steps: Iterable[Step]) -> frozenset[int]:
    """Return the numbers of the steps that the last word about them, undo or redo, takes back."""
    words = {step.of: step.what for step in steps if step.of is not None}
    return frozenset(number for number, word in words.items() if word == UNDO)


def steps_after(connection: sqlite3.Connection, number: int) -> list[Step]:
    """Return the steps that came after one, in order; after 0 all."""
    rows = connection.execute(
        f"select {', '.join(Step._fields)} from steps where step > ? order by step", (number,)
    )
    return list(map(Step._make, rows))


def steps_of(connection: sqlite3.Connection, entries: Iterable[int]) -> list[Step]:
    """Return the steps of some entries in order."""
    found: list[Step] = []
    for entry in entries:
        rows = connection.execute(f"select {', '.join(Step._fields)} from steps where item = ?", (entry,))
        found += map(Step._make, rows)
    return sorted(found)
