"""What a person wants to know, and in how many clicks a real browser gives it, from the Overview on the sample data."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import open_at, settle
from tests.browser.hand import Hand

pytestmark = pytest.mark.slow


@pytest.fixture
def hand(page: Page, sample: str) -> Hand:
    """Return a hand before the Overview of the sample data."""
    open_at(page, sample, "Overview")
    return Hand(page)


def test_which_payer_to_worry_about_and_why_takes_no_click(hand: Hand) -> None:
    for told in (
        "Larkspur State Dental Assistance: 7 of 30 approved (12–41%): below your other payers, beyond chance.",
        "23 claims denied, $2,855 billed; the most frequent reason is not covered (11 of 23).",
    ):
        expect(hand.page.get_by_text(told, exact=True)).to_be_in_viewport()
    assert hand.clicks == 0


def test_rows_behind_the_answer_as_excel_take_two_clicks(hand: Hand) -> None:
    hand.click(hand.page.get_by_role("link", name="See the 318 claims"))
    hand.page.get_by_role("heading", level=1, name="Work", exact=True).wait_for()
    settle(hand.page)
    download = hand.download(hand.page.get_by_test_id("stMain").get_by_role("button", name="Excel").first)
    assert hand.clicks == 2
    book = openpyxl.load_workbook(io.BytesIO(Path(download.path()).read_bytes()))
    assert book.worksheets[0].max_row == 1 + 318


def test_the_same_for_one_practice_last_year_takes_three_clicks(hand: Hand) -> None:
    hand.click(hand.page.locator(".st-key-quick_period").get_by_role("radio", name="2025", exact=True))
    hand.open(hand.page.locator(".st-key-pop_practice button").first)
    hand.click(hand.page.get_by_test_id("stPopoverBody").get_by_role("button", name="Cedar & Wick Dental"))
    expect(hand.page.locator(".st-key-pop_practice")).to_contain_text("Cedar & Wick Dental")
    expect(hand.page.locator(".st-key-pop_period")).to_contain_text("Jan – Dec 2025")
    assert hand.clicks == 3
