"""What people without a mouse find: the keyboard reaches every control."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import open_at, settle

pytestmark = pytest.mark.slow

CONTROLS = """() => [...document.querySelectorAll(
    '[data-testid="stMain"] :is(a[href], button, summary, input, [role="radio"])')]
    .filter(one => one.checkVisibility() && !one.disabled && !one.closest('[data-testid="stElementToolbar"]'))
    .filter(one => !(one.role === 'radio' && one.ariaChecked === 'false'))  // by arrow, from the chosen one
    .map((one, place) => (one.dataset.place = place, one.innerText.trim()))"""
MOST_TABS = 150


def test_tab_reaches_every_control_of_the_overview(page: Page, sample: str) -> None:
    open_at(page, sample, "Overview")
    settle(page)
    controls = page.evaluate(CONTROLS)
    reached: set[str] = set()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if place := page.evaluate("() => document.activeElement?.dataset.place"):
            reached.add(place)
    assert [name for place, name in enumerate(controls) if str(place) not in reached] == []
    assert len(controls) > 20
