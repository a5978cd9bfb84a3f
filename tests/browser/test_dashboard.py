"""The dashboard in a real browser: two files in, a filter, a number down to its rows, out again."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from d9311.ingest import import_files
from d9311.ui.show.words import JOINER
from tests.browser.conftest import Serve, open_at, settle
from tests.browser.opening import downloaded
from tests.browser.panels import click_first_row
from tests.screens import import_drawn
from tests.tables import write_export

pytestmark = pytest.mark.slow

# The contrast of an element's text with its background, as WCAG defines it.
CONTRAST = """element => {
    const [text, back] = ['color', 'backgroundColor'].map(name => {
        const parts = getComputedStyle(element)[name].match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
        const [r, g, b] = parts.map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
    })
    return Math.max(text / back, back / text)
}"""
HOSTILE = "**Delta** ![x](http://outside.example/x.png) <img src=x onerror=alert(1)>"
SHOWN = HOSTILE.replace("http:", f"http:{JOINER}")  # in Markdown, where a bare address would be a link
CLAIMS = [
    {
        "claim_id": f"C{number}",
        "patient_id": f"P{number}",
        "payer_name": HOSTILE if number < 6 else "=Cigna",
        "plan_name": "=1+1",
        "status": "received",
        "submitted_date": "2025-01-16",
        "adjudicated_date": "2025-02-01",
        "service_date": f"2025-01-{number + 10}",
        "paid_amount": "60.00" if number % 2 else "0.00",
        "adjustment_codes": "CO-45:40.00" if number % 2 else "CO-252:100.00",
    }
    for number in range(1, 12)
]
CONSULTATIONS = [
    {
        "consultation_id": f"K{number}",
        "patient_id": f"P{number}",
        "consultation_date": f"2025-01-{number + 10}",
    }
    for number in range(1, 8)
]


@pytest.fixture(scope="module")
def own(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server on drawn data."""
    database = tmp_path_factory.mktemp("own") / "d9311.duckdb"
    import_drawn(database, CLAIMS, CONSULTATIONS)
    rules = write_export(
        database.with_name("rules.csv"), "payer_rules", [{"payer_name": HOSTILE, "appeal_days": "90"}]
    )
    import_files(database, payer_rules=rules)
    return serve(database)


def test_own_files_replace_the_sample_and_a_number_opens_to_its_rows(
    page: Page, serve_alone: Serve, tmp_path: Path
) -> None:
    address = serve_alone(tmp_path / "d9311.duckdb")
    files = [
        write_export(tmp_path / "a.csv", "claims", CLAIMS),
        write_export(tmp_path / "b.csv", "consultations", CONSULTATIONS),
    ]
    open_at(page, f"{address}/data", "Data")
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Import 2 files").click()
    page.get_by_text("11 rows read = 11 kept + 0 set aside").wait_for(timeout=60_000)
    settle(page)
    expect(page.get_by_text("Invented sample data.", exact=True)).to_have_count(0)
    page.get_by_role("link", name="See the numbers").click()
    page.get_by_role("heading", level=1, name="Overview").wait_for()
    settle(page)
    approval = page.locator(".st-key-number_approval_rate")
    expect(approval).to_contain_text("6/11")
    approval.get_by_role("link", name="See the rows").click()
    page.get_by_role("heading", level=1, name="Work").wait_for()
    settle(page)
    expect(page.get_by_text("11 episodes")).to_be_visible()
    file = downloaded(page, "CSV").path()
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 11
    assert {row["payer"] for row in rows} == {HOSTILE, "'=Cigna"}
    assert {row["plan_name"] for row in rows} == {"'=1+1"}


def choose_payer(page: Page) -> None:
    """In the open popover of payers choose one, and close it."""
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="=Cigna", exact=True).click()
    page.wait_for_url("**payer=**")
    settle(page)
    page.keyboard.press("Escape")


