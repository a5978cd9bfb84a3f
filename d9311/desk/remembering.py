"""What was read of a desk before, so that a page looks only at what came since."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from d9311.desk.facts import Facts
from d9311.desk.keeping import work_path
from d9311.desk.steps import Step, steps_after

Shown = TypeVar("Shown")


class Memory(Generic[Shown]):
    """The steps of one file so far, and what was shown for each item in one version of the data."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self._forget()

    def _forget(self) -> None:
        self.file, self.version = 0, ""
        self.last: Step | None = None
        self.steps: dict[int, list[Step]] = {}
        self.facts: dict[str, Facts] = {}
        self.shown: dict[str, Shown] = {}

    def read(self, connection: sqlite3.Connection, database: Path, version: str) -> frozenset[int]:
        """Take in the steps that came since; return the entries that they are about.

        Where the file is another one (a backup was put in its place) all is read anew; in another version of
        the data nothing is remembered of what was shown.
        """
        file = work_path(database).stat().st_ino
        if file != self.file or (self.last is not None and not _has(connection, self.last)):
            self._forget()
        if version != self.version:
            self.facts, self.shown = {}, {}
        self.file, self.version = file, version
        new = steps_after(connection, self.last.step if self.last else 0)
        for step in new:
            self.steps.setdefault(step.item, []).append(step)
        self.last = new[-1] if new else self.last
        return frozenset(step.item for step in new)

    def refresh(
        self,
        items: dict[str, list[int]],
        changed: frozenset[int],
        facts_of: Callable[[Iterable[str]], dict[str, Facts]],
        show: Callable[[list[Step], Facts | None], Shown],
    ) -> dict[str, Shown]:
        """Return what is shown for each item that has steps; only what is not remembered is made anew."""
        wanted = {
            item_id: [step for entry in entries for step in self.steps.get(entry, ())]
            for item_id, entries in items.items()
            if item_id not in self.shown or not changed.isdisjoint(entries)
        }
        if unknown := wanted.keys() - self.facts.keys():
            self.facts |= facts_of(unknown)
        for item_id, steps in wanted.items():
            if steps:
                self.shown[item_id] = show(sorted(steps), self.facts.get(item_id))
        return dict(self.shown)


def _has(connection: sqlite3.Connection, step: Step) -> bool:
    """Whether a step is in the file as it was read."""
    found = connection.execute(f"select {', '.join(Step._fields)} from steps where step = ?", (step.step,))
    return bool(found.fetchone() == tuple(step))
