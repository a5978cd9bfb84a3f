"""Every measure of one version, timed in a process of its own: `python asked.py DATABASE CLAIMS CONSULTATIONS`.

It runs in the folder of that version, so it takes nothing of this one. The files are imported unless the database is
there. Prints JSON: of each measure the least processor's time and the least time by the clock, in milliseconds, as
its page asks it: SQL, last step and frame, without a filter and of one year.
"""

from __future__ import annotations

import gc
import json
import sys
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

import queries
from d9311.filters import Filters
from d9311.ingest import import_files
from d9311.store import open_database

RUNS = 5
CHOICES = (Filters(), Filters(date_from=date(2025, 1, 1), date_to=date(2025, 12, 31)))


def main() -> None:
    database, claims, consultations = map(Path, sys.argv[1:])
    if not database.exists():
        import_files(database, claims=[claims], consultations=[consultations])
    cursor = open_database(database).cursor()
    print(json.dumps({name: [_least(cursor, name, one) for one in CHOICES] for name in queries.names()}))


def _least(cursor: object, name: str, filters: Filters) -> tuple[float, float]:
    queries.run(cursor, name, filters)  # type: ignore[arg-type]
    gc.collect()
    times = []
    for _ in range(RUNS):
        cpu, clock = process_time(), perf_counter()
        queries.run(cursor, name, filters)  # type: ignore[arg-type]
        times.append(((process_time() - cpu) * 1000, (perf_counter() - clock) * 1000))
    cpus, clocks = zip(*times, strict=True)
    return min(cpus), min(clocks)


if __name__ == "__main__":
    main()
