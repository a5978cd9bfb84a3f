"""Notes: words pinned to a month, to a payer, or to a month of a payer, shown where these are.

A log like that of the events: a note is written, taken back and written again; nothing is changed or deleted.
A note on a claim is a step of its item (`changing`).
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from d9311.desk.keeping import opened, work_path, writing
from d9311.desk.reading import Database
from d9311.desk.steps import NOTE, REDO, UNDO
from d9311.desk.typed import clean_name, clean_text, now
from d9311.ingest.errors import Refused

LONGEST = 200
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_COLUMNS = "note, who, at, month, payer, words"


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
    name, said = clean_name(who), clean_text("pinned", words, LONGEST)
    if not said:
        raise Refused("Write what is to be noted.")
    if not month and not payer:
        raise Refused("Choose the month or the payer that the note is about.")
    if month and not MONTH.fullmatch(month):
        raise Refused(f"{month} is no month; write it as 2025-03.")
    with opened(database) as connection, writing(connection):
        return _insert(connection, (name, now(), NOTE, month, payer, said, None))


def take_back_note(database: Database, who: str, note: int, *, again: bool = False) -> None:
    """Take a note back, or with `again` write it again; what stands so already stays.

    Raises Refused without a name or where there is no such note, and StoreError.
    """
    name = clean_name(who)
    found = {one.note: one for one in notes(database)}
    if note not in found:
        raise Refused(f"There is no note {note}.")
    if found[note].is_undone == again:
        with opened(database) as connection, writing(connection):
            _insert(connection, (name, now(), REDO if again else UNDO, "", "", "", note))


def notes(database: Database) -> list[Note]:
    """Return every note that was written, by month, those taken back among them."""
    if not work_path(database).exists():
        return []
    with opened(database) as connection:
        written = connection.execute(f"select {_COLUMNS} from notes where what = ?", (NOTE,)).fetchall()
        said = dict(connection.execute("select of, what from notes where of is not null order by note"))
    found = [
        Note(note, who, at, month, payer, words, said.get(note) == UNDO)
        for note, who, at, month, payer, words in written
    ]
    return sorted(found, key=lambda one: (one.month, one.note))


def _insert(connection: sqlite3.Connection, values: tuple[object, ...]) -> int:
    statement = "insert into notes (who, at, what, month, payer, words, of) values (?, ?, ?, ?, ?, ?, ?)"
    return int(connection.execute(statement, values).lastrowid or 0)
