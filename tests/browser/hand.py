"""A person's hand, whose clicks are counted."""

from __future__ import annotations

from functools import partial
from typing import Any

from playwright.sync_api import Download, Locator, Page

from tests.browser.wire import does


class Hand:
    """A hand that counts its clicks, and waits for what each of them brings before the next."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator, **at: Any) -> None:
        """Click what asks the server for something; a choice in a table asks a moment after its click."""
        self.clicks += 1
        assert does(self.page, partial(target.click, **at)), f"{target} asks the server nothing"

    def open(self, target: Locator) -> None:
        """Click what opens a popover."""
        self.clicks += 1
        target.click()
        self.page.get_by_test_id("stPopoverBody").wait_for()

    def download(self, target: Locator) -> Download:
        """Click what downloads a file."""
        self.clicks += 1
        with self.page.expect_download(timeout=30_000) as waiting:
            target.click()
        return waiting.value
