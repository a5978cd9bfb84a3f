"""One import whose derived tables are made twice, by DuckDB and by Spark, and what differs between the two."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow

from d9311.ingest.publishing.deriving import make_derived
from d9311.spark.run import builds

# Small tables: one piece, no plan that changes on the way, and no compiling that takes longer than the rows.
FEW_ROWS = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def made_on_spark(session: object, database: Path) -> Path:
    """Copy a database, make everything derived in the copy anew on Spark, and return where it is."""
    copy = database.with_name("spark.duckdb")
    shutil.copyfile(database, copy)
    with duckdb.connect(str(copy)) as connection:
        make_derived(connection, builds(session, folder_of(database)))
    return copy


def folder_of(database: Path) -> Path:
    """Return where Spark keeps the tables of a database."""
    return database.with_suffix(".parquet")


def derived_tables(database: Path) -> list[str]:
    """Name all tables and views of a database."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(
            "select table_name from duckdb_tables() union select view_name from "
            "duckdb_views() where not internal order by 1"
        ).fetchall()
    return [name for (name,) in found]


def different_rows(one: Path, other: Path, table: str, without: str = "") -> list[tuple[object, ...]]:
    """Return rows that stand in a table of one database and not, or not as often, in that of the other.

    `without`: a column that may differ.
    """
    listed = f'* exclude ("{without}")' if without else "*"
    with duckdb.connect() as connection:
        for name, path in (("one", one), ("other", other)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        sides = [f'select {listed} from {name}.main."{table}"' for name in ("one", "other")]
        return [
            ("only" if first is sides[0] else "spark", *row)
            for first, second in (sides, sides[::-1])
            for row in connection.execute(f"({first}) except all ({second}) limit 3").fetchall()
        ]


def differences(expected: pyarrow.Table, actual: pyarrow.Table) -> list[str]:
    """Everything in which two results of a measure differ: counts, dates and money exactly, rates to 1e-12."""
    if expected.schema != actual.schema:
        return [f"columns {actual.schema} for {expected.schema}"]
    rows = (expected.to_pylist(), actual.to_pylist())
    if len(rows[0]) != len(rows[1]):
        return [f"{len(rows[1])} rows for {len(rows[0])}"]
    return [
        f"row {number} {name}: {other[name]!r} for {one[name]!r}"
        for number, (one, other) in enumerate(zip(*rows, strict=True), start=1)
        for name in one
        if not is_same(one[name], other[name])
    ]


def is_same(one: object, other: object) -> bool:
    """Exactly; two floating numbers to 1e-12 of their size."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-12 * max(1.0, abs(one))
    return one == other and isinstance(one, Decimal) == isinstance(other, Decimal)
