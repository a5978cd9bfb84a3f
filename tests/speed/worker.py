"""One task of the benchmark in a process of its own: `python -m tests.speed.worker TASK ARGUMENTS`.

Prints JSON with seconds or milliseconds, `peak_mb` (the most memory that the process ever held) and
`cpu_seconds` (of all its threads, start-up included: steadier than the clock on a busy machine).
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import duckdb

from d9311 import contract
from tests.speed.files import FOREIGN

TYPES = {"date": "DATE", "money": "DECIMAL(12,2)", "integer": "INTEGER", "boolean": "BOOLEAN"}
RUNS = 11
Result = dict[str, float]


def bare(claims: str, database: str) -> dict[str, object]:
    """DuckDB alone: one typed read_csv into a new table, dialect given, of a new file or in memory."""
    return _bare(claims, database, _types(), "%Y-%m-%d")


def bare_foreign(claims: str, database: str) -> dict[str, object]:
    """The same of the foreign file, whose names, dates and further column are told to DuckDB."""
    columns = {FOREIGN[name]: kind for name, kind in _types().items()}
    return _bare(claims, database, columns | {"Patient Name": "VARCHAR"}, "%m/%d/%Y")


def _types() -> dict[str, str]:
    return {column.name: TYPES.get(column.kind, "VARCHAR") for column in contract.CLAIMS}


def _bare(claims: str, database: str, columns: dict[str, str], dates: str) -> dict[str, object]:
    connection = duckdb.connect(database)
    start = perf_counter()
    connection.execute(
        "create table claims as select * from read_csv($path, columns = $columns, header = true, delim = ',',"
        " quote = '\"', escape = '\"', nullstr = '', dateformat = $dates, auto_detect = false)".replace(
            "$columns", _struct(columns)
        ),
        {"path": claims, "dates": dates},
    )
    connection.close()
    return {"seconds": perf_counter() - start}


def _struct(columns: dict[str, str]) -> str:
    """The columns as the literal that read_csv wants; names and types come from the contract."""
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items()) + "}"


def imported(claims: str, consultations: str, database: str, *profiles: str) -> dict[str, object]:
    """The production import of both files into a new database."""
    from d9311.contract import Limits
    from d9311.ingest import import_files

    start = perf_counter()
    import_files(
        Path(database),
        claims=[Path(claims)],
        consultations=[Path(consultations)] if consultations else [],
        profiles=[Path(profile) for profile in profiles],
        limits=Limits.of_any_size(),
    )
    return {"seconds": perf_counter() - start, "database_mb": Path(database).stat().st_size / 2**20}


def measured(database: str) -> dict[str, object]:
    """Every measure through the runner, in milliseconds."""
    import queries
    from d9311.store import open_database

    connection = open_database(database)
    return {
        "measures": {
            name: _times(partial(queries.run, connection.cursor(), name)) for name in queries.names()
        }
    }


def drawn(database: str) -> dict[str, object]:
    """Every page's queries, in milliseconds: the sum of all, and of those that a changed filter asks
    again."""
    from tests.speed.pages import asked_by_pages

    pages: dict[str, object] = {}
    for page, asked in asked_by_pages(database).items():
        times = [(_times(query.ask), query.once) for query in asked.values()]
        pages[page] = {
            "first": _sum(time for time, _ in times),
            "again": _sum(time for time, once in times if not once),
            "queries": len(times),
        }
    return {"pages": pages}


def _times(ask: Callable[[], object]) -> Result:
    """The median by the clock and the least CPU time of several runs after a first one, in milliseconds."""
    ask()
    times, cpu_times = [], []
    for _ in range(RUNS):
        gc.collect()
        start, cpu_start = perf_counter(), process_time()
        ask()
        times.append((perf_counter() - start) * 1000)
        cpu_times.append((process_time() - cpu_start) * 1000)
    return {"median": median(times), "cpu": min(cpu_times)}


def _sum(times: Iterable[Result]) -> Result:
    found = list(times)
    return {name: sum(time[name] for time in found) for name in ("median", "cpu")}


TASKS: dict[str, Callable[..., dict[str, object]]] = {
    "bare": bare,
    "bare_foreign": bare_foreign,
    "import": imported,
    "measures": measured,
    "pages": drawn,
}


def main() -> None:
    result = TASKS[sys.argv[1]](*sys.argv[2:])
    usage = resource.getrusage(resource.RUSAGE_SELF)
    result["peak_mb"] = usage.ru_maxrss / 1024
    result["cpu_seconds"] = usage.ru_utime + usage.ru_stime
    print(json.dumps(result))


if __name__ == "__main__":
    main()
