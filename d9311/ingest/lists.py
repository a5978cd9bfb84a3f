"""The practice's own lists (fees, payer rules, payer names) as an editor sees them: texts in, texts out.

What was edited is imported as a file is (import.md), so that it is checked, told of and undone like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path

import duckdb

from d9311 import contract
from d9311.contract import Limits
from d9311.exports import cell, spreadsheet_csv
from d9311.ingest.errors import Refused
from d9311.ingest.file_import import Draft, Progress
from d9311.ingest.load import FilePath, ImportRefused, draft_of, in_draft
from d9311.ingest.places import place_of, private_folder
from d9311.ingest.report import FileReport, ImportReport, SetAsideRow
from d9311.ingest.storing.schema import LIST_TABLES

Row = tuple[str, ...]  # a text for each column of the contract, blank for none
Rows = list[Row]
LISTS = tuple(LIST_TABLES)
_AGAIN = ("import again", "save again")
_NEWEST = """select import_id, file_name, imported_at from imports
    where kind = $kind order by import_id desc limit 1"""


class ListChanged(Refused):
    """The list is not the one that was edited: another import or an undo came in between."""


@dataclass(frozen=True)
class Held:
    """A list as it holds now: the import that brought it (0, blank, None: there is none), and its rows."""

    import_id: int
    file_name: str
    imported_at: datetime | None
    rows: Rows


@dataclass(frozen=True)
class Problem:
    """What the checks say of a row that was set aside: its number from 1, its column (blank: the row)."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Saved:
    """What became of an edited list. `typed`: its rows as given; `holds`: the list from now on; `problems`:
    of rows set aside; `otherwise`: cells that were read as another text than was typed. `refused`: nothing
    was stored, and why; blank otherwise.
    """

    report: ImportReport
    typed: Rows
    holds: Held
    problems: list[Problem]
    otherwise: list[Problem]
    refused: str = ""

    @property
    def file(self) -> FileReport:
        """What became of its one file."""
        return self.report.files[0]


def held(connection: duckdb.DuckDBPyConnection, kind: str) -> Held:
    """Return the list of that kind as it holds now, in the order in which it was written."""
    number, name, when = connection.execute(_NEWEST, {"kind": kind}).fetchone() or (0, "", None)
    specs = contract.FILES[kind]
    found = connection.execute(f"select {', '.join(spec.name for spec in specs)} from {kind} order by rowid")
    return Held(number, name, when, [tidy(kind, row) for row in found.fetchall()])


def tidy(kind: str, row: Sequence[object]) -> tuple[str, ...]:
    """Return a row as texts: each value in one way, however an editor or a database gives it."""
    return tuple(_text(spec, value) for spec, value in zip(contract.FILES[kind], row, strict=True))


def _text(spec: contract.ColumnSpec, value: object) -> str:
    """Return a value as text; a number without what binary fractions add, money with its cents."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        value = value.date()
    text = " ".join(cell(value).splitlines()).strip()
    if spec.kind == "date" and "T" in text:  # as a browser gives a day
        return text.partition("T")[0]
    if spec.kind in ("money", "integer"):
        with suppress(InvalidOperation):
            number = Decimal(text)
            is_whole = number.is_finite() and number == number.to_integral_value()
            if spec.kind == "integer" and is_whole:
                return f"{number:.0f}"
            if spec.kind == "money" and number.is_finite() and round(number, 2) == number:
                return f"{number:.2f}"
    return text


def is_blank(row: Sequence[str]) -> bool:
    """Whether nothing stands in a row: it is not written."""
    return not any(row)


def file_name(kind: str, day: date) -> str:
    """Return what the file of an edited list is called: `fees edited 2026-11-29.csv`."""
    return f"{kind} edited {day.isoformat()}.csv"


def as_csv(kind: str, rows: Iterable[Sequence[str]]) -> bytes:
    """Return a list as the file that is imported when it is saved; every column, no blank row."""
    return spreadsheet_csv(contract.column_names(kind), [row for row in rows if not is_blank(row)])


def difference(before: Rows, after: Rows) -> tuple[Rows, Rows]:
    """Return the rows that only the one list has and those that only the other has, each in its order."""
    return _without(before, after), _without(after, before)


def merged(before: Rows, now: Rows, mine: Rows) -> Rows:
    """Return the list as it holds now with what was changed in `mine` since `before`: rows taken out are out,
    rows that came in stand last. A row that both changed stands in both ways.
    """
    gone, came = difference(before, mine)
    return [*_without(now, gone), *came]


def _without(rows: Rows, others: Rows) -> Rows:
    left = [row for row in others if not is_blank(row)]
    only = []
    for row in rows:
        if row in left:
            left.remove(row)
        elif not is_blank(row):
            only.append(row)
    return only


def save(
    db_path: FilePath,
    kind: str,
    rows: Rows,
    seen: int,
    day: date,
    progress: Progress | None = None,
    wait_seconds: float = 10,
) -> Saved:
    """Import an edited list in the place of the one that import `seen` brought (0: there was none).

    `rows` are those of the editor, blank ones too, so that problems name them by their place. Raises
    ListChanged when the list is that of another import by now, and StoreError like `import_files`.
    """
    database = place_of(db_path)
    make = partial(draft_of, database=database, limits=Limits(), practices=None)
    tell = progress or (lambda fraction, words: None)

    def choose(draft: Draft) -> None:
        newest = draft.connection.execute(_NEWEST, {"kind": kind}).fetchone() or (0,)
        if newest[0] != seen:
            raise ListChanged("The list was changed since you opened it; nothing was saved.")

    with private_folder() as folder:
        path = Path(folder) / file_name(kind, day)
        path.write_bytes(as_csv(kind, rows))
        try:
            report, refused = in_draft(database, [(kind, path)], make, choose, tell, wait_seconds), ""
        except ImportRefused as refusal:
            report, refused = refusal.report, str(refusal)
    with duckdb.connect(str(database), read_only=True) as found:
        holds = held(found, kind)
    problems = _problems(rows, report.files[0])
    otherwise = [] if refused else _otherwise(kind, rows, problems, holds.rows)
    return Saved(report, rows, holds, problems, otherwise, refused)


def _problems(rows: Rows, file: FileReport) -> list[Problem]:
    places = [number for number, row in enumerate(rows, 1) if not is_blank(row)]
    return [Problem(places[one.line - 2], one.column or "", _said(one)) for one in file.set_aside]


def _otherwise(kind: str, rows: Rows, problems: list[Problem], stored: Rows) -> list[Problem]:
    """Return the cells of stored rows that hold something else than was typed."""
    aside = {one.row for one in problems}
    typed = [(place, row) for place, row in enumerate(rows, 1) if place not in aside and not is_blank(row)]
    if len(stored) != len(typed):  # another import was quicker
        return []
    return [
        Problem(place, name, f"“{given}” was read as {f'“{kept}”' if kept else 'blank'}.")
        for (place, row), read in zip(typed, stored, strict=True)
        for name, given, kept in zip(contract.column_names(kind), row, read, strict=True)
        if given != kept
    ]


def _said(row: SetAsideRow) -> str:
    """Return what is wrong with a row, without the place in the file that the user never saw."""
    if row.rule == "total_row":  # a row that names nobody is taken for one
        return "It lacks a value that every row needs. Fill it in and save again."
    said = row.message.partition(": ")[2].replace(*_AGAIN)
    return said[:1].upper() + said[1:]
