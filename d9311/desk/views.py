"""Kept views: numbers as they were shown, and what each row counted in them (docs/definitions/work.md).

A log like that of the steps: a view is kept, renamed, removed and brought back, by entries of their own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from d9311.conditions.quantities import Quantity
from d9311.desk.anchors import anchors_of, new_entry, note_anchors
from d9311.desk.keeping import opened, work_path, writing
from d9311.desk.reading import Database, following
from d9311.desk.steps import REDO, UNDO
from d9311.desk.typed import clean_name, clean_text, now
from d9311.filters import Filters
from d9311.ingest.errors import Refused
from d9311.store import open_version

LONGEST = 80
KEEP, RENAME = "keep", "rename"
DAYS = ("date_from", "date_to", "as_of")
_STANDING = """select count(*) from views as kept where what = ? and coalesce((
    select what from views as said where said.of = kept.view and what in ('undo', 'redo')
    order by view desc limit 1), '') <> ?"""
CHANGED = "The data changed since this page was drawn. Look again, then keep it."


@dataclass(frozen=True)
class Number:
    """A number as it was shown. `value`: a fraction, a count or dollars, None where it could not be computed;
    `low`, `high`: the 95% interval of a rate; `numerator` of a rate alone; `denominator`: its rows.
    """

    quantity: Quantity
    value: Decimal | None
    denominator: int
    numerator: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Counted:
    """What a row counted: `at`, a digit for each number (`quantities.APART`, `OF`, `PART`); its `amounts`, in
    the order of the numbers; `outcome` and `decided` of an episode, blank of a consultation.
    """

    at: str
    amounts: tuple[Decimal | None, ...]
    outcome: str = ""
    decided: str = ""


@dataclass(frozen=True)
class Kept:
    """What is kept of a page. `page`: its name in the menu, `link`: its query parameters with the period as
    fixed days; `version` of the data, `call`: the newest import call, `files` and `imported_at` (UTC) of it.
    `written`: the numbers that no rows make, such as medians, by name as they were written; `tables`: the
    titles of the tables, which are not kept.
    """

    page: str
    link: Mapping[str, Sequence[str]]
    filters: Filters
    numbers: tuple[Number, ...]
    version: str
    call: int
    files: str
    imported_at: str
    written: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """A kept view as it stands: its last name, who kept it and when (UTC, ISO), and whether it is removed."""

    view: int
    name: str
    who: str
    at: str
    kept: Kept
    is_removed: bool

    @property
    def day(self) -> date:
        """The practice's own day on which it was kept."""
        return datetime.fromisoformat(self.at).replace(tzinfo=UTC).astimezone().date()


def standing_views(database: Database) -> int:
    """Return how many kept views there are that are not removed. Raises StoreError."""
    if not work_path(database).exists():
        return 0
    with opened(database) as connection:
        (found,) = connection.execute(_STANDING, (KEEP, UNDO)).fetchone()
    return int(found)


def keep_view(database: Database, who: str, name: str, kept: Kept, rows: Mapping[str, Counted]) -> int:
    """Keep a view of the newest data with its rows by item; return its number. It is on the disk then.

    Raises Refused without a name, and where the data are no longer those of `kept`; and StoreError.
    """
    person, title = clean_name(who), _title(name)
    data = open_version(database)
    if data[0] != kept.version:
        raise Refused(CHANGED)
    anchors = anchors_of(data[1].cursor(), rows)
    with opened(database) as connection, writing(connection):
        followed = following(connection, database, data, "view_rows").items
        view = _insert(connection, (person, now(), KEEP, title, json.dumps(_plain(kept)), None))
        for item_id, counted in rows.items():
            entries = followed.get(item_id)
            entry = entries[0] if entries else new_entry(connection, item_id)
            note_anchors(connection, entry, anchors.get(item_id, ()))
            connection.execute("insert into view_rows values (?, ?, ?)", (view, entry, _told(counted)))
    return view


