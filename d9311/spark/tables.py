"""What goes between a DuckDB database and a folder of Parquet files that Spark reads and writes.

In the folder `rows/` holds what was imported, the lines of claims parted by practice and year; `derived/`
what Spark made of them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from d9311.spark.translate import Columns, spark_type

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROWS, DERIVED, ROUNDS = "rows", "derived", "rounds"
# Views over the rows that were imported; Spark makes them anew from the same text.
VIEWS = ("export_rows", "current_claims", "current_consultations")
# Of every code; all other tables are small beside it.
PARTED = "claim_rows"
# Names that no column has, so that `practice_id` and `service_date` stay in the files as they are.
PARTS = "practice_id as in_practice, coalesce(year(service_date), 0) as in_year"


def write_rows(connection: duckdb.DuckDBPyConnection, folder: Path, tables: Columns) -> None:
    """Write tables of a database into a folder, in place of what is there."""
    shutil.rmtree(folder / ROWS, ignore_errors=True)
    for table, kinds in tables.items():
        place = folder / ROWS / table
        place.mkdir(parents=True)
        # Parquet has no whole number of more than 64 bits: DuckDB would write a floating one
        wide = [f"{name}::decimal(38, 0) as {name}" for name, kind in kinds.items() if kind == "HUGEINT"]
        everything = f"* replace ({', '.join(wide)})" if wide else "*"
        if table == PARTED:
            connection.execute(
                f"copy (select {everything}, {PARTS} from {table}) to '{_quoted(place)}' "
                "(format parquet, partition_by (in_practice, in_year), overwrite_or_ignore)"
            )
            if not any(place.iterdir()):
                _write(connection, f"select {everything}, {PARTS} from {table}", place)
        else:
            place_in_list = "rowid, " if table == "payer_alias" else ""
            _write(connection, f'select {place_in_list}{everything} from "{table}"', place)


def _write(connection: duckdb.DuckDBPyConnection, query: str, place: Path) -> None:
    connection.execute(f"copy ({query}) to '{_quoted(place / 'rows.parquet')}' (format parquet)")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def open_table(session: SparkSession, address: str, table: str, columns: Columns) -> DataFrame:
    """Let Spark know a table by its name; `address`: of the folder that it is in."""
    kinds = columns[table]
    parts = ["in_practice string", "in_year string"] if table == PARTED else []
    fields = ", ".join([*(f"`{name}` {spark_type(kind)}" for name, kind in kinds.items()), *parts])
    frame = session.read.schema(fields).parquet(f"{address}/{table}")
    frame = frame.select(*(f"`{name}`" for name in kinds))
    frame.createOrReplaceTempView(table)
    return frame


def read_back(connection: duckdb.DuckDBPyConnection, folder: Path, table: str, columns: Columns) -> None:
    """Make a table of a database from what Spark wrote, its columns of the types that DuckDB gives them."""
    listed = ", ".join(f'"{name}"::{kind} as "{name}"' for name, kind in columns[table].items())
    files = _quoted(folder / DERIVED / table / "*.parquet")
    connection.execute(f"create or replace table {table} as select {listed} from read_parquet('{files}')")
