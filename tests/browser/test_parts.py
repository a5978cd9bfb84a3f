"""Parts of a page in a real browser: old addresses lead to them, links inside a page too, and Back returns."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from d9311.moved import MOVED
from tests.browser.addresses import ADDRESSES
from tests.browser.conftest import open_at, settle

pytestmark = pytest.mark.slow

PAYER = "Harbor Dental Plan"


# One of each kind; where all of them lead is held by tests/project/test_moved.py.
@pytest.mark.parametrize(("old", "told_by", "new", "part"), [MOVED[1], MOVED[6], MOVED[8], MOVED[14]])
def test_old_address_with_a_filter_ends_at_its_page_and_part(
    page: Page, sample: str, old: str, told_by: str, new: str, part: str
) -> None:
    more = f"&{told_by}" if "=" in told_by else f"&{told_by}=2025-01" if told_by else ""
    open_at(page, f"{sample}/{old}?period=all&payer=Harbor+Dental+Plan{more}", ADDRESSES[new])
    there = urlsplit(page.url)
    asked = parse_qs(there.query)
    assert (there.path, asked.get("part", [""])) == (f"/{new}", [part])
    assert (asked["period"], asked["payer"]) == (["all"], [PAYER])
    expect(page.locator(".st-key-pop_payer").get_by_role("button", name=PAYER)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_link_inside_a_page_and_back_lead_from_part_to_part(page: Page, sample: str) -> None:
    open_at(page, f"{sample}/work?part=ledger&period=all", "Work")
    page.get_by_role("link", name="See the rows").last.click()
    page.wait_for_url("**part=claims**")
    settle(page)
    expect(page.locator(".st-key-claims_sum")).to_contain_text("billed without record")
    page.get_by_role("link", name="Work", exact=True).click()
    page.wait_for_url(f"{sample}/work?period=all")
    settle(page)
    page.go_back()
    page.locator(".st-key-claims_sum").wait_for()
    settle(page)
    assert "part=claims" in page.url
    page.go_back()
    page.locator(".st-key-cards_ledger").wait_for()
    settle(page)
    assert page.url == f"{sample}/work?part=ledger&period=all"


def test_row_of_a_payer_opens_its_card_and_back_returns_to_the_table(page: Page, sample: str) -> None:
    open_at(page, f"{sample}/payers?period=all", "Payers")
    table = page.locator(".st-key-every_payer").get_by_test_id("stDataFrame")
    table.click(position={"x": 400, "y": 52})  # the picture of the first row's interval
    page.wait_for_url("**part=card**")
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_have_text("Larkspur State Dental Assistance")
    page.go_back()
    table.wait_for()
    settle(page)
    assert page.url == f"{sample}/payers?period=all"


def test_link_to_the_data_page_that_is_open_leads_to_its_first_part(page: Page, sample: str) -> None:
    open_at(page, f"{sample}/data?part=kept", "Data")
    page.get_by_role("link", name="Data", exact=True).click()
    page.get_by_role("heading", name="Kept views").wait_for(state="detached")
    page.wait_for_url(f"{sample}/data")
