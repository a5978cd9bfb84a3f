"""What many tests ask of the same data, asked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb
import pandas

import queries
from d9311.filters import Filters
from d9311.frames import records
from queries import listings


class Asked:
    """What was asked of the data, once for each filters."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self.cursor = cursor
        self.known: dict[tuple[str, str], Any] = {}

    def lists(self, filters: Filters) -> dict[str, pandas.DataFrame]:
        names = ("episodes", "consultations")
        return self._once(
            "lists", filters, lambda: {one: listings.run(self.cursor, one, filters) for one in names}
        )

    def overview(self, filters: Filters) -> dict[str, Any]:
        return self._once(
            "overview", filters, lambda: records(queries.run(self.cursor, "overview", filters))[0]
        )

    def totals(self, filters: Filters) -> dict[str, Any]:
        """Return the counts of the period as the Overview asks for them."""
        return self._once("totals", filters, lambda: _totals(self.cursor, filters))

    def _once(self, name: str, filters: Filters, ask: Callable[[], Any]) -> Any:
        place = (name, repr(filters))
        if place not in self.known:
            self.known[place] = ask()
        return self.known[place]


def _totals(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> dict[str, Any]:
    so_far = replace(filters, date_from=None)
    months = records(listings.run(cursor, "headline_months", so_far, first=str(filters.date_from or "")))
    return next((row for row in months if row["month"] == "all"), {})
