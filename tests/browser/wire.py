"""What goes between a page and its server, so that a test waits for an answer, not for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page, WebSocket

from tests.browser.conftest import settle


class Wire:
    """What goes between a page and its server: a use has arrived when something was sent, and then
    answered."""

    def __init__(self, page: Page) -> None:
        self.page, self.sent, self.is_answered = page, 0, True
        page.on("websocket", self._listen)

    def end(self) -> None:
        """Listen no more: the window outlives the test."""
        self.page.remove_listener("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", self._note_sent)
        socket.on("framereceived", self._note_answer)

    def _note_sent(self, _: object) -> None:
        self.sent, self.is_answered = self.sent + 1, False

    def _note_answer(self, _: object) -> None:
        self.is_answered = True

    def does(self, act: Callable[[], object], seconds: float = 5) -> bool:
        """Do something, wait until the server has answered, and return whether it was asked anything in that
        time."""
        before, end = self.sent, time.monotonic() + seconds
        act()
        while self.sent == before and time.monotonic() < end:
            self.page.wait_for_timeout(10)
        while self.sent > before and not self.is_answered:
            self.page.wait_for_timeout(10)
        settle(self.page)
        return self.sent > before
