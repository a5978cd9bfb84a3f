"""Events: what the practice did from a day on that may change its claims, noted beside its work.

A log like that of the steps: an event is noted, taken back and noted again; nothing is changed or deleted.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from d9311.desk.keeping import opened, work_path, writing
from d9311.desk.reading import Database
from d9311.desk.steps import NOTE, REDO, UNDO
from d9311.desk.typed import clean_name, clean_text, now
from d9311.ingest.errors import Refused

LONGEST = 200
_COLUMNS = "event, who, at, day, words, payer, practice"


@dataclass(frozen=True)
class Event:
    """What was done from a day on, in words; `payer` and `practice` (its id) blank where it is for all.

    `at`: when it was noted, UTC, ISO. `is_undone`: somebody took it back.
    """

    event: int
    who: str
    at: str
    day: date
    words: str
    payer: str
    practice: str
    is_undone: bool


def note_event(
    database: Database, who: str, day: date, words: str, *, payer: str = "", practice: str = ""
) -> int:
    """Note an event; return its number. It is on the disk when this returns.

    Raises Refused without a name or words, and StoreError when the desk's file cannot be used.
    """
    name, said = clean_name(who), clean_text("event", words, LONGEST)
    if not said:
        raise Refused("Say in a few words what was done.")
    with opened(database) as connection, writing(connection):
        return _insert(connection, (name, now(), NOTE, day.isoformat(), said, payer, practice, None))


def take_back(database: Database, who: str, event: int, *, again: bool = False) -> None:
    """Undo an event, or with `again` undo its undo; what stands so already stays.

    Raises Refused without a name or where there is no such event, and StoreError.
    """
    name = clean_name(who)
    found = {one.event: one for one in events(database)}
    if event not in found:
        raise Refused(f"There is no event {event}.")
    if found[event].is_undone != again:
        return
    with opened(database) as connection, writing(connection):
        _insert(connection, (name, now(), REDO if again else UNDO, "", "", "", "", event))


def events(database: Database) -> list[Event]:
    """Return every event that was noted, earliest day first, those taken back among them."""
    if not work_path(database).exists():
        return []
    with opened(database) as connection:
        noted = connection.execute(f"select {_COLUMNS} from events where what = ?", (NOTE,)).fetchall()
        said = dict(connection.execute("select of, what from events where of is not null order by event"))
    found = [
        Event(event, who, at, date.fromisoformat(day), words, payer, practice, said.get(event) == UNDO)
        for event, who, at, day, words, payer, practice in noted
    ]
    return sorted(found, key=lambda one: (one.day, one.event))


def _insert(connection: sqlite3.Connection, values: tuple[object, ...]) -> int:
    statement = (
        "insert into events (who, at, what, day, words, payer, practice, of) values (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    return int(connection.execute(statement, values).lastrowid or 0)
