"""How soon a started dashboard is there: `python -m tests.speed.start [--turns N] [--beside FOLDER ...]`.

The sample data are imported; then, in turns, the server of this folder and of each one named beside it (another version
of the dashboard) is started and the Overview opened in Chromium as soon as the port listens, in a window that knows
nothing of it. Timed from the start of the process to the drawn page (answer, cards, chart) and to the settled one; beside
it the processor's seconds of the server, and how many modules it has loaded.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from d9311.ingest import import_files
from d9311.ui.shell import SAMPLE
from tests import chromium
from tests.browser.conftest import QUIET, settle
from tests.project.files import ROOT
from tests.served import free_port

DRAWN = """() => ['.d-answer', '.st-key-cards_first .d-card', '.st-key-overview_below svg.main-svg .point']
    .every(one => document.querySelector(one))"""


@dataclass(frozen=True)
class Start:
    """One start, in seconds from the start of the process; `cpu` are those of the server up to the drawn page."""

    listens: float
    drawn: float
    settled: float
    cpu: float


def main() -> None:
    options = _options()
    folders = [ROOT, *options.beside]
    starts: list[list[Start]] = [[] for _ in folders]
    with tempfile.TemporaryDirectory(prefix="d9311-start-") as name, sync_playwright() as playwright:
        database = Path(name) / "d9311.duckdb"
        import_files(database, claims=[SAMPLE["claims"]], consultations=[SAMPLE["consultations"]])
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(QUIET))
        for turn in range(options.turns + 1):
            for folder, found in zip(folders, starts, strict=True):
                start = _start(browser, folder, database)
                if turn:  # the first compiles what has changed
                    found.append(start)
        browser.close()
    print(f"{options.turns} turns, seconds from the start of the process, medians (least)")
    for folder, found in zip(folders, starts, strict=True):
        print(f"{folder.name:12}", *(_told(name, found) for name in Start.__dataclass_fields__), sep="  ")


def _told(name: str, starts: list[Start]) -> str:
    values = [getattr(start, name) for start in starts]
    return f"{name} {median(values):.2f} ({min(values):.2f})"


def _start(browser: Browser, folder: Path, database: Path) -> Start:
    began = time.perf_counter()
    with _serving(folder, database) as (port, pid), browser.new_context() as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1280, "height": 800})
        _wait_for(port)
        listens = time.perf_counter() - began
        page.goto(f"http://127.0.0.1:{port}", wait_until="commit")
        page.wait_for_function(DRAWN, timeout=120_000)
        drawn, cpu = time.perf_counter() - began, _cpu(pid)
        settle(page)
        return Start(listens, drawn, time.perf_counter() - began, cpu)


@contextmanager
def _serving(folder: Path, database: Path) -> Iterator[tuple[int, int]]:
    port = free_port()
    command = [sys.executable, "-m", "d9311", "serve", "--db", str(database), "--port", str(port)]
    environment = {**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    try:
        yield port, running.pid
    finally:
        running.terminate()
        running.wait(timeout=30)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise TimeoutError(f"nothing answers at port {port}")


def _cpu(pid: int) -> float:
    """Return the processor's seconds of a process; 0 where the system does not say it in this way."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    times = stat.read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.start", description=__doc__)
    parser.add_argument("--turns", type=int, default=6, metavar="N")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], metavar="FOLDER")
    return parser.parse_args()


if __name__ == "__main__":
    main()
