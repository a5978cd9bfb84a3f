"""Every control of a page used once, as a hand would: what is found, how each kind is used, what must hold after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import open_at, settle

# Each visible control outside the menu: its name (kind, key, label, place among those of one name), and where it is.
FIND = """() => {
    const kinds = ['stButton', 'stDownloadButton', 'stButtonGroup', 'stSelectbox', 'stMultiSelect', 'stCheckbox',
        'stRadio', 'stPopover', 'stExpander', 'stDateInput', 'stTextInput', 'stNumberInput']
    const counts = {}, found = []
    for (const control of document.querySelectorAll(kinds.map(kind => `[data-testid="${kind}"]`).join())) {
        if (control.closest('[data-testid="stSidebar"]') || !control.getClientRects().length) continue
        if (control.parentElement.closest('details:not([open])')) continue
        if (control.querySelector('button:disabled, input:disabled')) continue
        const kind = control.dataset.testid
        const keyed = control.closest('[class*="st-key-"]')
        const key = keyed ? keyed.className.match(/st-key-(\\S+)/)[1] : ''
        const label = kind === 'stExpander' ? control.querySelector('summary p').innerText : ''
        const name = `${kind} ${key} ${label}`
        counts[name] = (counts[name] || 0) + 1
        const css = `${key && '.st-key-' + CSS.escape(key)} [data-testid="${kind}"]`
        const place = [...document.querySelectorAll(css)].indexOf(control)
        const inside = !!control.closest('[data-testid="stPopoverBody"]')
        found.push({name: `${name} ${counts[name]}`, css, place, inside})
    }
    return found
}"""


def _download(page: Page, control: Locator) -> None:
    with page.expect_download(timeout=30_000) as download:
        control.get_by_role("button").click()
    assert download.value.path().stat().st_size > 0


def _each_answer(page: Page, control: Locator) -> None:
    for number in range(control.get_by_role("radio").count() or control.get_by_role("button").count()):
        answers = control.get_by_role("radio")
        (answers if answers.count() else control.get_by_role("button")).nth(number).click()
        settle(page)


def _choose(page: Page, control: Locator) -> None:
    control.get_by_role("combobox").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")


def _write(page: Page, control: Locator) -> None:
    control.get_by_role("textbox").fill("1")
    page.keyboard.press("Enter")


USES: dict[str, Callable[[Page, Locator], None]] = {
    "stButton": lambda page, control: control.get_by_role("button").first.click(),
    "stDownloadButton": _download,
    "stButtonGroup": _each_answer,
    "stSelectbox": _choose,
    "stMultiSelect": _choose,
    "stCheckbox": lambda page, control: control.locator("label").first.click(),
    "stRadio": lambda page, control: control.locator("label").last.click(),
    "stPopover": lambda page, control: control.get_by_role("button").first.click(),
    "stExpander": lambda page, control: control.locator("summary").first.click(),
    "stDateInput": lambda page, control: control.click(),
    "stTextInput": _write,
    "stNumberInput": lambda page, control: control.get_by_role("button").last.click(),
}


def use_every_control(page: Page, address: str, title: str, but: tuple[str, ...] = ()) -> list[str]:
    """Use each control of a page once, those too that appear on the way; return their names in that order.

    `but`: parts of the names of those that are left alone. The page is opened anew where a control has led away.
    """
    page.set_default_timeout(10_000)
    open_at(page, address, title)
    start, used = page.url, list[str]()
    while new := _new(page, used, but):
        one = new[-1]
        used.append(name := one["name"])
        USES[name.split()[0]](page, page.locator(one["css"]).nth(one["place"]))
        settle(page)
        expect(page.get_by_test_id("stException"), name).to_have_count(0)
        expect(page.get_by_test_id("stAlertContentError"), name).to_have_count(0)
        if page.url != start:
            open_at(page, address, title)
    return used


def _new(page: Page, used: list[str], but: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the controls that were not used yet: of an open popover if there is any, else of the page."""
    found = page.evaluate(FIND)
    new = [one for one in found if one["name"] not in used and not any(part in one["name"] for part in but)]
    if within := [one for one in new if one["inside"]]:
        return within
    if page.get_by_test_id("stPopoverBody").count():
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").first.wait_for(state="detached")
        settle(page)
        return _new(page, used, but)
    return new
