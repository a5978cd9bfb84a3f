"""Every control of a page used once: what is found is used, what appears by that too, until nothing is
left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle
from tests.browser.finding import Control, find
from tests.browser.opening import Opened
from tests.browser.using import Use
from tests.browser.wire import does

TRIES = 4  # times that a control is used again to show what was found by it and is gone


class Walk:
    """One page, and what was found and used on it, by name.

    `found` gives the control whose use showed one first, and at the how manieth look; `prepare` is done
    whenever the page was opened. Patterns of names: `only`, `but`: of those that are used, or left alone;
    `last`: of those that are used when no other is left, in this order; `anew`: of those after which the page
    is opened as at first; `back`: of choices that are taken back at once; `objected`: of those to which the
    page may object in words.
    """

    def __init__(
        self,
        page: Page,
        address: str,
        title: str,
        *,
        level: int = 1,
        prepare: Callable[[Walk], None] = lambda walk: None,
        only: tuple[str, ...] = ("",),
        but: tuple[str, ...] = (),
        last: tuple[str, ...] = (),
        anew: tuple[str, ...] = (),
        back: tuple[str, ...] = (),
        objected: tuple[str, ...] = (),
    ) -> None:
        self.page, self.address, self.title, self.level, self.prepare = page, address, title, level, prepare
        self.only, self.but, self.last, self.anew = only, but, last, anew
        self.back, self.objected = back, objected
        self.found: dict[str, tuple[str, int]] = {}
        self.used: dict[str, int] = {}
        self.downloads: dict[str, Opened] = {}
        self.looks, self.latest = 0, ""
        page.set_default_timeout(20_000)
        self.open()
        while one := self.next() or self.next_again():
            self.use(one)

    def open(self) -> None:
        """Open the page as at first."""
        self.page.goto(self.address)
        self.arrive()

    def arrive(self) -> None:
        """Wait for the page, and prepare it."""
        self.page.get_by_role("heading", level=self.level, name=self.title, exact=self.level == 1).wait_for()
        settle(self.page)
        self.prepare(self)

    def look(self) -> list[Control]:
        """Return what is on the page; what was not seen before was shown by the latest use."""
        shown = [one for one in find(self.page) if self.is_meant(one)]
        self.looks += 1
        for one in shown:
            self.found.setdefault(one.name, (self.latest, self.looks))
        return shown

    def is_meant(self, one: Control) -> bool:
        name = f"{one.name} {one.key}"
        return matches(name, self.only) and not matches(name, self.but)

    def next(self) -> Control | None:
        """Return one that was not used yet: of an open popover if there is any, else of those found last,
        links last."""
        new = [one for one in self.look() if one.name not in self.used]
        return min([one for one in new if one.inside] or new, key=self.order, default=None)

    def order(self, one: Control) -> tuple[int, int, bool]:
        put_off = max(
            (number for number, part in enumerate(self.last) if re.search(part, one.name)), default=-1
        )
        return put_off, -self.found[one.name][1], one.kind == "stPageLink"

    def next_again(self) -> Control | None:
        """Return what leads to one that was found and is gone; the page is opened anew where nothing does."""
        ways = {name for name in self.found if name not in self.used}
        if not ways:
            return None
        left = sorted(ways)
        while more := {self.found[name][0] for name in ways} - ways - {""}:
            ways |= more
        for is_new in (False, True):
            if is_new:
                self.open()
            shown = self.look()
            again = [one for one in shown if one.name in ways and self.used.get(one.name, 0) < TRIES]
            if again := [one for one in again if one.name not in self.used] or again:
                return max(again, key=lambda one: self.found[one.name][1])
        raise AssertionError(f"found and could not be used: {left}")

    def use(self, one: Control) -> None:
        """Use one, and come back where that led to another page."""
        if not one.inside:
            self.close_popover()
        here = self.page.url
        self.latest = one.name
        self.used[one.name] = self.used.get(one.name, 0) + 1
        done = Use(self.page, one, takes_back=matches(one.name, self.back))
        if done.downloaded:
            self.downloads[one.name] = done.downloaded
        self.check(one.name)
        if place(self.page.url) != place(here):
            does(self.page, self.page.go_back)
            self.arrive()
        elif matches(one.name, self.anew):
            self.open()

    def close_popover(self) -> None:
        if self.page.get_by_test_id("stPopoverBody").count():
            self.page.keyboard.press("Escape")
            self.page.get_by_test_id("stPopoverBody").first.wait_for(state="detached")
            settle(self.page)

    def check(self, name: str) -> None:
        """No use may end in an error."""
        said = self.page.get_by_test_id("stException").all_inner_texts()
        assert not said, f"{name}: {said}"
        if not matches(name, self.objected):
            expect(self.page.get_by_test_id("stAlertContentError"), name).to_have_count(0)


def place(address: str) -> tuple[str, list[str]]:
    """Return the page and the part of it that an address names."""
    parts = urlsplit(address)
    return parts.path, parse_qs(parts.query).get("part", [])


def matches(name: str, patterns: Iterable[str]) -> bool:
    """Say whether any of the patterns is found in a name."""
    return any(re.search(pattern, name) for pattern in patterns)
