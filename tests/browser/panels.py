"""Tables and panels of rows as a page shows them: how many rows they hold, and how many they say."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settle

# What an expander holds.
HELD = """found => found.map(({parentElement: box}) => (
    {open: box.open, text: box.innerText, drawn: box.querySelector('canvas') !== null}
))"""


def rows_of(table: Locator) -> int:
    """Return how many rows a table has, those too that are scrolled out of sight."""
    table.scroll_into_view_if_needed()
    grid = table.locator("table[role=grid]")
    grid.wait_for(state="attached")
    return int(grid.get_attribute("aria-rowcount") or 0) - 1


def counted(place: Locator) -> str:
    """Return the number of rows that a place says first."""
    found = re.search(r"[\d,]+ (episode|consultation)s?", place.inner_text())
    assert found, place.inner_text()
    return found[0]


def check_panels(page: Page) -> bool:
    """Fail unless every open panel of rows lists as many as it says; return whether none of them is empty."""
    panels, is_full = page.locator("[class*='_panel']"), True
    for number in range(panels.count()):
        panel = panels.nth(number)
        said = int(re.sub(r"\D", "", counted(panel)))
        if said:
            grid = panel.get_by_test_id("stDataFrame").locator("table[role=grid]")
            expect(grid).to_have_attribute("aria-rowcount", f"{said + 1}")
        is_full = is_full and said > 0
    return is_full


def click_first_row(page: Page, place: str, right: int) -> None:
    """Click the first row of a table, so many pixels right of its edge; its cells are drawn, no elements."""
    table = page.locator(place).get_by_test_id("stDataFrame")
    table.wait_for()
    settle(page)
    table.scroll_into_view_if_needed()
    settle(page)
    table.click(position={"x": right, "y": 52})


def unfolds(summary: Locator, said: str) -> bool:
    """Say whether an expander is open and holds more than its summary said; looked at in one piece."""
    held = summary.evaluate_all(HELD)
    return bool(held) and held[0]["open"] and (len(held[0]["text"]) > len(said) or held[0]["drawn"])
