"""The benchmark, `make bench`: the import beside DuckDB alone, every measure, every page, memory, growth.

`python -m tests.speed [--lines N ...] [--repeats N] [--json FILE]`. Everything is timed in this one run, on
files that are the same on every machine, each task in a process of its own; times are medians of the repeats.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from tests.speed.files import D9311_SHARE, Files, make
from tests.speed.table import show

SIZES = (10_000, 100_000, 1_000_000)
GROWTH = 10
"""How many times more lines that are not D9311 the second file of the growth test has."""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="d9311-bench-") as folder:
        results = [_size(make(Path(folder) / str(lines), lines), options.repeats) for lines in options.lines]
        results[-1]["fewer_other_lines"] = _fewer_other_lines(Path(folder) / "fewer", max(options.lines))
    print(show(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed", description=__doc__)
    parser.add_argument(
        "--lines", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of the claims file"
    )
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="runs of each import (default 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    options = parser.parse_args()
    options.lines = sorted(options.lines)
    return options


def _size(files: Files, repeats: int) -> dict[str, Any]:
    """Every figure of one size; the readers take turns, so that a busy moment hits all of them."""
    database = files.claims.with_name("d9311.duckdb")
    taken: dict[str, list[dict[str, Any]]] = {"bare_file": [], "bare_memory": [], "import": []}
    for number in range(repeats):
        bare_file = files.claims.with_name(f"bare{number}.duckdb")
        taken["bare_file"].append(_task("bare", files.claims, bare_file))
        taken["bare_memory"].append(_task("bare", files.claims, ":memory:"))
        for old in files.claims.parent.glob("*duckdb*"):
            old.unlink()
        taken["import"].append(_task("import", files.claims, files.consultations, database))
        print(f"{files.lines:,} lines, run {number + 1} of {repeats}", file=sys.stderr)
    return {
        "lines": files.lines,
        "d9311_lines": files.d9311_lines,
        "megabytes": files.claims.stat().st_size / 2**20,
        "seconds": {name: median(run["seconds"] for run in runs) for name, runs in taken.items()},
        "cpu_seconds": {name: median(run["cpu_seconds"] for run in runs) for name, runs in taken.items()},
        "import_peak_mb": max(run["peak_mb"] for run in taken["import"]),
        "bare_peak_mb": max(run["peak_mb"] for run in taken["bare_file"]),
        "database_mb": taken["import"][-1]["database_mb"],
        "measures": _task("measures", database)["measures"],
        "pages": _task("pages", database)["pages"],
    }


def _fewer_other_lines(folder: Path, largest: int) -> dict[str, Any]:
    """The measures' times on the same D9311 lines among a tenth of the other lines."""
    wanted = largest // D9311_SHARE
    files = make(folder, wanted + (largest - wanted) // GROWTH, wanted)
    database = folder / "d9311.duckdb"
    _task("import", files.claims, files.consultations, database)
    return {"lines": files.lines, "measures": _task("measures", database)["measures"]}


def _task(*arguments: object) -> dict[str, Any]:
    """Run one task of the worker in a new process and return what it printed."""
    command = [sys.executable, "-m", "tests.speed.worker", *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
