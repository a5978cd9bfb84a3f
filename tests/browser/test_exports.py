"""Exports in the browser: the rows behind a number as Excel in two clicks, a page as PDF, a chart as picture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.browser.conftest import open_at, settle
from tests.browser.opening import downloaded

pytestmark = pytest.mark.slow


def test_rows_behind_a_number_are_an_excel_file_after_two_clicks(
    page: Page, sample: str, tmp_path: Path
) -> None:
    open_at(page, sample, "Overview")
    card = page.locator(".st-key-number_approval_rate")
    decided = int(re.findall(r"\d+/(\d+)", card.inner_text())[0])
    card.get_by_role("link", name="See the rows").click()
    page.get_by_role("heading", level=1, name="Work").wait_for()
    settle(page)
    file = downloaded(page, "Excel")
    file.save_as(tmp_path / "rows.xlsx")
    assert re.fullmatch(r"d9311-episodes-[0-9a-f]{16}\.xlsx", file.suggested_filename)
    book = load_workbook(tmp_path / "rows.xlsx")
    assert book.sheetnames == ["Work Claims", "About"]
    rows = [*book["Work Claims"].values]
    assert len(rows) - 1 == decided
    outcomes = {str(row[rows[0].index("Outcome")]).split()[0] for row in rows[1:]}
    assert outcomes == {"approved", "denied"}
    told = {row[0]: row[1] for row in book["About"].values}
    assert told["Rows"] == f"{decided} episodes: outcome decided"


def test_page_comes_as_pdf_and_its_chart_as_picture_of_either_kind(page: Page, sample: str) -> None:
    open_at(page, f"{sample}/payers?part=approval", "Payers")
    paper = downloaded(page, "Export page", "PDF")
    assert paper.suggested_filename.endswith(".pdf")
    assert paper.path().read_bytes().startswith(b"%PDF-")
    assert picture(page)[:8] == b"\x89PNG\r\n\x1a\n"
    page.get_by_role("button", name="Export page").click()
    page.get_by_text("SVG", exact=True).click()
    page.keyboard.press("Escape")
    settle(page)
    assert picture(page).startswith(b"<svg")


def picture(page: Page) -> bytes:
    """Return the picture that the button above the first chart saves."""
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download(timeout=30_000) as waiting:
        page.locator(".modebar-btn").first.click()
    assert waiting.value.suggested_filename.startswith("d9311-approval-by-payer.")
    return waiting.value.path().read_bytes()
