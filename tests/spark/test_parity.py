"""Every step of the build and every measure, on both engines, over generated exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

import queries
from d9311.filters import Filters
from d9311.store import open_database
from tests.production import import_export
from tests.random_exports import random_export
from tests.random_filters import random_filters

pytest.importorskip("pyspark")
pytest.importorskip("sqlglot")
pytestmark = [pytest.mark.spark, pytest.mark.slow]

from d9311.spark.run import Measures  # noqa: E402
from d9311.spark.session import open_session  # noqa: E402
from tests.spark import engines  # noqa: E402

# Chosen by what is in them: contested claims, two exports of records, aliases, fees, changes of a second call.
SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Made:
    by_duckdb: Path
    by_spark: Path
    measures: Measures


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    session = open_session("local[1]", engines.FEW_ROWS)
    yield session
    session.stop()


@pytest.fixture(scope="module", params=SEEDS)
def made(request: pytest.FixtureRequest, session: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    import_export(folder, random_export(request.param, 60), at_once=False)
    database = folder / "d9311.duckdb"
    copy = engines.made_on_spark(session, database)
    return Made(database, copy, Measures(session, str(engines.folder_of(database))))


def test_every_table_is_the_same(made: Made) -> None:
    tables = engines.derived_tables(made.by_duckdb)
    assert engines.derived_tables(made.by_spark) == tables
    found = {table: engines.different_rows(made.by_duckdb, made.by_spark, table) for table in tables}
    assert {table: rows for table, rows in found.items() if rows} == {}


@pytest.mark.parametrize("name", queries.names())
def test_a_measure_is_the_same_with_any_filter(made: Made, name: str) -> None:
    cursor = open_database(made.by_duckdb).cursor()
    random = Random(name)
    for filters in (Filters(), random_filters(random)):
        expected, actual = queries.arrow(cursor, name, filters), made.measures.arrow(name, filters)
        assert engines.differences(expected, actual) == [], filters
