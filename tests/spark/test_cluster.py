"""A cluster that loses a worker, with its executor, makes what DuckDB makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from d9311.home import ROOT
from tests.states import import_files

pytest.importorskip("pyspark")
pytest.importorskip("sqlglot")
pytestmark = [pytest.mark.spark, pytest.mark.slow]

from tests.spark import cluster, engines  # noqa: E402

SAMPLE = {kind: ROOT / "sample_data" / f"{kind}.csv" for kind in ("claims", "consultations")}
MADE_BEFORE = 25
"""Derived tables, of about fifty, that stand in the folder when the worker is killed."""
# Two imports are of two hours.
DIFFERS = {"imports": "imported_at"}
SETTINGS = {
    **engines.FEW_ROWS,
    "spark.sql.shuffle.partitions": "2",
    "spark.executor.extraJavaOptions": engines.FEW_ROWS["spark.driver.extraJavaOptions"],
    "spark.executor.memory": "1g",
    "spark.driver.host": cluster.HOST,
    "spark.driver.bindAddress": cluster.HOST,
}


def test_an_import_outlives_a_worker_that_is_killed_while_it_writes(tmp_path: Path) -> None:
    by_spark, by_duckdb, folder = (tmp_path / name for name in ("spark.duckdb", "duckdb.duckdb", "shared"))
    import_files(by_duckdb, claims=[SAMPLE["claims"]], consultations=[SAMPLE["consultations"]])
    # one key: the same pseudonyms
    shutil.copyfile(f"{by_duckdb}.key", f"{by_spark}.key")
    derived = folder / "derived"
    with cluster.started(tmp_path, workers=2) as spark:
        importing = _import(spark.address, by_spark, folder, tmp_path / "import.log")
        try:
            cluster.wait_for(lambda: len(_made(derived)) >= MADE_BEFORE, importing, 1200)
            cluster.wait_for(lambda: any(derived.glob("*/_temporary")), importing, 60)
            both = [spark.executors(worker) for worker in range(2)]
            spark.kill(0)
            made = _made(derived)
            assert importing.wait(1800) == 0, (tmp_path / "import.log").read_text()
        finally:
            importing.kill()
        assert both == [1, 1]
        assert spark.lost() == 1
        assert spark.workers[1].poll() is None
    tables = engines.derived_tables(by_duckdb)
    assert engines.derived_tables(by_spark) == tables
    assert len(made) < len(_made(derived))
    differing = {
        name: engines.different_rows(by_duckdb, by_spark, name, DIFFERS.get(name, "")) for name in tables
    }
    assert {name: rows for name, rows in differing.items() if rows} == {}


def _made(derived: Path) -> set[str]:
    """The derived tables that are written, each of which has a file that says so."""
    return {place.parent.name for place in derived.glob("*/_SUCCESS")}


def _import(master: str, database: Path, folder: Path, log: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "d9311", "import", "--engine", "spark", "--master", master]
    command += ["--db", str(database), "--parquet", str(folder)]
    command += [part for kind, path in SAMPLE.items() for part in (f"--{kind}", str(path))]
    command += [part for one in SETTINGS.items() for part in ("--spark-setting", "=".join(one))]
    with log.open("wb") as file:
        # a worker that needed Python would not find it
        without_python = {**os.environ, "PYSPARK_PYTHON": "there-is-no-python"}
        return subprocess.Popen(command, cwd=ROOT, stdout=file, stderr=file, env=without_python)
