"""Reads the desk: what is to be shown for each item, its history, and who worked on it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from d9311.desk.anchors import Followed, follow
from d9311.desk.facts import Facts, facts_of, from_text
from d9311.desk.keeping import opened, work_path
from d9311.desk.remembering import Memory
from d9311.desk.settling import Sent, Settled, news, settle
from d9311.desk.steps import (
    ASSIGN,
    NOTE,
    SNOOZE,
    STATE,
    Standing,
    Step,
    fold,
    steps_of,
    undone_steps,
)
from d9311.ingest.places import place_of
from d9311.store import open_version

Database = str | Path
Data = tuple[str, duckdb.DuckDBPyConnection]  # its version, and a connection to it

NOT_IN_DATA = "Not in the data now."


@dataclass(frozen=True)
class Shown:
    """What stands for an item. `state`: one of `settling.SHOWN_STATES`; `why`: a sentence where it is not the
    one that was set. `version`: to be named by whoever changes the item. `changed_at`: UTC.
    """

    owner: str
    state: str
    why: str
    snoozed_until: date | None
    note: str
    version: int
    changed_by: str
    changed_at: datetime


_memories: dict[Path, Memory[Shown]] = {}


@dataclass(frozen=True)
class Told:
    """A step of an item's history, and whether an undo took it back. `was`: what the item was called then."""

    step: Step
    is_undone: bool
    was: str


def states(database: Database) -> dict[str, Shown]:
    """Return what stands for every item that somebody did something about and that is in the data.

    An item that is not in the answer is to do, nobody's, at version 0. Raises StoreError when the database or
    the desk's file cannot be used.
    """
    shown, _ = _read(database)
    return shown


def not_in_data(database: Database) -> dict[str, Shown]:
    """Return what stands for the items that are not in the data now, by what they were called.

    Where two were called the same, the later one's name is followed by `#` and its number.
    """
    _, absent = _read(database)
    return absent


def history(database: Database, item_id: str) -> list[Told]:
    """Return every step of an item in order; of all of them where several items became one."""
    if not work_path(database).exists():
        return []
    with opened(database) as connection:
        entries = entries_of(connection, following(connection, database), item_id)
        names = dict(connection.execute("select item, item_id from items"))
        steps = steps_of(connection, entries)
    undone = undone_steps(steps)
    return [Told(step, step.step in undone, names[step.item]) for step in steps]


def people(database: Database) -> list[str]:
    """Return the names that were used before, in alphabetical order, of whoever acted or was assigned."""
    if not work_path(database).exists():
        return []
    with opened(database) as connection:
        found = connection.execute(
            "select who from steps union select after from steps where what = ? and after <> '' "
            "union select who from events union select who from views union select who from notes",
            (ASSIGN,),
        )
        return sorted((name for (name,) in found), key=str.casefold)


def entries_of(connection: sqlite3.Connection, followed: Followed, item_id: str) -> list[int]:
    """Return the entries of an item: of a present one, else of those that had its name and are not there."""
    if item_id in followed.items:
        return followed.items[item_id]
    named = connection.execute("select item from items where item_id = ?", (item_id,)).fetchall()
    return sorted({entry for (entry,) in named} & followed.absent)


def following(
    connection: sqlite3.Connection, database: Database, data: Data | None = None, told_in: str = "steps"
) -> Followed:
    """Return which present item each entry is that steps or view_rows tell of, in the data that were opened,
    else in the newest.
    """
    version, opened_data = data or open_version(database)
    return follow(connection, place_of(database), version, opened_data.cursor(), told_in)


def show(standing: Standing, now: Facts | None, why: str = "") -> Shown:
    """Return what is to be shown of what stands, given the facts of now; `why`: where they are not known."""
    settled, snoozed = Settled(standing.value(STATE), why), _day(standing.value(SNOOZE))
    if now is not None:
        settled = _settle(standing, now)
        snoozed, woken = _snooze(standing, now)
        settled = replace(settled, why=settled.why or woken)
    return Shown(
        standing.value(ASSIGN),
        settled.state,
        settled.why,
        snoozed,
        standing.value(NOTE),
        standing.last.step,
        standing.last.who,
        standing.last.when(),
    )


def _read(database: Database) -> tuple[dict[str, Shown], dict[str, Shown]]:
    if not work_path(database).exists():
        return {}, {}
    memory = _memories.setdefault(place_of(database), Memory())
    with memory.guard, opened(database) as connection:
        connection.execute("begin")  # names, anchors and steps of one moment
        version, data = open_version(database)
        cursor = data.cursor()
        followed = following(connection, database, (version, data))
        names = dict(connection.execute("select item, item_id from items")) if followed.absent else {}
        changed = memory.read(connection, place_of(database), version)
        connection.execute("commit")
        shown = memory.refresh(followed.items, changed, lambda items: facts_of(cursor, items), _shown)
        absent: dict[str, Shown] = {}
        for entry in sorted(followed.absent):
            if steps := memory.steps.get(entry):
                name = f"{names[entry]}#{entry}" if names[entry] in absent else names[entry]
                absent[name] = show(fold(steps), None, NOT_IN_DATA)
    return shown, absent


def _shown(steps: list[Step], now: Facts | None) -> Shown:
    return show(fold(steps), now)


def _settle(standing: Standing, now: Facts) -> Settled:
    """Settle by the step that set the state; where none stands, by the first step of all."""
    step = standing.by_kind.get(STATE, standing.first)
    then = from_text(step.facts)
    if then is None:
        return Settled(standing.value(STATE))
    sent = None
    if standing.sent is not None and (known := from_text(standing.sent.facts)):
        sent = Sent(sent_on(standing.sent), known)
    return settle(standing.value(STATE), sent_on(step), then, now, sent)


def _snooze(standing: Standing, now: Facts) -> tuple[date | None, str]:
    """Return until when an item sleeps, and why it was woken; what is new wakes it.

    Whoever set a state since has seen why.
    """
    step = standing.by_kind.get(SNOOZE)
    until = _day(step.after) if step else None
    if step is None or until is None or not _news(standing, step, now):
        return until, ""
    found = _news(standing, max(step, standing.by_kind.get(STATE, step)), now)
    return None, f"Snoozed until {until}. {found}" if found else ""


def _news(standing: Standing, step: Step, now: Facts) -> str:
    then = from_text(step.facts)
    return news(standing.value(STATE), then, now) if then else ""


def sent_on(step: Step) -> date:
    """The practice's own day, which payers' dates are compared with, not that of Greenwich."""
    return step.when().astimezone().date()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
