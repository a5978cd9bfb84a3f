"""Writes the desk: changes of items, many at once, and their undo. Nobody's change is lost to another's."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from d9311.desk.anchors import anchors_of, new_entry, note_anchors
from d9311.desk.facts import Facts, facts_of
from d9311.desk.keeping import opened, work_path, writing
from d9311.desk.reading import Database, entries_of, following
from d9311.desk.steps import (
    ASSIGN,
    CHANGES,
    NOTE,
    REDO,
    SNOOZE,
    STATE,
    STATES,
    UNDO,
    Step,
    fold,
    steps_of,
    untouched,
)
from d9311.desk.typed import LONGEST_NAME, clean_name, clean_text, now
from d9311.ingest.errors import Refused
from d9311.store import open_version

LONGEST = {ASSIGN: LONGEST_NAME, NOTE: 2_000}
_INSERT = """insert into steps (batch, item, who, at, what, before, after, of, facts)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True)
class Done:
    """What came of a change. `made`: the items that were changed, with their new versions. `refused`: the
    items that somebody changed since their editor saw them, with what was done meanwhile, in order. `absent`:
    those that are not in the data and never were on the desk. `batch`: what undoes all of it as one; None
    where nothing was changed.
    """

    batch: int | None
    made: dict[str, int]
    refused: dict[str, list[Step]]
    absent: tuple[str, ...] = ()


def change(
    database: Database,
    who: str,
    values: Mapping[str, str | date | None],
    items: Mapping[str, int],
) -> Done:
    """Do the same to some items, as one batch; it is on the disk when this returns.

    `values`: what to set, by assign, snooze, note, state; None ends a snooze, a blank text an assignment or a
    note. `items`: each with the version that its editor saw (`Shown.version`; 0 where nobody had touched it).
    Raises Refused for a value that cannot be, and StoreError; nothing is changed then.
    """
    who = clean_name(who)
    texts = {what: _value(what, value) for what, value in values.items()}
    data = open_version(database)
    cursor = data[1].cursor()
    facts, anchors, absent = facts_of(cursor, items), anchors_of(cursor, items), []
    with opened(database) as connection, writing(connection):
        followed = following(connection, database, data)
        batch, made, refused = _next_batch(connection), {}, {}
        for item_id, seen in items.items():
            entries = entries_of(connection, followed, item_id)
            steps = steps_of(connection, entries)
            if item_id not in facts and not entries:
                absent.append(item_id)
                continue
            since = [step for step in steps if step.step > seen]
            if since:
                refused[item_id] = since
                continue
            known = [step.item for step in steps[-1:]] or entries
            entry = known[0] if known else new_entry(connection, item_id)
            note_anchors(connection, entry, anchors.get(item_id, ()))
            made[item_id] = _write(connection, batch, entry, who, texts, steps, facts.get(item_id))
        wrote = _next_batch(connection) > batch
    return Done(batch if wrote else None, made, refused, tuple(absent))


def undo(database: Database, who: str, *, step: int | None = None, batch: int | None = None) -> Done:
    """Take back one step or a whole batch, by steps of their own; of an undo: do again what it took back.

    Steps that others made since stand. Raises Refused when there is no such step or batch.
    """
    who = clean_name(who)
    if not work_path(database).exists():
        raise Refused("Nothing was done yet, so there is nothing to undo.")
    with opened(database) as connection, writing(connection):
        key, number = ("step", step) if step is not None else ("batch", batch)
        found = connection.execute(
            f"select {', '.join(Step._fields)} from steps where {key} = ? order by step", (number,)
        ).fetchall()
        if not found:
            raise Refused(f"There is no {key} {number}.")
        names = {
            entry: item_id
            for item_id, entries in following(connection, database).items.items()
            for entry in entries
        }
        called = dict(connection.execute("select item, item_id from items"))
        new, made = _next_batch(connection), {}
        for target in map(Step._make, found):
            written = _take_back(connection, new, who, target)
            if written is not None:
                made[names.get(target.item, called[target.item])] = written
    return Done(new if made else None, made, {})


def _write(
    connection: sqlite3.Connection, batch: int, entry: int, who: str, texts: Mapping[str, str],
    steps: list[Step], facts: Facts | None,
) -> int:  # fmt: skip
    """Write the steps of one item; return its new version."""
    standing = fold(steps) if steps else None
    last = steps[-1].step if steps else 0
    known = facts.as_text() if facts else ""
    for what, after in texts.items():
        before = standing.value(what) if standing else untouched(what)
        if what in (ASSIGN, NOTE) and after == before:
            continue
        last = _insert(connection, (batch, entry, who, now(), what, before, after, None, known))
    return last


def _take_back(connection: sqlite3.Connection, batch: int, who: str, target: Step) -> int | None:
    """Undo a step, or do again what an undo took back; None where that stands already."""
    word = REDO if target.what == UNDO else UNDO
    original = target.of or target.step
    said = connection.execute(
        "select what from steps where of = ? order by step desc", (original,)
    ).fetchone()
    if (said[0] if said else REDO) == word:
        return None
    steps = steps_of(connection, [target.item])
    (what,) = (step.what for step in steps if step.step == original)
    before = fold(steps).value(what)
    new = Step(steps[-1].step + 1, batch, target.item, who, now(), word, "", "", original, "")
    after = fold([*steps, new]).value(what)
    return _insert(connection, (batch, target.item, who, new.at, word, before, after, original, ""))


def _insert(connection: sqlite3.Connection, values: tuple[object, ...]) -> int:
    return int(connection.execute(_INSERT, values).lastrowid or 0)


def _next_batch(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select coalesce(max(batch), 0) + 1 from steps").fetchone()[0])


def _value(what: str, value: str | date | None) -> str:
    """Return a value as it is written down. Raises Refused where it cannot be."""
    if what not in CHANGES:
        raise Refused(f"{what} is nothing that can be done; give one of {', '.join(CHANGES)}.")
    if what == STATE and value not in STATES:
        raise Refused(f"{value} is no state that can be set; give one of {', '.join(STATES)}.")
    if what == SNOOZE:
        if isinstance(value, str) and value:
            raise Refused("Give the day until which to snooze as a date.")
        return value.isoformat() if isinstance(value, date) else ""
    return clean_text(what, str(value or ""), LONGEST.get(what))
