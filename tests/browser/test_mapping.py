"""A foreign export in a real browser: dropped, one question answered, imported, and recognised next month."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, open_at, settle, wait_until_it_fits

pytestmark = pytest.mark.slow

HEADER = (
    "Claim No,Chart #,Patient Name,Ins Carrier,ADA Code,Svc Date,Date Rcvd,Claim Status,Fee,Ins Pmt,Notes"
)
LINE = '{0}{1},{1},"Doe, Jane",Delta Dental,D9311,0{0}/1{1}/2025,0{0}/2{1}/2025,Closed,$120.00,{2},x'


def write_month(folder: Path, month: int) -> Path:
    """An export as another program writes it, with a title above the header and a total below the rows."""
    lines = [LINE.format(month, number, "$80.00" if number < 4 else "$0.00") for number in range(1, 6)]
    path = folder / f"month-{month}.csv"
    path.write_text(
        "\r\n".join(["Claims by procedure", "", HEADER, *lines, "Total,,,,,,,,$600.00,,"]), encoding="cp1252"
    )
    return path


def test_a_foreign_export_is_asked_one_question_and_recognised_next_month(
    page: Page, serve_alone: Serve, tmp_path: Path
) -> None:
    (tmp_path / "d9311.duckdb.emptied").touch()  # no sample comes
    address = serve_alone(tmp_path / "d9311.duckdb")
    open_at(page, f"{address}/data", "Data")
    page.locator("input[type=file]").set_input_files(write_month(tmp_path, 1))
    page.get_by_text("8 of 11 columns understood, 1 to be settled").wait_for()
    settle(page)
    start = page.get_by_role("button", name="Import 1 file")
    expect(start).to_be_disabled()
    page.get_by_role("radiogroup", name="What is Fee").get_by_text("Billed amount").click()
    expect(start).to_be_enabled()
    settle(page)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        wait_until_it_fits(page)
    start.click()
    page.get_by_text("6 rows read = 5 kept + 1 set aside").wait_for(timeout=60_000)
    settle(page)
    page.locator("input[type=file]").set_input_files(write_month(tmp_path, 2))
    page.get_by_text("Read as you confirmed last time (Claims export).").wait_for()
    expect(page.get_by_role("radiogroup")).to_have_count(1)  # the parts of the page, and no question
    start.click()
    page.get_by_text("month-2.csv (claims): 6 rows read = 5 kept + 1 set aside").wait_for(timeout=60_000)
    settle(page)
    page.get_by_role("link", name="See the numbers").click()
    page.get_by_role("heading", level=1, name="Overview").wait_for()
    settle(page)
    expect(page.locator(".st-key-number_approval_rate")).to_contain_text("6/6")
