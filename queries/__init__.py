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
# The warning asks for `cursor.sql`, which plans each query twice;
# planning costs more than the few rows copied.
warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")
HEADER_LINE = re.compile(r"^-- (?:([a-z$][a-z $]*): |  )(.*)$")
UNLESS_ALL = " unless all"


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
    """Return a measure's header, field by field, as far as it has them. Raises UnknownQuery.

    question, definition, grain, not counted, $filters: what it says to a reader; every measure has them.
    finish: its last step, where SQL does it badly: a function in d9311.statistics, Arrow table in and out.
    opens, counts, mark: which rows open behind its numbers, read by `opens` and d9311.ui.behind.counts.
    rate: the one whose numbers it counts, for which the listing accounted says what is in neither of them.
    graded, needs, better with, filled: what an export must hold for it, read by d9311.ui.data.grades.
    """
    return header(read(name))


def header(text: str) -> dict[str, str]:
    """Return the fields of the comment that a measure or a listing begins with."""
    found: dict[str, str] = {}
    field = ""
    for line in text.splitlines():
        match = HEADER_LINE.match(line)
        if not match:
            break
        field = match[1] or field
        found[field] = f"{found.get(field, '')} {match[2]}".strip()
    return found


def opens(name: str) -> dict[str, str]:
    """Return the group columns of a measure,
    each with the condition that it sets on the rows behind its counts.

    In the header: `opens: payer, plan_name -> plan`, the condition only where it is called otherwise; `payer
    unless all` where the row named `all` holds every payer. Empty for a measure whose counts open nothing.
    """
    parts = (part.removesuffix(UNLESS_ALL).split(" -> ") for part in _listed(name, "opens"))
    return {part[0]: part[-1] for part in parts}


def pools(name: str) -> bool:
    """Return whether a measure has rows named `all` that hold every payer together."""
    return any(part.endswith(UNLESS_ALL) for part in _listed(name, "opens"))


def _listed(name: str, field: str) -> list[str]:
    text = describe(name).get(field, "") if name in names() else ""
    return text.split(", ") if text else []


def fetch(
    cursor: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, object]
) -> pyarrow.Table:
    """Run one statement with named parameters; return its rows as an Arrow table with exact decimals."""
    table: pyarrow.Table = cursor.execute(statement, parameters).to_arrow_table()
    return table


def arrow(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pyarrow.Table:
    """Run one measure; return its rows with exact decimals, in the columns and order of its definition."""
    parameters = {"filters": (filters or Filters()).parameters()}
    return finished(name, fetch(cursor, read(name), parameters))


def finished(name: str, table: pyarrow.Table) -> pyarrow.Table:
    """Return what a measure's query gave after the measure's last step, if it has one."""
    finish = describe(name).get("finish")
    return _finish(finish)(table) if finish else table


def _finish(path: str) -> Callable[[pyarrow.Table], pyarrow.Table]:
    """Find the function when it is needed: scipy takes longer to import than most measures take to run."""
    module, function = path.split(".")
    finish: Callable[[pyarrow.Table], pyarrow.Table] = getattr(
        import_module(f"d9311.statistics.{module}"), function
    )
    return finish


def run(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters | None = None) -> pandas.DataFrame:
    """Run one measure; return a frame of Arrow-backed columns.

    Rates are fractions 0 to 1, money is decimal.
    """
    import pandas

    return arrow(cursor, name, filters).to_pandas(types_mapper=pandas.ArrowDtype)
