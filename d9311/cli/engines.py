"""Which engine derives and asks: DuckDB, in this process, or Spark (docs/scale.md)."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from d9311.ingest.errors import Refused

if TYPE_CHECKING:
    import duckdb
    import pyarrow
    from pyspark.sql import SparkSession

    from d9311.filters import Filters
    from d9311.ingest.publishing.deriving import Build

MASTER = "local[*]"


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Add what says which engine does it."""
    parser.add_argument(
        "--engine", choices=["duckdb", "spark"], default="duckdb", help="spark: see docs/scale.md"
    )
    parser.add_argument("--master", metavar="M", default=MASTER, help=f"of spark, else {MASTER}")
    parser.add_argument(
        "--parquet", metavar="DIR", help="where spark keeps its tables, else beside the database"
    )
    parser.add_argument(
        "--spark-setting", action="append", default=[], metavar="NAME=VALUE", help="may be given again"
    )


@contextmanager
def build_of(chosen: argparse.Namespace) -> Iterator[Build]:
    """Give what makes the derived tables. Raises Refused where the engine cannot be started."""
    if chosen.engine == "duckdb":
        from queries import builder

        yield builder.build
        return
    with _session(chosen) as session:
        from d9311.spark.run import LOG, builds

        LOG.addHandler(logging.StreamHandler())  # a step may take minutes, and there are a hundred
        LOG.setLevel(logging.INFO)
        yield builds(session, Path(_parquet(chosen)).absolute())


def asked_of_spark(
    chosen: argparse.Namespace, filters: Filters, cursor: duckdb.DuckDBPyConnection | None
) -> pyarrow.Table:
    """Run a measure over the folder that an import on Spark has left.

    `cursor`: on the database, where one is given. Raises Refused where there is no such folder, or where it
    was made of other imports than the database.
    """
    address = _parquet(chosen)
    if "://" not in address and not Path(address).is_dir():
        raise Refused(f"There is no folder {address}; import with --engine spark, or name it with --parquet.")
    with _session(chosen) as session:
        from d9311.spark.run import Measures

        measures = Measures(session, address)
        if cursor:
            held = set(cursor.execute("select import_id, sha256 from imports").fetchall())
            if held != measures.imports():
                raise Refused(
                    f"{address} was made of other imports than {chosen.db}; import with --engine spark again."
                )
        return measures.arrow(chosen.name, filters)


def _parquet(chosen: argparse.Namespace) -> str:
    """Return where Spark's tables are, else `practice.parquet` beside `practice.duckdb`. Raises Refused."""
    if chosen.parquet:
        return str(chosen.parquet)
    if not chosen.db:
        raise Refused(
            "Give the folder of Spark's tables: --parquet DIR, or the database beside it: --db FILE."
        )
    return str(Path(chosen.db).absolute().with_suffix(".parquet"))


@contextmanager
def _session(chosen: argparse.Namespace) -> Iterator[SparkSession]:
    from d9311.spark.session import open_session

    settings = dict(one.partition("=")[::2] for one in chosen.spark_setting)
    session = open_session(chosen.master, settings)
    try:
        yield session
    finally:
        session.stop()
