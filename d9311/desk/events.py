"""Events: what the practice did from a day on that may change its claims, noted beside its work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from d9311.desk.logs import Log
from d9311.desk.reading import Database
from d9311.desk.typed import clean_name, clean_text
from d9311.ingest.errors import Refused

LONGEST = 200
LOG = Log("event", ("day", "words", "payer", "practice"))


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
    name = clean_name(who)
    said = clean_text("event", words, LONGEST)
    if not said:
        raise Refused("Say in a few words what was done.")
    return LOG.add(database, name, day.isoformat(), said, payer, practice)


def events(database: Database) -> list[Event]:
    """Return every event that was noted, earliest day first, those taken back among them."""
    found = []
    for one in LOG.entries(database):
        day, words, payer, practice = one.texts
        at = date.fromisoformat(day)
        found.append(Event(one.number, one.who, one.at, at, words, payer, practice, one.is_undone))
    return sorted(found, key=lambda one: (one.day, one.event))
