"""How each kind of control is used, as by a hand, and what it promises: each use fails unless that has
happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.addresses import ADDRESSES, same
from tests.browser.conftest import settle
from tests.browser.finding import SEEN, Control, find
from tests.browser.opening import Opened, download
from tests.browser.panels import check_panels, counted, rows_of, unfolds
from tests.browser.wire import does

ROWS = (52, 87)  # pixels down to the middle of a table's first row, and of the second: the first may count 0
PAST_FIRST, PAST_PAYER = 150, 260  # pixels right to where a click does not open a payer's card
WHO = "work_me"  # the box for the name of who works here
FORM = "event_"  # what begins the keys of a form's fields
STATE = "item_state"  # of an item of work, which leaves the list where that handles it
PATIENCE = 50  # tenths of a second
MARKS = 6  # of a chart that are clicked until one is not hidden by another


class Use:
    """One use of one control on a page, and what came of it; a choice may be taken back at once."""

    def __init__(self, page: Page, control: Control, *, takes_back: bool = False) -> None:
        self.page, self.control, self.takes_back = page, control, takes_back
        self.element, self.here = control.on(page), page.url
        self.downloaded: Opened | None = None
        settle(page)
        if not self.element.count():  # drawn anew since it was found
            self.find_again()
        USES[control.kind](self)

    def seen(self) -> str:
        """Return what can be read on the page, the control left out."""
        there = self.element.element_handles()  # without waiting: what was used may be gone
        return str(self.page.evaluate(SEEN, there[0] if there else None))

    def changes(self, act: Callable[[], object]) -> None:
        """Do something after which the page must show something else."""
        before = self.seen()
        assert does(self.page, act), f"{self.control.name} asks the server nothing"
        for _ in range(PATIENCE):  # a page that runs twice shows what changed after the second time
            if self.seen() != before:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{self.control.name} changed nothing that can be seen")

    def find_again(self) -> None:
        """Find the control on a page that was drawn anew, which may still be at it."""
        for _ in range(40):
            if found := [one for one in find(self.page) if one.name == self.control.name]:
                break
            self.page.wait_for_timeout(250)
        self.element = found[0].on(self.page)

    def button(self) -> None:
        self.changes(self.element.get_by_role("button").first.click)

    def download(self) -> None:
        """An export holds every row of the table above it, of a list by pages those of the others, too."""
        self.downloaded = download(self.page, self.element.get_by_role("button"))
        key = self.control.key.removesuffix("_export").removesuffix("_excel")
        table = self.page.locator(f".st-key-{key}").get_by_test_id("stDataFrame")
        if key != self.control.key and table.count() == 1:
            found, shown = len(self.downloaded.rows), rows_of(table)
            assert found >= shown if key.startswith("work_") else found == shown, self.downloaded.name

    def answer(self) -> None:
        """One answer of several; the one that holds already is clicked all the same."""
        said = "e => (e.querySelector('input') ?? e).checked ?? (e.ariaChecked ?? e.ariaPressed) === 'true'"
        is_held = self.element.evaluate(said)
        does(self.page, self.element.click, 1) if is_held else self.changes(self.element.click)
        if self.control.key == STATE and not is_held:
            expect(self.page.locator(".st-key-work_done")).to_contain_text("1 item: ")
            return
        self.find_again()  # the answers may have been drawn anew
        assert self.element.evaluate(said)

    def choose(self) -> None:
        """Another value shows elsewhere on the page; where all below hangs on the value it is taken back. Who
        works here, and what a form asks, shows once something is done: it stays.
        """
        before = self.element.get_by_role("combobox").input_value()
        if self.control.key == WHO:
            self.write("combobox", "Sam")
        elif self.control.key.startswith(FORM):
            does(self.page, self.pick)
            self.find_again()
            expect(self.element.get_by_role("combobox")).not_to_have_value(before)
        else:
            self.changes(self.pick)
            if self.takes_back and before:
                self.find_again()
                self.changes(lambda: self.pick(before))

    def pick(self, value: str = "") -> None:
        """Choose a value, or the first that is not chosen."""
        self.element.get_by_role("combobox").click()
        self.page.keyboard.press("ArrowDown")  # opens the list where scrolling there has closed it
        other = self.page.locator("[role=option]:not([aria-selected=true])").filter(has_not_text="Select all")
        (self.page.get_by_role("option", name=value, exact=True) if value else other).first.click()
        if self.control.kind == "stMultiSelect":
            self.page.keyboard.press("Escape")

    def tick(self) -> None:
        self.changes(self.element.locator("label").first.click)
        if self.takes_back:
            self.find_again()
            self.changes(self.element.locator("label").first.click)

    def write(self, role: Literal["textbox", "combobox"] = "textbox", words: str = "11") -> None:
        """What is written stays when the page is drawn anew."""
        field = self.element.get_by_role(role)
        field.fill(words)
        does(
            self.page,
            lambda: self.page.keyboard.press("Tab" if self.control.kind == "stTextArea" else "Enter"),
        )
        expect(field).to_have_value(words)

    def date(self) -> None:
        """A date that is typed counts once the field is left, by Tab past its calendar."""

        def write() -> None:
            self.element.get_by_role("spinbutton").first.click()
            self.page.keyboard.type("20250301", delay=20)
            self.page.keyboard.press("Tab")
            self.page.keyboard.press("Tab")

        self.changes(write)

    def pop(self) -> None:
        """A popover opens and holds something."""
        self.element.get_by_role("button").first.click()
        expect(self.page.get_by_test_id("stPopoverBody").first).to_contain_text(re.compile(r"\w"))
        settle(self.page)

    def unfold(self) -> None:
        """An expander or a definition unfolds and holds something."""
        said, box = self.element.inner_text(), self.element.locator("xpath=..")
        if box.evaluate("box => box.open"):
            self.element.click()
            expect(box).to_have_js_property("open", False)
        self.element.click()
        settle(self.page)
        for _ in range(40):  # a page that is drawn anew once more takes the mark of the element away
            self.find_again()
            if unfolds(self.element, said):
                break
            self.page.wait_for_timeout(250)
        assert unfolds(self.element, said), f"nothing is in {said}, or it stays shut"

    def link(self) -> None:
        """A link arrives where it says (the Overview's says nothing), and from a panel at as many rows."""
        page, target = self.page, urljoin(self.page.url, self.element.get_attribute("href") or "/")
        is_of_rows = self.control.key == "panel" and "claims" in target
        rows = (
            counted(self.element.locator("xpath=ancestor::*[contains(@class, '_panel')][1]"))
            if is_of_rows
            else ""
        )
        does(self.page, self.element.click)
        page.wait_for_url(partial(same, target))
        title = ADDRESSES[urlsplit(target).path.strip("/")]
        page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
        settle(page)
        expect(page.get_by_text("This is not in the data")).to_have_count(0)
        if is_of_rows:
            assert counted(page.locator(".st-key-claims_sum")) == rows

    def mark(self) -> None:
        """A mark of a chart opens rows, or what it stands for."""
        before, marks = self.seen(), self.element.locator(".point")
        marks.first.wait_for(state="attached")
        for number in range(min(MARKS, marks.count())):
            mark = marks.nth(number)
            mark.scroll_into_view_if_needed()
            box = mark.bounding_box()
            if not box or not box["width"]:  # the bar of a count of 0
                continue
            does(self.page, partial(mark.click, force=True), seconds=1)
            if self.seen() != before and check_panels(self.page):
                return
        raise AssertionError(f"no mark of {self.control.name} opens anything")

    def cell(self) -> None:
        """A count of a table opens its rows, a row of a list its claim; cells are tried from left to right,
        then down."""
        before = self.seen()
        self.element.scroll_into_view_if_needed()
        first = self.element.locator("table[role=grid] th").first.inner_text()
        starts = (PAST_PAYER, PAST_FIRST) if first == "Payer" else (PAST_FIRST, PAST_PAYER)
        for down, right in product(ROWS, starts):
            position: Any = {"x": right, "y": down}
            act = partial(self.element.click, position=position)
            while does(self.page, act, seconds=2):
                if self.page.url != self.here or (self.seen() != before and check_panels(self.page)):
                    return
                act = partial(self.page.keyboard.press, "ArrowRight")
        raise AssertionError(f"no cell of {self.control.name} opens anything")

    def look(self) -> None:
        """A table or chart in which nothing opens shows something."""
        if self.control.kind.startswith("stDataFrame"):
            assert rows_of(self.element) > 0
        else:
            expect(self.element.locator("svg.main-svg").first).to_be_visible()

    def drop(self) -> None:
        """A file that nothing is known of is refused in words, and can be taken away again."""
        dropzone = self.page.locator("input[type=file]")
        self.changes(
            lambda: dropzone.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a\n1\n"})
        )
        self.changes(self.page.get_by_role("button", name="Remove a.csv").click)


USES: dict[str, Callable[[Use], None]] = {
    "stButton": Use.button,
    "stDownloadButton": Use.download,
    "stButtonGroup": Use.answer,
    "stSelectbox": Use.choose,
    "stMultiSelect": Use.choose,
    "stCheckbox": Use.tick,
    "stRadio": Use.answer,
    "stPopover": Use.pop,
    "stExpander": Use.unfold,
    "stHtml": Use.unfold,
    "stDateInput": Use.date,
    "stTextInput": Use.write,
    "stTextArea": Use.write,
    "stPageLink": Use.link,
    "stPlotlyChart": Use.mark,
    "stDataFrame": Use.cell,
    "stPlotlyChart-shown": Use.look,
    "stDataFrame-shown": Use.look,
    "stFileUploader": Use.drop,
}