def rename_view(database: Database, who: str, view: int, name: str) -> None:
    """Give a view another name. Raises Refused without one or where there is no such view, and StoreError."""
    person, title = clean_name(who), _title(name)
    if find_view(database, view).name != title:
        _add(database, (person, now(), RENAME, title, "", view))


def remove_view(database: Database, who: str, view: int, *, again: bool = False) -> None:
    """Remove a view, or with `again` bring it back; what stands so already stays.

    Raises Refused without a name or where there is no such view, and StoreError.
    """
    person = clean_name(who)
    if find_view(database, view).is_removed == again:
        _add(database, (person, now(), REDO if again else UNDO, "", "", view))


def views(database: Database) -> list[View]:
    """Return every view that was kept, newest first, those removed among them."""
    if not work_path(database).exists():
        return []
    with opened(database) as connection:
        found = connection.execute("select view, who, at, what, name, kept, of from views order by view")
        rows = found.fetchall()
    names = {of or view: name for view, _, _, what, name, _, of in rows if what in (KEEP, RENAME)}
    said = {of: what for _, _, _, what, _, _, of in rows if what in (UNDO, REDO)}
    return [
        View(view, names[view], who, at, _kept(json.loads(kept)), said.get(view) == UNDO)
        for view, who, at, what, _, kept, _ in reversed(rows)
        if what == KEEP
    ]


def find_view(database: Database, view: int) -> View:
    """Return one view. Raises Refused where there is none of that number."""
    for one in views(database):
        if one.view == view:
            return one
    raise Refused(f"There is no kept view {view}.")


def view_rows(connection: sqlite3.Connection, view: int) -> dict[int, Counted]:
    """Return what each row of a view counted when it was kept, by its entry."""
    found = connection.execute("select item, told from view_rows where view = ? order by item", (view,))
    return {entry: _counted(*json.loads(told)) for entry, told in found}


def _add(database: Database, values: tuple[object, ...]) -> None:
    with opened(database) as connection, writing(connection):
        _insert(connection, values)


def _insert(connection: sqlite3.Connection, values: tuple[object, ...]) -> int:
    statement = "insert into views (who, at, what, name, kept, of) values (?, ?, ?, ?, ?, ?)"
    return int(connection.execute(statement, values).lastrowid or 0)


def _title(name: str) -> str:
    title = clean_text("view", name, LONGEST)
    if not title:
        raise Refused("Give the view a name, such as where you quote it.")
    return title


def _told(counted: Counted) -> str:
    amounts = [None if one is None else str(one) for one in counted.amounts]
    return json.dumps([counted.at, amounts, counted.outcome, counted.decided])


def _counted(at: str, amounts: Sequence[str | None], outcome: str, decided: str) -> Counted:
    return Counted(at, tuple(None if one is None else Decimal(one) for one in amounts), outcome, decided)


def _plain(kept: Kept) -> dict[str, Any]:
    """Return it as JSON holds it. Whose practices the user may see is of the user, not of the view."""
    plain = asdict(kept)
    filters = plain["filters"]
    del filters["scope"]
    filters |= {name: filters[name] and filters[name].isoformat() for name in DAYS}
    for number in plain["numbers"]:
        number["value"] = None if number["value"] is None else str(number["value"])
    return plain


def _kept(plain: dict[str, Any]) -> Kept:
    days = {name: date.fromisoformat(text) for name in DAYS if (text := plain["filters"][name])}
    numbers = tuple(
        Number(**{
            **one,
            "quantity": Quantity(**one["quantity"]),
            "value": None if one["value"] is None else Decimal(one["value"]),
        })
        for one in plain["numbers"]
    )  # fmt: skip
    written = tuple((name, text) for name, text in plain.get("written", ()))
    told = {"numbers": numbers, "written": written, "tables": tuple(plain.get("tables", ()))}
    return Kept(**{**plain, **told, "filters": Filters(**{**plain["filters"], **days})})
