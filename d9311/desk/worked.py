"""Which items were marked sent, and when: what an effect of the work is measured by."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from d9311.desk.keeping import opened, work_path
from d9311.desk.reading import Database, following, sent_on
from d9311.desk.steps import CLOSED, STATE, TO_DO, Step, fold, steps_after

# Nothing was sent: nobody did anything but look, assign or close it.
UNWORKED = (TO_DO, CLOSED)


def worked(database: Database) -> dict[str, date | None]:
    """Return the present items that were worked: the day on which each was marked sent, None where it was
    worked without that (won, lost or waiting, by hand). To do and closed items are not worked.

    Raises StoreError when the database or the desk's file cannot be used.
    """
    if not work_path(database).exists():
        return {}
    found: dict[str, date | None] = {}
    with opened(database) as connection:
        by_entry: dict[int, list[Step]] = {}
        for step in steps_after(connection, 0):
            by_entry.setdefault(step.item, []).append(step)
        for item_id, entries in following(connection, database).items.items():
            steps = sorted(step for entry in entries for step in by_entry.get(entry, ()))
            if not steps:
                continue
            standing = fold(steps)
            if standing.sent is not None:
                found[item_id] = sent_on(standing.sent)
            elif standing.value(STATE) not in UNWORKED:
                found[item_id] = None
    return found


def as_text(items: Mapping[str, date | None]) -> str:
    """Return the items as one text that a query takes apart: JSON, item -> day, in the order of the items."""
    return json.dumps({item: day and day.isoformat() for item, day in sorted(items.items())})
