"""The benchmark, `make bench`: imports beside DuckDB alone, every measure, every page, memory, growth, an
835.

`python -m tests.speed [--lines N ...] [--repeats N] [--gigabyte] [--json FILE] [--plot FILE.html]`. Everything is timed in this
one run, on files that are the same on every machine, each task in a process of its own; times are medians of
the repeats. Compare ratios: they stay about the same from machine to machine, seconds do not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from tests.speed.files import D9311_SHARE, Files, make, make_foreign
from tests.speed.growth import write
from tests.speed.others import MEANS
from tests.speed.table import show

SIZES = (10_000, 100_000, 1_000_000)
GROWTH = 10
"""How many times more lines that are not D9311 the second file of the growth test has."""
GIGABYTE_LINES = 4_300_000
MONTHS = 100
"""Of what is there a further file holds one line in so many again, as the export of the next month does."""

Result = dict[str, Any]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="d9311-bench-") as name:
        folder = Path(name)
        sizes = [_size(make(folder / str(lines), lines), options.repeats) for lines in options.lines]
        largest = max(options.lines)
        imports = [size["import"] for size in sizes]
        imports.append(_foreign(make(folder / "foreign", largest), options.repeats))
        if options.gigabyte:
            imports.append(_canonical("canonical", make(folder / "gigabyte", GIGABYTE_LINES), 1))
        results = {
            "imports": imports,
            "sizes": sizes,
            "fewer_other_lines": _fewer_other_lines(folder / "fewer", largest),
            "remittance": _run("tests.speed.remittance"),
        }
    about = _machine()
    print(f"{about}\n\n{show(results)}")
    if options.plot:
        write(results, options.plot, about)
    if options.json:
        options.json.write_text(json.dumps({"on": about, **results}, indent=1) + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed", description=__doc__)
    parser.add_argument(
        "--lines", type=int, nargs="+", default=SIZES, metavar="N", help="sizes of the claims file"
    )
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="runs of each import (default 3)")
    parser.add_argument("--gigabyte", action="store_true", help="import a claims file of 1 GB, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw there how all grows, for a browser")
    options = parser.parse_args()
    options.lines = sorted(options.lines)
    return options


def _machine() -> str:
    """Say on what all was measured: processors, memory, versions."""
    model = Path("/proc/cpuinfo")
    names = (
        [line for line in model.read_text().splitlines() if "model name" in line] if model.exists() else []
    )
    processor = names[0].partition(":")[2].strip() if names else platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "streamlit", "plotly"))
    python = platform.python_version()
    return f"{os.cpu_count()} cores ({processor}), {memory:.0f} GiB, {platform.system()}, Python {python}, {versions}"


def _size(files: Files, repeats: int) -> Result:
    """Every figure of one size."""
    result: Result = {"lines": files.lines, "import": _canonical("canonical", files, repeats)}
    database = files.claims.with_name("d9311.duckdb")
    result["measures"] = _task("measures", database)["measures"]
    result["others"] = _others(files.claims, database)
    result["pages"] = _task("pages", database)["pages"]
    month = make(files.claims.parent / "month", max(1, files.lines // MONTHS))
    result["month"] = {"lines": month.lines, **_task("import", month.claims, "", database)}
    return result


def _others(claims: Path, database: Path) -> list[Result]:
    """One question asked by other means; all must give one answer."""
    asked = [_run("tests.speed.others", name, claims, database) for name in MEANS]
    assert len({one["answer"] for one in asked if "answer" in one}) == 1, asked
    return asked


def _canonical(name: str, files: Files, repeats: int) -> Result:
    return _compared(name, files, repeats, "bare", files.claims)


def _foreign(files: Files, repeats: int) -> Result:
    claims, profile = make_foreign(files.claims)
    return _compared("foreign, mapped", files, repeats, "bare_foreign", claims, profile)


def _compared(name: str, files: Files, repeats: int, bare: str, claims: Path, *profiles: Path) -> Result:
    """The import beside the bare read of the same file; they take turns, so that a busy moment hits both."""
    runs: list[tuple[Result, Result]] = []
    for number in range(repeats):
        for old in claims.parent.glob("*duckdb*"):
            old.unlink()
        alone = _task(bare, claims, claims.with_name("bare.duckdb"))
        ours = _task("import", claims, files.consultations, claims.with_name("d9311.duckdb"), *profiles)
        runs.append((alone, ours))
        print(f"{name}, {files.lines:,} lines, run {number + 1} of {repeats}", file=sys.stderr)
    return {
        "name": name,
        "lines": files.lines,
        "megabytes": claims.stat().st_size / 1e6,
        "bare": {key: median(alone[key] for alone, _ in runs) for key in ("seconds", "cpu_seconds")},
        "import": {key: median(ours[key] for _, ours in runs) for key in ("seconds", "cpu_seconds")},
        "peak_mb": max(ours["peak_mb"] for _, ours in runs),
        "bare_peak_mb": max(alone["peak_mb"] for alone, _ in runs),
        "database_mb": runs[-1][1]["database_mb"],
    }


def _fewer_other_lines(folder: Path, largest: int) -> Result:
    """The measures' times on the same D9311 lines among a tenth of the other lines."""
    wanted = largest // D9311_SHARE
    files = make(folder, wanted + (largest - wanted) // GROWTH, wanted)
    database = folder / "d9311.duckdb"
    _task("import", files.claims, files.consultations, database)
    return {"lines": files.lines, "measures": _task("measures", database)["measures"]}


def _task(*arguments: object) -> Result:
    """Run one task of the worker in a new process."""
    return _run("tests.speed.worker", *arguments)


def _run(module: str, *arguments: object) -> Result:
    """Run a module in a new process and return what it printed last."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
