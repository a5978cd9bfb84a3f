"""The page Work with many open items: `python -m tests.speed.work [--items N] [--repeats N]`.

Denied claims are made, imported and served, some of them worked on; then a quick view, a change of state and a turn of
the page are each done by hand in Chromium and timed from the click to the settled page. 500 ms is what is wanted of
each (docs/speed.md).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from playwright.sync_api import Page, sync_playwright

from d9311.desk.changing import change
from d9311.desk.reading import states
from d9311.ingest import import_files
from tests import chromium
from tests.browser.conftest import QUIET, open_at, settle
from tests.served import serving
from tests.tables import write_export

PAYERS = ("Delta", "Cigna", "Aetna", "MetLife", "Guardian")
HANDLED = 500


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="d9311-work-") as name:
        database = Path(name) / "d9311.duckdb"
        _import(database, options.items)
        with serving(database) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(QUIET))
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            open_at(page, f"{server.own}/work?period=all", "Work")
            page.get_by_role("combobox", name="Your name").fill("Ann")
            page.keyboard.press("Enter")
            settle(page)
            print(f"{options.items:,} items, medians of {options.repeats}, click to settled page:")
            for what, act in (("page turn", _turn), ("filter", _filter), ("state", _state)):
                times = [act(page) for _ in range(options.repeats + 1)][1:]  # the first fills the caches
                print(f"  {what:10} {median(times) * 1000:6.0f} ms (most {max(times) * 1000:.0f})")
            print(
                f"  the browser holds {page.locator('.st-key-work_pages').get_by_text(' to ').inner_text()}"
            )
            browser.close()


def _import(database: Path, items: int) -> None:
    random = Random(1)
    rows = [
        {
            "claim_id": f"C{number}", "patient_id": f"P{number}", "payer_name": random.choice(PAYERS),
            "service_date": "2025-01-15", "submitted_date": "2025-01-16", "adjudicated_date": "2025-02-01",
            "status": "received", "billed_amount": "100.00", "allowed_amount": "60.00" if number % 10 == 0 else "0",
            "paid_amount": "60.00" if number % 10 == 0 else "0",
            "adjustment_codes": "" if number % 10 == 0 else random.choice(("CO-252", "CO-50", "CO-97", "PR-204")),
        }
        for number in range(items * 10 // 9)
    ]  # fmt: skip
    import_files(database, claims=[write_export(database.with_name("claims.csv"), "claims", rows)])
    worked = [f"episode|practice|C{number}|1" for number in range(1, HANDLED * 10 // 9) if number % 10]
    change(database, "Ann", {"state": "sent"}, dict.fromkeys(worked, 0))
    assert len(states(database)) == len(worked)


def _timed(page: Page, act: Callable[[], object], done: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    done()
    settle(page)
    return time.perf_counter() - began


def _turn(page: Page) -> float:
    at = page.locator(".st-key-work_pages").get_by_text(" to ").inner_text()
    button = page.get_by_role("button", name="Further")
    return _timed(page, button.click, lambda: page.get_by_text(at, exact=True).wait_for(state="detached"))


def _filter(page: Page) -> float:
    """Choose the other of two quick views, of which one holds everything."""
    label, name = ("To do ·", "all") if "view=due" in page.url else ("Due this week ·", "due")
    target = page.get_by_test_id("stMain").get_by_text(label)
    return _timed(page, target.click, lambda: page.wait_for_url(f"**view={name}**"))


def _state(page: Page) -> float:
    """Set the state of an open item, which then leaves the list."""
    if "view=due" in page.url:
        _filter(page)
    page.get_by_test_id("stDataFrame").first.click(position={"x": 150, "y": 52})
    beside = page.locator(".st-key-work_steps")
    beside.wait_for()
    settle(page)
    button = page.get_by_test_id("stMain").get_by_text("Sent", exact=True)
    return _timed(page, button.click, lambda: beside.wait_for(state="detached"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.work", description=__doc__)
    parser.add_argument("--items", type=int, default=20_000, metavar="N")
    parser.add_argument("--repeats", type=int, default=5, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main()
