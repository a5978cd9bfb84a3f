"""Small practices at random: no measure and no page fails, and every rate can be one.

`HYPOTHESIS_PROFILE=thorough` takes a thousand practices, and each tenth through all pages; the default is a
sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from random import Random

import duckdb
import pytest

import queries
from d9311.filters import Filters
from d9311.store import remove_data
from tests.production import Row, import_export
from tests.random_filters import random_filters
from tests.random_practices import random_practice
from tests.screens import PAGES, open_page, text_of
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

# The first is a nasty export, as tests/oracle makes them every day.
PRACTICES = range(1_000) if IS_THOROUGH else range(1, 3)
FRACTION = re.compile(
    r"(rate|ci_low|ci_high|share|_rate_low|maturity|p_value|q_value|adjusted_low|adjusted_high)$"
    r"|^(share|shrunk|limit|undecided|approved_(low|high)|denied_(low|high)|exhausted_(low|high))_"
)
PASSES_ONE = {("scenario_frequency", "share")}  # a consultation with two scenarios counts in both
NO_NUMBER = re.compile(r"\b(nan|inf|nat)\b", re.IGNORECASE)


@contextmanager
def imported(folder: Path, seed: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give the database of a practice and close it again: a thousand open ones hold thousands of threads."""
    cursor = import_export(folder, random_practice(seed))
    yield cursor
    cursor.close()
    remove_data(folder / "d9311.duckdb")


def wrong_numbers(measure: str, rows: list[Row]) -> list[str]:
    """Return the cells that are no number, and the rates and ends of intervals outside 0 to 1."""
    found = []
    for row in rows:
        for name, cell in row.items():
            if not isinstance(cell, float):
                continue
            is_rate = FRACTION.search(name) is not None and (measure, name) not in PASSES_ONE
            if not isfinite(cell) or (is_rate and not 0 <= cell <= 1):
                found.append(f"{measure}.{name} is {cell}")
    return found


@pytest.mark.parametrize("seed", PRACTICES)
def test_no_measure_of_a_small_practice_fails(seed: int, tmp_path: Path) -> None:
    with imported(tmp_path, seed) as cursor:
        for choice in (Filters(), random_filters(Random(seed))):
            for name in queries.names():
                assert wrong_numbers(name, queries.arrow(cursor, name, choice).to_pylist()) == []


@pytest.mark.parametrize("seed", PRACTICES[::10])
def test_no_page_of_a_small_practice_fails(seed: int, database: Path) -> None:
    with imported(database.parent, seed):
        for file in PAGES:
            assert NO_NUMBER.search(text_of(open_page(file))) is None
