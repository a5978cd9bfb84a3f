"""The filter bar in a real browser: in view wherever the page is, in the address, and kept by Back."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, open_at, settle
from tests.browser.scripts import FITS
from tests.browser.wire import does

pytestmark = pytest.mark.slow

PAYER = "Harbor Dental Plan"
SCROLLED = """pixels => document.querySelector('[data-testid="stMain"]').scrollTo(0, pixels)"""
# What a person sees of a page and has chosen on it, without what differs from visit to visit.
SHOWN = "() => document.querySelector('[data-testid=\"stMain\"]').innerText.replace(/\\s+/g, ' ')"


@pytest.mark.parametrize(("width", "tallest"), [(1280, 90), (390, 50)])
def test_filter_bar_stays_in_view_and_its_popovers_open(
    page: Page, sample: str, width: int, tallest: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_at(page, f"{sample}/payers?part=approval&compare=last_year&payer=Harbor+Dental+Plan", "Payers")
    page.evaluate(SCROLLED, 1500)
    bar = page.locator(".st-key-filter_bar")
    expect(bar).to_be_in_viewport()
    box = bar.bounding_box()
    assert box
    assert box["height"] <= tallest
    assert page.evaluate(FITS)
    page.locator(".st-key-pop_period button").first.click()
    expect(page.get_by_text("Compared with the same dates a year before")).to_be_in_viewport()
    page.get_by_test_id("stPopoverBody").get_by_role("radio", name="Off").click()
    page.wait_for_url("**compare=none**")
    settle(page)
    expect(page.get_by_text("Comparison is off").first).to_be_visible()


def test_chip_takes_its_filter_out_of_page_and_address(page: Page, sample: str) -> None:
    open_at(page, f"{sample}/payers?period=all&payer=Harbor+Dental+Plan&basis=decided", "Payers")
    page.locator("[class*='st-key-chip_payer'] button").first.click()
    page.wait_for_url(f"{sample}/payers?period=all&basis=decided")
    settle(page)
    expect(page.get_by_role("button", name="All payers")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_url(f"{sample}/payers")


def test_choices_of_a_page_survive_reload_and_a_server_that_has_just_started(
    page: Page, sample: str, serve_alone: Serve, sample_data: Path
) -> None:
    open_at(page, f"{sample}/payers?part=approval&period=all", "Payers")
    for name, parameter in (
        ("Plan", "by=plan"),
        ("Highest lower bound", "order=ci_low"),
        ("Dollars", "weight="),
    ):
        if name == "Dollars":
            assert does(page, page.locator(".st-key-fold_denials summary").click)
        page.get_by_role("radio", name=name, exact=True).click()
        page.wait_for_url(f"**{parameter}**")
        settle(page)
    seen, address = page.evaluate(SHOWN), urlsplit(page.url)
    page.reload()
    page.get_by_role("heading", level=1, name="Payers").wait_for()
    settle(page)
    assert page.evaluate(SHOWN) == seen
    open_at(page, f"{serve_alone(sample_data)}{address.path}?{address.query}", "Payers")
    assert page.evaluate(SHOWN) == seen
    assert urlsplit(page.url).query == address.query


def test_back_from_a_claim_returns_to_the_part_and_the_rows_that_were_open(page: Page, sample: str) -> None:
    open_at(
        page, f"{sample}/work?part=claims&period=all", "Work"
    )  # the browser has its files: it is quick now
    open_at(page, f"{sample}/payers?part=approval&period=all&by=plan", "Payers")
    assert does(page, page.locator(".st-key-fold_months summary").click)
    assert does(page, page.locator(".st-key-approval_trend_toggle button").click)
    table = page.locator(".st-key-approval_trend_frame").get_by_test_id("stDataFrame")
    assert does(page, lambda: table.click(position={"x": 180, "y": 52}))
    states = page.evaluate("history.length")
    page.get_by_role("link", name="Open in Claims").click()
    page.get_by_role("heading", level=1, name="Work").wait_for()
    settle(page)
    assert page.evaluate("history.length") == states + 1
    page.go_back()
    page.locator(".st-key-approval_trend_frame").wait_for()
    settle(page)
    assert urlsplit(page.url).query == "part=approval&period=all&by=plan"
    expect(page.get_by_role("radio", name="Plan", exact=True)).to_be_checked()
