"""Whatever is imported, undone and imported again: each note stays with its consultation, and of every number
then and the differences are now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from d9311.conditions.quantities import COUNT, DOLLARS, RATE, STANDARD, Quantity
from d9311.desk.views import Number, keep_view, views
from d9311.filters import Filters
from d9311.ingest import import_files
from d9311.ingest.undo import undo_import
from d9311.kept.comparing import Compared, filters_now, listing_of, reopen, taken
from d9311.kept.counting import Listing, count
from d9311.kept.differences import KINDS, sums_of
from d9311.store import open_database, open_version, version
from tests.desk.working import Desk
from tests.desk.world import World, assert_each_note_stays
from tests.production import run, write_csv
from tests.random_exports import make_export
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

QUANTITIES = (
    *STANDARD,
    Quantity("first", RATE, {"outcome": "counted", "first": "decided"}, {"first": "approved"}),
    Quantity("open", COUNT, {"flag": "open", "dates": "any"}),
    Quantity("never billed", COUNT, {"list": "consultations", "bucket": "consulted, never billed"}),
    Quantity("without record", COUNT, {"bucket": "billed without record"}),
    Quantity("billed", DOLLARS, {"payer": "Delta"}, sums="billed"),
)


def keep(database: Path, name: str, filters: Filters) -> list[Number]:
    """Keep the numbers under the filters; return them."""
    version, connection = open_version(database)
    cursor = connection.cursor()
    counting = count(QUANTITIES, listing_of(cursor, filters))
    kept = taken(counting, "overview", {}, filters, version, cursor)
    keep_view(database, "Ann", name, kept, counting.rows)
    return list(counting.numbers)


def measured(cursor: duckdb.DuckDBPyConnection, filters: Filters) -> list[tuple[Any, ...]]:
    """Return what the measures say of the standard numbers: numerator, denominator, dollars."""
    (now,) = run(cursor, "overview", filters)
    denied: list[dict[str, Any]] = run(cursor, "denied_amounts", filters)
    amounts = [row["denied_amount"] for row in denied if row["denied_amount"] is not None]
    return [
        (now["approved"], now["decided"], None),
        (now["strict_pass"] or 0, now["strict_of"] or 0, None),
        (None, now["episodes"], None),
        (None, now["episodes"], now["paid"] or Decimal(0)),
        (None, sum(row["episodes"] for row in denied), sum(amounts, Decimal(0))),
    ]


def told(number: Number) -> tuple[object, ...]:
    dollars = number.value or Decimal(0) if number.quantity.kind == DOLLARS else None
    return number.numerator, number.denominator, dollars


def assert_adds_up(one: Compared) -> None:
    """Then and what entered, left, turned and changed its amount is now; each row stands once."""
    sums = sums_of(one.found)
    assert one.then.denominator + sums.of == one.now.denominator
    assert (one.then.numerator or 0) + (sums.part if one.then.quantity.kind == RATE else 0) == (
        one.now.numerator or 0
    )
    if one.then.quantity.kind == DOLLARS:
        assert (one.then.value or Decimal(0)) + sums.amount == (one.now.value or Decimal(0))
    items = [found.pair.item for found in one.found if found.pair.item]
    assert len(items) == len(set(items))
    assert {found.kind for found in one.found} <= set(KINDS)


def assert_all_add_up(database: Path, kept: dict[str, list[Number]]) -> None:
    """Of each view: what was kept stands as it was, now is what the measures say, and the rest is between."""
    cursor = open_database(database).cursor()
    asked: dict[str, tuple[Listing, list[tuple[Any, ...]]]] = {}  # by the filters, which views share
    for view in views(database):
        filters = view.kept.filters
        if repr(filters) not in asked:
            asked[repr(filters)] = listing_of(cursor, filters_now(view, None)), measured(cursor, filters)
        listing, measures = asked[repr(filters)]
        reopened = reopen(database, view, listing=listing)
        assert [one.then for one in reopened.numbers] == kept[view.name]
        assert [told(one.now) for one in reopened.numbers[: len(STANDARD)]] == measures
        for one in reopened.numbers:
            assert_adds_up(one)


# Of the first seeds these two export, correct numbers, undo and import again most.
@pytest.mark.parametrize("seed", range(60) if IS_THOROUGH else (0, 2))
def test_notes_stay_and_then_and_differences_are_now_whatever_is_corrected_undone_and_merged(
    seed: int, tmp_path: Path
) -> None:
    desk, world, random = Desk(tmp_path), World(seed), Random(seed)
    kept: dict[str, list[Number]] = {}
    for step in range(9):
        before = version(desk.database)
        world.step(desk)
        assert_each_note_stays(desk, world)
        if step in (1, 4):
            filters = random.choice((Filters(), Filters(payers=("Delta",)), Filters(date_basis="decided")))
            kept[f"after {step}"] = keep(desk.database, f"after {step}", filters)
        if step in (1, 4) or version(desk.database) != before:  # else nothing changed that a view is of
            assert_all_add_up(desk.database, kept)


@pytest.mark.parametrize("seed", range(60 if IS_THOROUGH else 1))
def test_then_and_differences_are_now_of_generated_exports(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    database, kept = tmp_path / "d9311.duckdb", {}
    export = make_export(random, 25)
    while len(export.claims) < 2 or not export.consultations:
        export = make_export(random, 25)
    files = [("claims", file) for file in export.claims]
    files += [("consultations", file) for file in export.consultations]
    for place, (kind, file) in enumerate(files):
        path = write_csv(tmp_path / f"file_{place}.csv", file)
        import_files(database, **{kind: [path]})  # type: ignore[arg-type]
        for name, filters in (("all", Filters()), ("some", replace(random_filters(random), scope=None))):
            kept[f"{name} {place}"] = keep(database, f"{name} {place}", filters)
        assert_all_add_up(database, kept)
    for gone in range(len(files), 1 if IS_THOROUGH else len(files) - 1, -1):
        undo_import(database, gone)
        assert_all_add_up(database, kept)
