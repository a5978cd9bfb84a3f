"""How fast a page answers a person: `python -m tests.speed.clicks [--lines N] [--repeats N] [PAGE ...]`.

Claims are made, imported and served. In Chromium another period is chosen on each page, timed to the settled page beside
the same click on a page that sends the same elements again (`constant`); and to the last change of what is in sight in a
window of 1280 x 800, beside the same of these elements and on a bare page of four metrics and a chart, which computes
nothing either. The first load of the page is timed too. All in one run: read the ratios.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from d9311.ingest import import_files
from tests import chromium
from tests.browser.conftest import QUIET, settle
from tests.served import Server, serving
from tests.speed.files import make
from tests.speed.recorded import record

SCRIPT = "tests/speed/constant.py"
PAGES = (
    "", "?part=money", "work", "work?part=claims", "work?part=ledger", "payers", "payers?part=card",
    "payers?part=approval", "payers?part=time", "payers?part=chance", "documentation", "scenarios", "practices",
)  # fmt: skip
PERIODS = ("", "period=mature")
# Keeps when each element of the page and of the menu last changed, of which a popover is no part. A run may be over
# before its state is seen.
WATCH = """() => {
    window.watching?.disconnect()
    window.changed = new Map()
    window.changes = 0
    window.watching = new MutationObserver(seen => {
        const now = performance.now()
        for (const { type, target } of seen) {
            window.changed.set(target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement, now)
            window.changes += type !== 'attributes'
        }
    })
    for (const part of document.querySelectorAll('[data-testid="stMain"], [data-testid="stSidebar"]'))
        window.watching.observe(part, { attributes: true, childList: true, characterData: true, subtree: true })
    document.addEventListener('click', () => { window.clicked = performance.now() }, { capture: true, once: true })
}"""
# The seconds from the click to the last change of what is in sight.
FIRST_SCREEN = """() => {
    const inSight = element => {
        const { top, bottom, width } = element.getBoundingClientRect()
        return element.isConnected && width > 0 && bottom > 0 && top < innerHeight
    }
    const times = [...window.changed].filter(([element]) => inSight(element)).map(([, time]) => time)
    return (Math.max(...times) - window.clicked) / 1000
}"""


@dataclass(frozen=True)
class Times:
    """Medians of one address, in milliseconds.

    `settled`: a changed period, from the click to the settled page. `first`: the same, to the last change of what
    is in sight. `load`: a first load, to the settled page.
    """

    settled: float
    first: float
    load: float


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="d9311-clicks-") as name, sync_playwright() as playwright:
        folder = Path(name)
        files = make(folder, options.lines)
        database = folder / "d9311.duckdb"
        import_files(database, claims=[files.claims], consultations=[files.consultations])
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(QUIET))
        with serving(database) as server, _constant(folder) as bare:
            print(f"{options.lines:,} claim lines, medians of {options.repeats}, ms from the click")
            print(f"{'page':24}{'settled':>8}{'constant':>10}{'times':>7}"
                  f"{'first screen':>14}{'constant':>10}{'bare':>7}{'times':>7}"
                  f"{'load':>8}{'bare':>7}{'times':>7}")  # fmt: skip
            for address in options.pages:
                _compare(browser, address, server, bare, folder, options.repeats)
        browser.close()


def _compare(
    browser: Browser, address: str, server: Server, bare: Server, folder: Path, repeats: int
) -> None:
    page, _, part = address.partition("?")
    queries = tuple("&".join(filter(None, (part, period))) for period in PERIODS)
    recorded = record(server, page, (queries[0], queries[1]), folder / "recorded")
    with _constant(folder, D9311_RECORDED=str(recorded)) as constant:
        addresses = (f"{server.own}/{address}", constant.own, bare.own)
        own, same, least = _times(browser, addresses, repeats)
    print(f"{'/' + address:24}{own.settled:8.0f}{same.settled:10.0f}{own.settled / same.settled:7.2f}"
          f"{own.first:14.0f}{same.first:10.0f}{least.first:7.0f}{own.first / least.first:7.2f}"
          f"{own.load:8.0f}{least.load:7.0f}{own.load / least.load:7.2f}", flush=True)  # fmt: skip


@contextmanager
def _constant(folder: Path, **environment: str) -> Iterator[Server]:
    own = Path(tempfile.mkdtemp(dir=folder)) / "none.duckdb"
    with serving(own, "streamlit run", SCRIPT, **environment) as server:
        yield server


def _times(browser: Browser, addresses: tuple[str, ...], repeats: int) -> list[Times]:
    """Return the times of each address, which take turns, so that what else the machine does falls on all."""
    changes: list[list[tuple[float, float]]] = [[] for _ in addresses]
    loads: list[list[float]] = [[] for _ in addresses]
    for turn in range(repeats + 1):
        for place, address in enumerate(addresses):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            began = time.perf_counter()
            page.goto(address)
            page.get_by_role("heading", level=1).first.wait_for(timeout=120_000)
            settle(page)
            load = time.perf_counter() - began
            changed = [_change(page) for _ in range(3)]
            page.close()
            if turn:  # the first fills the caches
                loads[place].append(load)
                changes[place] += changed
    return [
        Times(*(median(all) * 1000 for all in (*zip(*changed, strict=True), load)))
        for changed, load in zip(changes, loads, strict=True)
    ]


def _change(page: Page) -> tuple[float, float]:
    """Choose the other of the first two periods; return the seconds to the settled page and first screen."""
    offered = page.get_by_test_id("stPopoverBody").get_by_test_id("stRadioOption")
    if not offered.first.is_visible():
        page.locator(".st-key-pop_period button").first.click()
        offered.first.wait_for()
    target = offered.nth(0 if offered.nth(1).get_attribute("data-selected") else 1)
    page.evaluate(WATCH)
    began = time.perf_counter()
    target.click()
    page.wait_for_function("() => window.changes > 0")
    settle(page)
    return time.perf_counter() - began, page.evaluate(FIRST_SCREEN)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.clicks", description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, metavar="PAGE", help="as it stands in the address")
    parser.add_argument("--lines", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main()