def test_filter_stays_from_page_to_page_and_back_undoes_it(page: Page, own: str) -> None:
    open_at(page, own, "Overview")
    page.get_by_role("button", name="All payers").click()
    choose_payer(page)
    page.get_by_role("button", name="Clear filters").wait_for()
    page.get_by_role("link", name="Work", exact=True).click()
    page.get_by_role("heading", level=1, name="Work").wait_for()
    settle(page)
    page.locator(".st-key-linked_part").get_by_text("Claims", exact=True).click()
    page.get_by_text("6 episodes").wait_for()
    settle(page)
    assert page.url == f"{own}/work?payer=%3DCigna&part=claims"
    page.go_back()
    page.wait_for_url(f"{own}/work?payer=%3DCigna")
    settle(page)
    page.go_back()
    page.get_by_role("heading", level=1, name="Overview").wait_for()
    page.go_back()
    page.get_by_role("button", name="All payers").wait_for()
    settle(page)
    assert page.url == f"{own}/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filled_button_is_readable_and_a_long_link_wraps_on_a_phone(
    page: Page, sample: str, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 900})
    open_at(page, f"{sample}/data", "Data")
    link = page.get_by_role("link", name="episodes without a reason for paying zero")
    assert link.bounding_box()["height"] > 40  # type: ignore[index]
    page.get_by_role("button", name="Remove all data").click()
    assert page.get_by_role("button", name="Remove everything now").evaluate(CONTRAST) >= 4.5


@pytest.mark.parametrize("way", ["Clear filters", "Back"])
def test_filter_that_was_cleared_or_left_by_back_does_not_return_with_the_next_choice(
    page: Page, own: str, way: str
) -> None:
    open_at(page, f"{own}/work?part=claims&period=all", "Work")
    page.locator(".st-key-pop_payer button").first.click()
    choose_payer(page)
    page.get_by_test_id("stPopoverBody").wait_for(state="detached")
    page.get_by_role("button", name="Clear filters").click() if way == "Clear filters" else page.go_back()
    page.get_by_role("button", name="All payers").wait_for()
    settle(page)
    page.locator(".st-key-pop_more button").first.click()
    page.get_by_text("Date first sent", exact=True).click()
    page.wait_for_url("**basis=submitted**")
    settle(page)
    assert "payer=" not in page.url
    expect(page.get_by_role("button", name="All payers")).to_be_visible()


def test_narrowed_list_that_shows_all_again_is_not_narrowed_by_the_next_choice(page: Page, own: str) -> None:
    open_at(page, f"{own}/work?part=claims&period=all", "Work")
    page.locator(".st-key-claims_more button").first.click()
    page.get_by_role("combobox", name="Billing check").click()
    page.get_by_role("option").first.click()
    page.wait_for_url("**check**")
    settle(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("stPopoverBody").wait_for(state="detached")
    page.get_by_role("button", name="Show all").click()
    page.get_by_text("11 episodes").wait_for()
    settle(page)
    page.get_by_role("textbox", name="Search").fill("C1")
    page.keyboard.press("Enter")
    page.wait_for_url("**search**")
    settle(page)
    assert "check" not in page.url


def test_hostile_payer_name_is_shown_literally(page: Page, own: str) -> None:
    open_at(page, own, "Overview")
    page.get_by_role("button", name="All payers").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name=SHOWN, exact=True).click()
    page.wait_for_url("**payer=**")
    settle(page)
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-pop_payer").get_by_role("button", name=SHOWN)).to_be_visible()
    page.goto(f"{own}/work?part=claims&episode=practice%7CC1%7C1")
    page.get_by_role("heading", level=2, name=f"Approved and paid: {SHOWN}").wait_for()
    settle(page)
    expect(page.locator("img[src='x'], img[src*='outside'], a[href^='http://outside']")).to_have_count(0)


def test_mark_of_a_chart_opens_the_rows_behind_it(page: Page, own: str) -> None:
    open_at(page, own, "Overview")
    mark = page.locator(".st-key-approval_by_payer_chart .point").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    panel = page.locator(".st-key-approval_by_payer_mark_panel")
    panel.wait_for()
    settle(page)
    expect(panel).to_contain_text("episodes")
    expect(panel.get_by_role("link", name="Open in Claims")).to_be_visible()


def test_name_of_a_payer_opens_its_card_a_claim_there_opens_and_back_leads_to_the_card(
    page: Page, own: str
) -> None:
    open_at(page, own, "Overview")
    page.locator(".st-key-approval_by_payer_toggle").get_by_role("button").click()
    click_first_row(page, ".st-key-approval_by_payer_frame", 60)
    page.get_by_role("heading", level=1, name="Payers").wait_for()
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_have_text(SHOWN)
    click_first_row(page, ".st-key-windows", 80)
    page.get_by_role("heading", level=1, name="Work").wait_for()
    settle(page)
    expect(page.get_by_role("heading", level=2, name=f"Denied: {SHOWN}")).to_be_visible()
    page.go_back()
    page.get_by_role("heading", level=1, name="Payers").wait_for()
    settle(page)
    expect(page.get_by_role("heading", level=2).first).to_have_text(SHOWN)
