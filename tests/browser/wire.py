"""What a page asks its server for, so that a test waits for an answer, not for a time."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, TimeoutError

from tests.browser.conftest import settle

ASKS = "() => wire.asks"
HAS_ASKED = "before => wire.asks !== before"


def does(page: Page, act: Callable[[], object], seconds: float = 5) -> bool:
    """Do something, wait until the server has answered, and return whether it was asked for a run in that
    time."""
    before = page.evaluate(ASKS)
    act()
    try:
        page.wait_for_function(HAS_ASKED, arg=before, timeout=seconds * 1000)
        is_asked = True
    except TimeoutError:
        is_asked = False
    settle(page)
    return is_asked
