"""What helpers for the blind, and people without a mouse, find: axe-core has nothing to say of any page, and the
keyboard reaches every control.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import Serve, open_at, settle
from tests.project.files import ROOT
from tests.states import import_files
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

# Streamlit draws the box for files so, on an empty page too.
STREAMLITS_OWN = {("presentation-role-conflict", "stFileUploaderDropzone")}
CONTROLS = """() => [...document.querySelectorAll(
    '[data-testid="stMain"] :is(a[href], button, summary, input, [role="radio"])')]
    .filter(one => one.checkVisibility() && !one.disabled && !one.closest('[data-testid="stElementToolbar"]'))
    .filter(one => !(one.role === 'radio' && one.ariaChecked === 'false'))  // by arrow, from the chosen one
    .map((one, place) => (one.dataset.place = place, one.innerText.trim()))"""
MOST_TABS = 150


@pytest.fixture(scope="module")
def sample(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server on the sample data."""
    database = tmp_path_factory.mktemp("sample") / "d9311.duckdb"
    folder: Path = ROOT / "sample_data"
    import_files(database, claims=[folder / "claims.csv"], consultations=[folder / "consultations.csv"])
    return serve(database)


# Every part every day, one after the other in the light and in the dark; the thorough run takes each in both.
LOOKS = [
    (path, look)
    for place, path in enumerate(ADDRESSES)
    for turn, look in enumerate(("light", "dark"))
    if IS_THOROUGH or place % 2 == turn
]


@pytest.mark.parametrize(("path", "look"), LOOKS)
def test_axe_finds_nothing(page: Page, sample: str, path: str, look: Any) -> None:
    page.emulate_media(color_scheme=look)
    open_at(page, f"{sample}/{path}", ADDRESSES[path])
    settle(page)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run().then(result => result.violations)")
    said = [
        f"{rule['id']}: {node['failureSummary']} {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
        if not any(rule["id"] == own and part in node["html"] for own, part in STREAMLITS_OWN)
    ]
    assert said == []


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
