"""One question asked of the raw lines by other means: `python -m tests.speed.others MEANS CLAIMS [DATABASE]`.

How many lines of D9311 has each practice in each month of service, how many are decided, what was billed and paid?
`bare` is a hand-written query over DuckDB's typed table of the file, `sqlite` what a tool like Datasette would ask of an
indexed table, `pandas` and `polars` what a notebook does with the columns that it needs; `ours` asks the dashboard's
database. Prints JSON: `load_ms` until it can be asked (of the databases only to open them), `ask_ms` for an answer
(`cpu_ms`: least CPU time) and the answer's fingerprint, which must be the same for all.
"""

from __future__ import annotations

import csv
import gc
import hashlib
import json
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

RUNS = 5
COLUMNS = (
    "practice_id",
    "procedure_code",
    "service_date",
    "adjudicated_date",
    "billed_amount",
    "paid_amount",
)
Rows = list[tuple[Any, ...]]
Ask = Callable[[], Rows]
_ANSWER = """select practice_id, {month} as month, count(*) as lines, count(adjudicated_date) as decided,
    {cents}(billed_amount) as billed, {cents}(paid_amount) as paid
from {table} {where} group by 1, 2 order by 1, 2"""
_D9311 = "where procedure_code = 'D9311'"


def bare(claims: Path, database: Path) -> Ask:
    return _duckdb(claims.with_name("bare.duckdb"), "claims", _D9311)


def ours(claims: Path, database: Path) -> Ask:
    return _duckdb(database, "claim_lines_d9311", "")


def _duckdb(database: Path, table: str, where: str) -> Ask:
    import duckdb

    connection = duckdb.connect(str(database), read_only=True)
    query = _ANSWER.format(
        month="strftime(service_date, '%Y-%m')", cents="100 * sum", table=table, where=where
    )
    return lambda: connection.execute(query).fetchall()


def sqlite(claims: Path, database: Path) -> Ask:
    """The table is made once beside the file, with an index on the code."""
    place = claims.with_name("claims.sqlite")
    is_new = not place.exists()
    connection = sqlite3.connect(place)
    if is_new:
        connection.execute(f"create table claims ({', '.join(COLUMNS)})")
        with claims.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            cells = ([row[name] or None for name in COLUMNS] for row in rows)
            while part := list(islice(cells, 100_000)):
                connection.executemany(f"insert into claims values ({', '.join('?' * len(COLUMNS))})", part)
        connection.execute("create index codes on claims (procedure_code)")
        connection.commit()
    query = _ANSWER.format(
        month="substr(service_date, 1, 7)", cents="100 * sum", table="claims", where=_D9311
    )
    return lambda: connection.execute(query).fetchall()


def pandas(claims: Path, database: Path) -> Ask:
    import pandas

    frame = pandas.read_csv(claims, usecols=list(COLUMNS), dtype_backend="pyarrow", engine="pyarrow")

    def ask() -> Rows:
        lines = frame[frame["procedure_code"] == "D9311"]
        month = lines["service_date"].astype("string").str[:7]
        groups = lines.groupby(["practice_id", month.rename("month")], sort=True).agg(
            lines=("procedure_code", "size"),
            decided=("adjudicated_date", "count"),
            billed=("billed_amount", "sum"),
            paid=("paid_amount", "sum"),
        )
        return [
            (*key, lines, decided, 100 * billed, 100 * paid)
            for key, lines, decided, billed, paid in groups.itertuples(name=None)
        ]

    return ask


def polars(claims: Path, database: Path) -> Ask:
    import polars  # type: ignore[import-not-found,unused-ignore]

    frame = polars.read_csv(claims, columns=list(COLUMNS), infer_schema_length=None)

    def ask() -> Rows:
        lines = frame.filter(polars.col("procedure_code") == "D9311")
        month = polars.col("service_date").cast(polars.String).str.slice(0, 7)
        groups = lines.group_by("practice_id", month.alias("month")).agg(
            polars.len().alias("lines"),
            polars.col("adjudicated_date").count().alias("decided"),
            polars.col("billed_amount").sum() * 100,
            polars.col("paid_amount").sum() * 100,
        )
        return list(groups.sort("practice_id", "month").iter_rows())

    return ask


MEANS: dict[str, Callable[[Path, Path], Ask]] = {
    "ours": ours, "bare": bare, "pandas": pandas, "polars": polars, "sqlite": sqlite,
}  # fmt: skip


def _fingerprint(rows: Iterable[tuple[Any, ...]]) -> str:
    """Of the answer with its amounts in whole cents, since some means know only floats."""
    text = repr([(place, month, *(round(float(one or 0)) for one in rest)) for place, month, *rest in rows])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def main() -> None:
    name, claims, *rest = sys.argv[1:]
    start = perf_counter()
    try:
        ask = MEANS[name](Path(claims), Path(rest[0]) if rest else Path())
    except ModuleNotFoundError as error:
        print(json.dumps({"name": name, "missing": error.name}))
        return
    load = perf_counter() - start
    rows = [tuple(row) for row in ask()]
    times, cpu_times = [], []
    for _ in range(RUNS):
        gc.collect()
        start, cpu_start = perf_counter(), process_time()
        ask()
        times.append(perf_counter() - start)
        cpu_times.append(process_time() - cpu_start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {
        "name": name,
        "load_ms": load * 1000,
        "ask_ms": median(times) * 1000,
        "cpu_ms": min(cpu_times) * 1000,
    }
    print(json.dumps({**result, "peak_mb": peak, "answer": _fingerprint(rows), "rows": len(rows)}))


if __name__ == "__main__":
    main()
