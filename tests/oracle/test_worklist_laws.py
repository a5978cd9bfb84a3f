"""Laws of the worklist on generated exports: its counts are those of the measures that count the same."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb
import pytest

from d9311.filters import Filters
from d9311.frames import records
from queries import listings
from tests.production import import_export, run
from tests.random_exports import random_export
from tests.random_filters import random_filters
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

SEEDS = range(100) if IS_THOROUGH else (2, 8)  # with most kinds of work in them


def assert_laws(cursor: duckdb.DuckDBPyConnection, choice: Filters) -> Counter[str]:
    """Hold the worklist against overview, reconciliation and the listing of deadlines; return its kinds."""
    every_date = replace(choice, date_from=None, date_to=None)
    rows = run(cursor, "worklist", choice)
    assert rows == run(cursor, "worklist", every_date)
    assert len({row["item_id"] for row in rows}) == len(rows)
    kinds = Counter(kind for row in rows for kind in str(row["kinds"]).split(";"))
    assert sum(Counter(row["kind"] for row in rows).values()) == len(rows)
    assert all(str(row["kinds"]).split(";")[0] == row["kind"] for row in rows)
    (overview,) = run(cursor, "overview", every_date)
    assert kinds["denied"] == overview["denied_not_appealed"]
    buckets = {row["bucket"]: row for row in run(cursor, "reconciliation", every_date)}
    assert kinds["never billed"] == buckets["consulted, never billed"]["count"]
    without_record = buckets["billed without record"]
    assert kinds["billed without record"] == without_record["count"]
    underpaid = [row["underpaid"] for row in run(cursor, "underpayments", every_date)]
    assert kinds["underpaid"] == sum(number for number in underpaid if isinstance(number, int))
    outcomes = Counter(row["outcome"] for row in run(cursor, "episodes", every_date))
    assert kinds["exhausted"] == outcomes["exhausted"]
    assert kinds["not sent"] == outcomes["unsent"]
    listed = {
        row["episode_id"]: (row["last_day"], row["days_left"])
        for row in records(listings.run(cursor, "payer_deadlines", every_date))
    }
    asked = [
        row for row in rows if row["kind"] in ("denied", "rejected", "not sent") and not is_returned(row)
    ]
    found = {row["episode_id"]: (row["deadline"], row["days_left"]) for row in asked}
    assert {name: days for name, days in found.items() if days[0]} == {
        name: days for name, days in listed.items() if days[0]
    }
    return kinds


def is_returned(row: dict[str, object]) -> bool:
    """Whether the payer read it and sent it back (MA130): it has a denial's category, and no appeal."""
    return row["kind"] == "rejected" and row["category"] is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_worklist_agrees_with_every_measure_that_counts_the_same(seed: int) -> None:
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        cursor = import_export(Path(folder), random_export(seed, 60))
        kinds = assert_laws(cursor, Filters())
        for _ in range(4):
            assert_laws(cursor, random_filters(random))
    assert len(kinds) > 5 or IS_THOROUGH
