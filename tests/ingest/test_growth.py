"""A measure's cost grows with D9311 episodes, not with the lines of other codes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

import queries
from d9311.filters import Filters
from d9311.store import open_database
from tests.states import import_files
from tests.tables import draw, write_export

pytestmark = pytest.mark.slow

D9311_LINES = """
    claim_id | patient_id | procedure_code | service_date | submitted_date | adjudicated_date | paid_amount
    A        | anna       | D9311          | 2025-01-15   | 2025-01-16     | 2025-02-01       | 60.00
    B        | boris      | D9311          | 2025-03-20   | 2025-03-21     | 2025-04-01       | 0.00
    C        | clara      | D9311          | 2025-05-02   | 2025-05-03     |                  |
"""
CONSULTATIONS = """
    consultation_id | patient_id | consultation_date | claim_id
    K1              | anna       | 2025-01-15        | A
    K2              | boris      | 2025-03-18        |
"""
EVERY_FILTER = Filters(
    practices=("practice",),
    payers=("Delta",),
    providers=("none",),
    scenarios=("unclassified",),
    date_from=date(2025, 1, 1),
    date_to=date(2025, 12, 31),
    as_of=date(2025, 12, 31),
    scope=("practice",),
)


def other_lines(number: int, first: int) -> list[dict[str, str]]:
    """Cleanings of other patients, each on a claim of its own."""
    numbers = range(first, first + number)
    return [{"claim_id": f"X{one}", "patient_id": f"p{one}", "procedure_code": "D1110"} for one in numbers]


def scanned(cursor: duckdb.DuckDBPyConnection, sql: str, filters: Filters) -> set[str]:
    """The tables that a query's plan reads."""
    plan = cursor.execute(f"explain (format json) {sql}", {"filters": filters.parameters()}).fetchall()
    return {name.split(".")[-1] for name in re.findall(r'"Table": "([^"]+)"', plan[0][1])}


def read_by_measures(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    return {
        table
        for name in queries.names()
        for filters in (Filters(), EVERY_FILTER)
        for table in scanned(cursor, queries.read(name), filters)
    }


Grown = tuple[Path, duckdb.DuckDBPyConnection, set[str]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """A folder, its database of few lines, and the tables that measures read there."""
    folder = tmp_path_factory.mktemp("growth")
    claims = write_export(folder / "claims.csv", "claims", [*draw(D9311_LINES), *other_lines(5, first=0)])
    notes = write_export(folder / "consultations.csv", "consultations", CONSULTATIONS)
    import_files(folder / "d9311.duckdb", claims=[claims], consultations=[notes])
    cursor = open_database(folder / "d9311.duckdb").cursor()
    return folder, cursor, read_by_measures(cursor)


def test_no_measure_reads_the_rows_of_the_files(small: Grown) -> None:
    _, cursor, read = small
    raw = "select count(*) from claim_rows where practice_id in (from unnest($filters.practices))"
    assert scanned(cursor, raw, EVERY_FILTER) == {"claim_rows"}
    assert "episodes" in read
    assert not read & {"claim_rows", "consultation_rows"}


def test_no_table_that_a_measure_reads_grows_with_other_lines(small: Grown) -> None:
    folder, cursor, read = small
    before = {table: len(cursor.table(table)) for table in sorted(read)}
    more = write_export(folder / "more.csv", "claims", other_lines(200, first=5))
    import_files(folder / "d9311.duckdb", claims=[more])
    grown = open_database(folder / "d9311.duckdb").cursor()
    assert len(grown.table("claim_rows")) == 208
    after = {table: len(grown.table(table)) for table in sorted(read)}
    assert after == {**before, "imports": before["imports"] + 1}  # the book of files has one more
