"""The lists that pages show beside the measures, one `.sql` file each, run like measures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import queries
from d9311.filters import Filters

if TYPE_CHECKING:
    import duckdb
    import pandas

FOLDER = Path(__file__).parent
PARAMETER = re.compile(r"\$([a-z_]+)")


@cache
def read(name: str) -> str:
    """Return the SQL text of a listing. Raises FileNotFoundError."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def describe(name: str) -> dict[str, str]:
    """Return a listing's header, field by field, as `queries.describe` does for a measure."""
    return queries.header(read(name))


def run(cursor: duckdb.DuckDBPyConnection, name: str, filters: Filters, **asked: str) -> pandas.DataFrame:
    """Run a listing; return a frame of Arrow-backed columns.

    `asked` are its further named text parameters.
    """
    import pandas

    text = read(name)
    given: dict[str, Any] = {"filters": filters.parameters(), **asked}
    statement = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    used = {parameter: given[parameter] for parameter in PARAMETER.findall(statement)}
    return queries.fetch(cursor, statement, used).to_pandas(types_mapper=pandas.ArrowDtype)
