"""How fast a page answers a person: `python -m tests.speed.clicks [--lines N] [--repeats N] [PAGE ...]`.

Claims are made, imported and served. In Chromium another period is chosen on each page, timed from the click to the
settled page, beside the same click on two pages that compute nothing: one that sends the same elements again
(`constant`), and a bare one of four metrics and a chart. So is the first load of the page. All in one run: read the ratios.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
# Counts what changes on the page itself, of which a popover is no part: a run may be over before its state is seen.
COUNT_CHANGES = """() => {
    window.changes = 0
    new MutationObserver(() => { window.changes += 1 }).observe(
        document.querySelector('[data-testid="stMain"]'), { childList: true, characterData: true, subtree: true })
}"""


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="d9311-clicks-") as name, sync_playwright() as playwright:
        folder = Path(name)
        files = make(folder, options.lines)
        database = folder / "d9311.duckdb"
        import_files(database, claims=[files.claims], consultations=[files.consultations])
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(QUIET))
        with serving(database) as server, _constant(folder) as bare:
            print(f"{options.lines:,} claim lines, medians of {options.repeats}, ms to the settled page")
            print(f"{'page':24}{'filter':>8}{'constant':>10}{'times':>7}{'bare':>7}{'times':>7}"
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
        (own, same, least), (load, _, least_load) = _times(browser, addresses, repeats)
    print(f"{'/' + address:24}{own:8.0f}{same:10.0f}{own / same:7.2f}{least:7.0f}{own / least:7.2f}"
          f"{load:8.0f}{least_load:7.0f}{load / least_load:7.2f}", flush=True)  # fmt: skip


@contextmanager
def _constant(folder: Path, **environment: str) -> Iterator[Server]:
    own = Path(tempfile.mkdtemp(dir=folder)) / "none.duckdb"
    with serving(own, "streamlit run", SCRIPT, **environment) as server:
        yield server


def _times(
    browser: Browser, addresses: tuple[str, ...], repeats: int
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return of each address the median time of a changed period, and of a first load, in milliseconds.

    The addresses take turns, so that what else the machine does falls on all of them.
    """
    clicks: list[list[float]] = [[] for _ in addresses]
    loads: list[list[float]] = [[] for _ in addresses]
    for turn in range(repeats + 1):
        for place, address in enumerate(addresses):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            began = time.perf_counter()
            page.goto(address)
            page.get_by_role("heading", level=1).first.wait_for(timeout=120_000)
            settle(page)
            load = time.perf_counter() - began
            changes = [_change(page) for _ in range(3)]
            page.close()
            if turn:  # the first fills the caches
                loads[place].append(load)
                clicks[place] += changes
    return tuple(median(all) * 1000 for all in clicks), tuple(median(all) * 1000 for all in loads)


def _change(page: Page) -> float:
    """Choose the other of the first two periods; return the seconds from the click to the settled page."""
    offered = page.get_by_test_id("stPopoverBody").get_by_test_id("stRadioOption")
    if not offered.first.is_visible():
        page.locator(".st-key-pop_period button").first.click()
        offered.first.wait_for()
    target = offered.nth(0 if offered.nth(1).get_attribute("data-selected") else 1)
    page.evaluate(COUNT_CHANGES)
    began = time.perf_counter()
    target.click()
    page.wait_for_function("() => window.changes > 0")
    settle(page)
    return time.perf_counter() - began


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.clicks", description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, metavar="PAGE", help="as it stands in the address")
    parser.add_argument("--lines", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main()
