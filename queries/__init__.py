"""One measure per `.sql` file: list them, read them, run them; and build the tables that they read."""

from __future__ import annotations

import csv
import difflib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from d9311.filters import Filters

if TYPE_CHECKING:
    import duckdb
    import pandas
    import pyarrow

FOLDER = Path(__file__).parent
REFERENCE = FOLDER.parent / "d9311" / "reference"
REFERENCE_TABLES = {
    "denial_codes": ("code", "kind", "category", "meaning", "next_step", "route"),
    "scenarios": ("scenario", "label", "pass", "pattern"),
    "same_day_code_list": ("code", "label"),
}
REFERENCE_FILES = {"same_day_code_list": "same_day_codes.csv"}
HEADER_LINE = re.compile(r"^-- (?:(question|definition|grain|not counted|\$filters): |  )(.*)$")


class UnknownQuery(LookupError):
    """No measure has that name; the message says which one is nearest."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all measures, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


@cache
def read(name: str) -> str:
    """Return the SQL text of one measure. Raises UnknownQuery."""
    if name not in names():
        near = difflib.get_close_matches(name, names(), n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names())}."
        raise UnknownQuery(f"There is no query named {name!r}; {hint}")
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def describe(name: str) -> dict[str, str]:
    """Return a measure's header: question, definition, grain, not counted, $filters. Raises UnknownQuery."""
    header: dict[str, str] = {}
    field = ""
    for line in read(name).splitlines():
        match = HEADER_LINE.match(line)
        if not match:
            break
        field = match[1] or field
        header[field] = f"{header.get(field, '')} {match[2]}".strip()
    return header


def arrow(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pyarrow.Table:
    """Run one measure; return its rows with exact decimals, in the columns and order of its definition."""
    parameters = {"filters": (filters or Filters()).parameters()}
    return cursor.execute(read(name), parameters).to_arrow_table()


def run(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pandas.DataFrame:
    """Run one measure; return a frame of Arrow-backed columns. Rates are fractions 0 to 1, money is decimal."""
    import pandas

    return arrow(cursor, name, filters).to_pandas(types_mapper=pandas.ArrowDtype)


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every derived table from the current rows, once per import, on a writable connection."""
    for table, columns in REFERENCE_TABLES.items():
        _load_reference(connection, table, columns)
    for path in sorted((FOLDER / "build").glob("*.sql")):
        connection.execute(path.read_text(encoding="utf-8"))


def _load_reference(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> None:
    path = REFERENCE / REFERENCE_FILES.get(table, f"{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [column for column in columns if rows and column not in rows[0]]
    if missing or not rows:
        raise ValueError(f"{path.name} needs rows with the columns {', '.join(columns)}")
    listed = ", ".join(f'unnest($c{index}::text[]) as "{name}"' for index, name in enumerate(columns))
    connection.execute(
        f"create or replace table {table} as "
        f"select row_number() over () as position, * from (select {listed})",
        {f"c{index}": [row[name] for row in rows] for index, name in enumerate(columns)},
    )
