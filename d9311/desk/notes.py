"""Notes: words pinned to a month, to a payer, or to a month of a payer, shown where these are.

A note on a claim is a step of its item (`changing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from d9311.desk.logs import Log
from d9311.desk.reading import Database
from d9311.desk.typed import clean_name, clean_text
from d9311.ingest.errors import Refused

LONGEST = 200
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
LOG = Log("note", ("month", "payer", "words"))


@dataclass(frozen=True)
class Note:
    """Words about a `month` (`2025-03`) or a `payer`, blank where they are about any, by `who`.

    `at`: when it was written, UTC, ISO. `is_undone`: somebody took it back.
    """

    note: int
    who: str
    at: str
    month: str
    payer: str
    words: str
    is_undone: bool


def write_note(database: Database, who: str, words: str, *, month: str = "", payer: str = "") -> int:
    """Pin words to a month, a payer or both; return the note's number. It is on the disk when this returns.

    Raises Refused without a name or words, or where it is pinned to nothing; and StoreError.
    """
    name = clean_name(who)
    said = clean_text("pinned", words, LONGEST)
    if not said:
        raise Refused("Write what is to be noted.")
    if not month and not payer:
        raise Refused("Choose the month or the payer that the note is about.")
    if month and not MONTH.fullmatch(month):
        raise Refused(f"{month} is no month; write it as 2025-03.")
    return LOG.add(database, name, month, payer, said)


def notes(database: Database) -> list[Note]:
    """Return every note that was written, by month, those taken back among them."""
    found = []
    for one in LOG.entries(database):
        month, payer, words = one.texts
        found.append(Note(one.number, one.who, one.at, month, payer, words, one.is_undone))
    return sorted(found, key=lambda one: (one.month, one.note))
