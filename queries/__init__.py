"""One measure per `.sql` file: list them, read them, run them; and build the tables that they read."""

from __future__ import annotations

import csv
import difflib
import re
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from d9311.contract import FALSE_WORDS, METHODS, PLACEHOLDERS, STATUS_TABLE, TRUE_WORDS
from d9311.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
# Measures whose last step SQL does badly: the function in d9311.statistics, Arrow table in and out. Found when
# it is needed, because scipy takes longer to import than most measures take to run.
FINISH = {
    "approval_signals": ("signals", "approval_signals"),
    "decision_curve": ("competing", "decision_curve"),
    "decision_time": ("time_to_decision", "decision_time"),
    "gap_effects": ("gaps", "gap_effects"),
    "payer_signals": ("signals", "group_signals"),
    "plan_signals": ("signals", "group_signals"),
    "practice_comparison": ("standardised", "practice_comparison"),
    "practice_signals": ("signals", "group_signals"),
    "provider_comparison": ("standardised", "provider_comparison"),
    "provider_signals": ("signals", "group_signals"),
}
ONCE_PER = "-- once per: "
# The warning asks for `cursor.sql`, which plans each query twice; planning costs more than the few rows copied.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")
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


def fetch(
    cursor: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, object]
) -> pyarrow.Table:
    """Run one statement with named parameters; return its rows as an Arrow table with exact decimals."""
    table: pyarrow.Table = cursor.execute(statement, parameters).to_arrow_table()
    return table


def arrow(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pyarrow.Table:
    """Run one measure; return its rows with exact decimals, in the columns and order of its definition."""
    parameters = {"filters": (filters or Filters()).parameters()}
    table = fetch(cursor, read(name), parameters)
    return _finish(name)(table) if name in FINISH else table


def _finish(name: str) -> Callable[[pyarrow.Table], pyarrow.Table]:
    module, function = FINISH[name]
    return getattr(import_module(f"d9311.statistics.{module}"), function)


def run(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pandas.DataFrame:
    """Run one measure; return a frame of Arrow-backed columns. Rates are fractions 0 to 1, money is decimal."""
    import pandas

    return arrow(cursor, name, filters).to_pandas(types_mapper=pandas.ArrowDtype)


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every derived table from the current rows, once per import, on a writable connection.

    One transaction, because each statement of its own would wait for the disk. Raises ValueError for a
    reference list in `d9311/reference` that lacks a column.
    """
    connection.begin()
    for table, columns in REFERENCE_TABLES.items():
        _load_reference(connection, table, columns)
    _load_contract(connection)
    for path in sorted((FOLDER / "build").glob("*.sql")):
        _run_build_file(connection, path.read_text(encoding="utf-8"))
    connection.commit()


def _run_build_file(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Run a build file: once, or with each row of its `-- once per:` query as named parameters."""
    if not text.startswith(ONCE_PER):
        connection.execute(text)
        return
    result = connection.execute(text.splitlines()[0].removeprefix(ONCE_PER))
    columns = [column[0] for column in result.description]
    for row in result.fetchall():
        connection.execute(text, dict(zip(columns, row, strict=True)))


def _load_reference(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[str, ...]) -> None:
    path = REFERENCE / REFERENCE_FILES.get(table, f"{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [column for column in columns if rows and column not in rows[0]]
    if missing or not rows:
        raise ValueError(f"{path.name} needs rows with the columns {', '.join(columns)}")
    _load_table(connection, table, columns, [tuple(row[name] for name in columns) for row in rows])


def _load_table(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
) -> None:
    listed = ", ".join(f'unnest($c{index}::text[]) as "{name}"' for index, name in enumerate(columns))
    connection.execute(
        f"create or replace table {table} as "
        f"select row_number() over () as position, * from (select {listed})",
        {f"c{index}": [row[index] for row in rows] for index in range(len(columns))},
    )


def _load_contract(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the word lists of the column contract readable to SQL."""
    statuses = {re.sub(r"[^a-z0-9]", "", word): status for word, status in STATUS_TABLE.items()}
    methods = [(method, "|".join(f"(?:{pattern})" for pattern in patterns)) for method, patterns in METHODS]
    tables: dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]] = {
        "status_table": (("accepted", "status_kind"), list(statuses.items())),
        "methods": (("method", "pattern"), methods),
        "placeholders": (("word",), [(word,) for word in sorted(PLACEHOLDERS - {""})]),
        "boolean_words": (
            ("word", "meaning"),
            [(word, "true") for word in TRUE_WORDS] + [(word, "false") for word in FALSE_WORDS],
        ),
    }
    for table, (columns, rows) in tables.items():
        _load_table(connection, table, columns, rows)
