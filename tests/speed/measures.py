"""How long every measure takes beside another version's: `python -m tests.speed.measures --beside FOLDER [--lines N]`.

Claims are made of which the D9311 lines stand for as many as a hundred times more lines hold: a measure reads no other.
This folder and the one named beside it (another version of the dashboard) import them, each for itself, and ask every
measure in turns, each turn in a process of its own: without a filter, and of one year. The least of all turns is shown,
first that of the processor, of which other work on the machine takes nothing, then that by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.project.files import ROOT
from tests.speed.files import D9311_SHARE, Files, make

OTHERS = 4  # lines of other codes for each of D9311: the import needs patients with other treatments
ASK = Path(__file__).with_name("asked.py")
Times = dict[str, list[tuple[float, float]]]
"""Of each measure the least CPU and clock time, without a filter and of one year."""


def main() -> None:
    options = _options()
    folders = [ROOT, *(folder.resolve() for folder in options.beside)]
    found: list[Times] = [{} for _ in folders]
    with tempfile.TemporaryDirectory(prefix="d9311-measures-") as name:
        d9311 = options.lines // D9311_SHARE
        files = make(Path(name), d9311 * (OTHERS + 1), d9311)
        for _ in range(options.turns):
            for place, folder in enumerate(folders):
                found[place] = _least(found[place], _asked(folder, files, place))
    print(
        f"{options.lines:,} claim lines, {files.d9311_lines:,} of D9311; ms, least of {options.turns} turns"
    )
    for name, own in found[0].items():
        print(f"{name:30}", *(_told(own, other.get(name)) for other in found[1:] or [{}]), sep="   ")
    for other in found[1:]:
        both = [name for name in found[0] if name in other]
        sums = [sum(cpu for name in both for cpu, _ in times[name]) for times in (found[0], other)]
        print(f"together: {sums[0]:.0f} ms of CPU beside {sums[1]:.0f}, {sums[0] / sums[1]:.2f} times")


def _asked(folder: Path, files: Files, place: int) -> Times:
    database = files.claims.with_name(f"{place}.duckdb")
    command = [sys.executable, "-P", str(ASK), *map(str, (database, files.claims, files.consultations))]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    answer: Times = json.loads(done.stdout.splitlines()[-1])
    return answer


def _least(one: Times, other: Times) -> Times:
    return {
        name: [
            (min(cpu, own_cpu), min(clock, own_clock))
            for (cpu, clock), (own_cpu, own_clock) in zip(times, one.get(name, times), strict=True)
        ]
        for name, times in other.items()
    }


def _told(own: list[tuple[float, float]], other: list[tuple[float, float]] | None) -> str:
    """CPU (clock) of this version, of the other, and how many times the other's CPU, for each filter."""
    parts = []
    for place, (cpu, clock) in enumerate(own):
        parts.append(f"{cpu:6.1f} ({clock:6.1f})")
        if other:
            parts.append(f"{other[place][0]:6.1f} ({other[place][1]:6.1f}) {cpu / other[place][0]:5.2f} ")
    return " ".join(parts)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.measures", description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000_000, metavar="N", help="of which 1%% are D9311")
    parser.add_argument("--turns", type=int, default=3, metavar="N")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], metavar="FOLDER")
    return parser.parse_args()


if __name__ == "__main__":
    main()
