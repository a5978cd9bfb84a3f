"""One measure per `.sql` file: list them, read them, run them. `builder` makes the tables that they read."""

from __future__ import annotations

import difflib
import re
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from d9311.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import duckdb
    import pandas
    import pyarrow

FOLDER = Path(__file__).parent
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
    finish: Callable[[pyarrow.Table], pyarrow.Table] = getattr(
        import_module(f"d9311.statistics.{module}"), function
    )
    return finish


def run(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pandas.DataFrame:
    """Run one measure; return a frame of Arrow-backed columns. Rates are fractions 0 to 1, money is decimal."""
    import pandas

    return arrow(cursor, name, filters).to_pandas(types_mapper=pandas.ArrowDtype)
