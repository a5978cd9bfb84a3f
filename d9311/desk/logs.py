"""A log of words that people add, take back and write again: of events, of notes, each in a table of its own.

Like that of the steps: nothing in it is changed or deleted.
"""

from __future__ import annotations

from dataclasses import dataclass

from d9311.desk.keeping import opened, work_path, writing
from d9311.desk.reading import Database
from d9311.desk.steps import NOTE, REDO, UNDO
from d9311.desk.typed import clean_name, now
from d9311.ingest.errors import Refused


@dataclass(frozen=True)
class Entry:
    """One entry as it stands: its number, who added it and when (UTC, ISO), the texts of its fields, and
    whether somebody took it back.
    """

    number: int
    who: str
    at: str
    texts: tuple[str, ...]
    is_undone: bool


@dataclass(frozen=True)
class Log:
    """A table of the desk's file: what one entry is called, its number's column too, and its fields."""

    noun: str
    fields: tuple[str, ...]

    def add(self, database: Database, who: str, *texts: str) -> int:
        """Add an entry; return its number. It is on the disk when this returns.

        Raises Refused without a name, and StoreError when the desk's file cannot be used.
        """
        return self._insert(database, (clean_name(who), now(), NOTE, *texts, None))

    def take_back(self, database: Database, who: str, number: int, *, again: bool = False) -> None:
        """Undo an entry, or with `again` undo its undo; what stands so already stays.

        Raises Refused without a name or where there is no such entry, and StoreError.
        """
        name = clean_name(who)
        found = {one.number: one for one in self.entries(database)}
        if number not in found:
            raise Refused(f"There is no {self.noun} {number}.")
        if found[number].is_undone == again:
            blank = ("",) * len(self.fields)
            self._insert(database, (name, now(), REDO if again else UNDO, *blank, number))

    def entries(self, database: Database) -> list[Entry]:
        """Return every entry that was added, in their order, those taken back among them."""
        if not work_path(database).exists():
            return []
        number, table = self.noun, f"{self.noun}s"
        columns = ", ".join((number, "who", "at", *self.fields))
        with opened(database) as connection:
            added = connection.execute(f"select {columns} from {table} where what = ?", (NOTE,)).fetchall()
            said = dict(
                connection.execute(f"select of, what from {table} where of is not null order by {number}")
            )
        return [
            Entry(one, who, at, tuple(texts), said.get(one) == UNDO) for one, who, at, *texts in sorted(added)
        ]

    def _insert(self, database: Database, values: tuple[object, ...]) -> int:
        columns = ("who", "at", "what", *self.fields, "of")
        places = ", ".join("?" * len(columns))
        statement = f"insert into {self.noun}s ({', '.join(columns)}) values ({places})"
        with opened(database) as connection, writing(connection):
            return int(connection.execute(statement, values).lastrowid or 0)
