"""A Spark session, or one sentence that says what is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from typing import TYPE_CHECKING

from d9311.ingest.errors import Refused

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

REQUIREMENTS = "requirements-spark.txt"
JAVA = "17"

# What Spark must be told so that it means the same as DuckDB.
MEANING = {
    "spark.sql.session.timeZone": "UTC",
    # an overflow or a cast that cannot be is an error, never a null
    "spark.sql.ansi.enabled": "true",
    # a recursion ends where its rows do
    "spark.sql.cteRecursionLevelLimit": "-1",
    "spark.sql.cteRecursionRowLimit": "-1",
    # consultation times
    "spark.sql.timeType.enabled": "true",
    # practice 001 is not practice 1
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
# Defaults of ours, which a setting of the cluster or of the command line replaces.
DEFAULTS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "3g",
    "spark.log.level": "ERROR",
}
# On this machine nothing listens to the network, and few rows are not parted into 200 pieces.
LOCAL = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}


class SparkMissing(Refused):
    """Spark cannot be started here; the message says what to install."""


def check() -> None:
    """Raise SparkMissing unless pyspark, sqlglot and Java are here."""
    for name in ("pyspark", "sqlglot"):
        if not is_installed(name):
            raise SparkMissing(
                f"The engine spark needs {name}, which is not installed: pip install -r {REQUIREMENTS}"
            )
    home = os.environ.get("JAVA_HOME", "")
    if not shutil.which("java", path=os.path.join(home, "bin") if home else None):
        raise SparkMissing(
            f"The engine spark needs Java {JAVA}, which was not found: install it, "
            "or set JAVA_HOME to the folder that it is in."
        )


def is_installed(library: str) -> bool:
    """Tell whether a library can be imported."""
    return importlib.util.find_spec(library) is not None


def open_session(master: str, settings: dict[str, str] | None = None) -> SparkSession:
    """Start Spark on `local[2]`, `spark://host:7077` or another master. Raises SparkMissing.

    `settings`: of Spark, before the defaults of this project but not before what the answers depend on.
    """
    check()
    import logging

    from pyspark.sql import SparkSession

    # Spark's own words may hold values of rows: an error is told by its place.
    logging.getLogger("SQLQueryContextLogger").disabled = True
    is_local = master.startswith("local")
    builder = SparkSession.builder.master(master).appName("D9311")
    chosen = {**DEFAULTS, **(LOCAL if is_local else {}), **(settings or {}), **MEANING}
    for name, value in chosen.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session
