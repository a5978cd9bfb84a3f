"""Back leads to the place on a page where it was left, whichever way it was left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import open_at, settle

pytestmark = pytest.mark.slow

PLACE = 220
# Playwright may scroll a little by itself until what it clicks is free: the place is where the page was at the click.
LEFT = """addEventListener('pointerdown', () => {
    window.left = document.querySelector('[data-testid="stMain"]').scrollTop
}, {capture: true})"""
SCROLL = "place => document.querySelector('[data-testid=\"stMain\"]').scrollTo(0, place)"
IS_AT = "place => Math.abs(document.querySelector('[data-testid=\"stMain\"]').scrollTop - place) < 2"


def leave_by_a_link(page: Page) -> None:
    """Go to another page by the menu."""
    page.get_by_role("link", name="Documentation", exact=True).click()
    page.get_by_role("heading", level=1, name="Documentation", exact=True).wait_for()


def leave_by_a_row(page: Page) -> None:
    """Go to a payer's card by a row of the table."""
    page.locator(".st-key-every_payer").get_by_test_id("stDataFrame").click(position={"x": 400, "y": 52})
    page.locator(".st-key-payer_card").wait_for()


@pytest.mark.parametrize("leave", [leave_by_a_link, leave_by_a_row])
def test_back_leads_to_where_the_page_was_left(
    page: Page, sample: str, leave: Callable[[Page], None]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 500})
    open_at(page, f"{sample}/payers?period=all", "Payers")
    page.locator(".st-key-every_payer").get_by_test_id("stDataFrame").wait_for()
    settle(page)
    page.evaluate(SCROLL, PLACE)
    page.wait_for_function(IS_AT, arg=PLACE)
    page.evaluate(LEFT)
    leave(page)
    settle(page)
    place = page.evaluate("left")
    assert abs(place - PLACE) < 100
    page.wait_for_function(IS_AT, arg=0)
    page.go_back()
    page.locator(".st-key-every_payer").wait_for()
    page.wait_for_function(IS_AT, arg=place)
    settle(page)
    assert page.evaluate(IS_AT, place)
