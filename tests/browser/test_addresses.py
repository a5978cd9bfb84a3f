"""Every address in a real browser: it works when it is asked for first, fits its window, and axe-core, which looks for
what helpers for the blind cannot use, finds nothing.
"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import open_at, settle, wait_until_it_fits
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

# Streamlit draws the box for files so, on an empty page too.
STREAMLITS_OWN = {("presentation-role-conflict", "stFileUploaderDropzone")}
# Every part every day, one after the other in the light and in the dark; the thorough run takes each in both.
LOOKS = [
    (path, look)
    for place, path in enumerate(ADDRESSES)
    for turn, look in enumerate(("light", "dark"))
    if IS_THOROUGH or place % 2 == turn
]


@pytest.mark.parametrize(("path", "look"), LOOKS)
def test_page_works_when_asked_for_first_fits_its_window_and_axe_finds_nothing(
    page: Page, sample: str, path: str, look: Any
) -> None:
    page.emulate_media(color_scheme=look)
    open_at(page, f"{sample}/{path}", ADDRESSES[path])
    expect(page.get_by_text("Invented sample data.", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(result => result.violations)")
    assert [said for rule in found for node in rule["nodes"] for said in _said(rule, node)] == []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        wait_until_it_fits(page)


def _said(rule: dict[str, Any], node: dict[str, Any]) -> list[str]:
    """Return what axe says of an element, nothing where that is Streamlit's own."""
    if any(rule["id"] == own and part in node["html"] for own, part in STREAMLITS_OWN):
        return []
    return [f"{rule['id']}: {node['failureSummary']} {node['html'][:200]}"]
