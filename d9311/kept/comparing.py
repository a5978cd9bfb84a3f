"""Keeps a view of a database, and opens it again: its numbers then and now, and what made the difference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from d9311.desk.keeping import opened
from d9311.desk.reading import Database, following
from d9311.desk.views import Kept, Number, View, view_rows
from d9311.filters import Filters
from d9311.kept.causes import Cause, causes_of
from d9311.kept.counting import Counting, Listing, count
from d9311.kept.differences import Difference, differences, pair_up
from d9311.store import open_version
from queries import listings

if TYPE_CHECKING:
    import duckdb
    import pandas


@dataclass(frozen=True)
class Compared:
    """A number then and now, and the rows between: with their sums, then is now."""

    then: Number
    now: Number
    found: tuple[Difference, ...]


@dataclass(frozen=True)
class Reopened:
    """A view and its numbers then and now; `causes`: what imports since say of the rows that differ."""

    view: View
    numbers: tuple[Compared, ...]
    causes: dict[str, Cause]


def listing_of(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> Listing:
    """Return what runs a listing under filters, each once."""

    @cache
    def run(name: str) -> pandas.DataFrame:
        return listings.run(cursor, name, filters)

    return run


def taken(
    counting: Counting, page: str, link: dict[str, list[str]], filters: Filters,
    version: str, cursor: duckdb.DuckDBPyConnection,
) -> Kept:  # fmt: skip
    """Return what is kept of a page: its numbers, with the import from which they came."""
    newest = listings.run(cursor, "calls", Filters()).iloc[0]
    return Kept(
        page, link, filters, counting.numbers, version, int(newest["call_number"]),
        str(newest["file_names"]), newest["imported_at"].isoformat(timespec="seconds"),
    )  # fmt: skip


def reopen(
    database: Database, view: View, scope: tuple[str, ...] | None = None, listing: Listing | None = None
) -> Reopened:
    """Compare a view with the newest data, of the practices in `scope`.

    `listing` gives the listings under `filters_now`; without it they are asked anew. Raises StoreError when
    the database or the desk's file cannot be used.
    """
    data = open_version(database)
    cursor = data[1].cursor()
    quantities = [one.quantity for one in view.kept.numbers]
    now = count(quantities, listing or listing_of(cursor, filters_now(view, scope)))
    with opened(database) as connection:
        then = view_rows(connection, view.view)
        present = following(connection, database, data, "view_rows").items
        names = dict(connection.execute("select item, item_id from items"))
    pairs = pair_up(then, names, present, now.rows)
    found = [tuple(differences(pairs, place, one)) for place, one in enumerate(quantities)]
    compared = tuple(map(Compared, view.kept.numbers, now.numbers, found))
    items = {one.pair.item for some in found for one in some if one.pair.item}
    return Reopened(view, compared, causes_of(cursor, items, view.kept.call))


def filters_now(view: View, scope: tuple[str, ...] | None) -> Filters:
    """Return the filters of a view for a user: the period as it was, the practices that the user may see."""
    return replace(view.kept.filters, scope=scope)
