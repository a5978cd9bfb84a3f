"""The Ledger page in the browser: an ambiguity is shown, a person decides, and it is gone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, open_at, settle, wait_until_it_fits
from tests.pages.test_ledger_page import CLAIMS, NOTES
from tests.screens import import_drawn

pytestmark = pytest.mark.slow


def test_a_person_decides_which_record_was_billed(page: Page, serve_alone: Serve, tmp_path: Path) -> None:
    database = tmp_path / "data" / "d9311.duckdb"
    import_drawn(database, CLAIMS, NOTES)
    address = serve_alone(database)
    open_at(page, f"{address}/work?part=ledger", "Work")
    question = page.get_by_text("Which record was billed?")
    expect(question).to_be_visible()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        wait_until_it_fits(page)
    page.get_by_role("button", name="This one was billed").first.click()
    expect(page.get_by_text("Joined, as you said.")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="This one was billed")).to_have_count(0)
    settle(page)
    page.get_by_text("1 answer of yours").click()
    expect(page.get_by_text("Record K1: 1 Feb 2025 09:30, fax, stent, as you said.")).to_be_visible()
