"""What a digest tells: the measures, asked for one month and for all that wants an action."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import queries
from d9311.desk.joining import with_work
from d9311.desk.steps import TO_DO
from d9311.filters import Filters

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
SINCE = (queries.FOLDER / "listings" / "items_since.sql").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Digest:
    """All that is told. `month` and `signals` are of the last mature month, None and none where none is."""

    as_of: date
    filters: Filters
    since: date | None
    items: Sequence[Row]
    month: Row | None
    signals: Sequence[str]
    files: Sequence[Row]

    @property
    def expected(self) -> Sequence[Row]:
        """Return the items that can still be won and of which something is expected."""
        return [
            one for one in self.items if one["expected_dollars"] is not None and not one["is_past_deadline"]
        ]

    def counts(self) -> dict[str, float]:
        """Return what the thresholds are about, by their names."""
        return {
            "due_this_week": sum(one["is_due_this_week"] for one in self.items),
            "past_deadline": sum(one["is_past_deadline"] for one in self.items),
            "new": sum(one["is_new"] for one in self.items),
            "waiting_too_long": sum("waiting too long" in one["kinds"].split(";") for one in self.items),
            "expected_dollars": float(sum(one["expected_dollars"] for one in self.expected)),
            "beyond_chance": len(self.signals),
        }


def gather(
    cursor: duckdb.DuckDBPyConnection, database: Path, filters: Filters, since: date | None, today: date
) -> Digest:
    """Return what is to be told. Raises StoreError when the work file cannot be used."""
    (overview,) = queries.arrow(cursor, "overview", filters).to_pylist()
    month = overview["mature_through"]
    return Digest(
        overview["as_of"],
        filters,
        since,
        _open(cursor, database, filters, since, today),
        _month(cursor, filters, month) if month else None,
        _signals(cursor, filters, month),
        queries.fetch(
            cursor, "select file_name, sha256, imported_at from imports order by import_id", {}
        ).to_pylist(),
    )


def _open(
    cursor: duckdb.DuckDBPyConnection, database: Path, filters: Filters, since: date | None, today: date
) -> list[Row]:
    """Return the items that are to do and not asleep, in their order."""
    table = with_work(queries.arrow(cursor, "worklist", filters), database)
    items: list[Row] = [
        one
        for one in table.to_pylist()
        if one["state"] == TO_DO and (one["snoozed_until"] is None or one["snoozed_until"] <= today)
    ]
    if since is not None:
        new = {row["item_id"] for row in queries.fetch(cursor, SINCE, {"since": since}).to_pylist()}
        items = [{**one, "is_new": one["item_id"] in new} for one in items]
    return items


def _month(cursor: duckdb.DuckDBPyConnection, filters: Filters, month: str) -> Row:
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found: list[Row] = queries.arrow(
        cursor, "overview", replace(filters, date_from=first, date_to=last)
    ).to_pylist()
    return found[0]


def _signals(cursor: duckdb.DuckDBPyConnection, filters: Filters, month: str | None) -> list[str]:
    """Return the rules of chance that the last mature month completes."""
    rows = queries.arrow(cursor, "approval_signals", filters).to_pylist()
    rules = [row["rules"] or "" for row in rows if row["month"] == month]
    return [rule for rule in ";".join(rules).split(";") if rule]
