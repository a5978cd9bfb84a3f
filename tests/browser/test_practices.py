"""Two practices whose systems both count from 1, dropped together: asked about, told apart, and named."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, open_at, settle, wait_until_it_fits
from tests.practices import changed, claims, held, write_practice
from tests.tables import write_export

pytestmark = pytest.mark.slow


def test_two_practices_are_told_apart_by_a_name_and_newer_data_replace(
    page: Page, serve_alone: Serve, tmp_path: Path
) -> None:
    database = tmp_path / "data" / "d9311.duckdb"
    database.parent.mkdir()
    database.with_name("d9311.duckdb.emptied").touch()  # no sample comes
    address = serve_alone(database)
    a, b = write_practice(tmp_path, "a"), write_practice(tmp_path, "b")
    open_at(page, f"{address}/data", "Data")
    files = [*a["claims"], *b["claims"], *a["consultations"], *b["consultations"]]
    page.locator("input[type=file]").set_input_files(files)
    start = page.get_by_role("button", name="Import 4 files")
    start.click()
    asked = page.get_by_text("Another practice, or newer data?")
    expect(asked).to_have_count(2, timeout=60_000)
    expect(start).to_be_disabled()
    settle(page)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        wait_until_it_fits(page)
    another = page.get_by_role("button", name="It is another practice")
    another.first.click()
    page.get_by_text("Give the practice a name first.").wait_for()
    box = page.locator("[class*=st-key-question_]").first
    box.get_by_role("textbox").fill("North")
    another.first.click()
    expect(asked).to_have_count(1, timeout=60_000)
    settle(page)
    another.first.click()
    page.get_by_text("claims-b.csv (claims, North): 6 rows read = 6 kept + 0 set aside").wait_for(
        timeout=60_000
    )
    settle(page)
    assert held(database) == {"North": (6, 0, 6, 6), "practice": (6, 6, 0, 6)}
    name_practice(page)
    replace_with_newer_data(page, tmp_path)
    open_at(page, f"{address}/?period=all", "Overview")
    page.locator(".st-key-pop_practice button").first.click()
    expect(page.get_by_test_id("stPopoverBody").get_by_role("button", name="Harbor Side")).to_be_visible()


def name_practice(page: Page) -> None:
    page.get_by_role("button", name="Name the practices").click()
    page.get_by_role("textbox", name="Name to show").fill("Harbor Side")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_text("The practice North is now called Harbor Side.").wait_for(timeout=60_000)
    settle(page)


def replace_with_newer_data(page: Page, folder: Path) -> None:
    newer = changed(claims("b"), lambda number: {"patient_id": f"{number + 10}"})
    page.locator("input[type=file]").set_input_files(write_export(folder / "newer.csv", "claims", newer))
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_role("button", name="Newer data: replace").click(timeout=60_000)
    page.get_by_text("newer.csv (claims): 6 rows read = 6 kept + 0 set aside").wait_for(timeout=60_000)
    settle(page)
