"""A fee typed in a real browser: saved, it changes what Payers says is short; undone on Data, it is as before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import queries
from d9311.frames import records
from d9311.store import open_database
from tests.browser.conftest import Serve, open_at, settle
from tests.states import copy_database, import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

PAYER = "Harbor Dental Plan"
HEADING, ROW = 35, 33  # pixels


@pytest.fixture
def address(serve_alone: Serve, sample_data: Path, tmp_path: Path) -> str:
    """Return the address of a server on a copy of the sample data, which have no list of fees."""
    copy_database(sample_data, tmp_path / "d9311.duckdb")
    return serve_alone(tmp_path / "d9311.duckdb")


def short_by(page: Page, address: str) -> str | None:
    """Return what stands under `Short by` in the payer's row of the table; None where there is no column."""
    open_at(page, f"{address}/payers?period=all", "Payers")
    grid = page.locator(".st-key-every_payer table[role=grid]")
    grid.wait_for(state="attached")
    names = grid.locator("th").all_text_contents()
    if "Short by" not in names:
        return None
    row = grid.locator("tr", has_text=PAYER)
    return row.locator("td").nth(names.index("Short by")).text_content()


def by_file(sample_data: Path, folder: Path) -> Decimal:
    """Return how much the payer is short where the same fee came in a file."""
    copy_database(sample_data, folder / "d9311.duckdb")
    fees = write_export(folder / "fees.csv", "fees", [{"payer_name": PAYER, "expected_fee": "95.50"}])
    import_files(folder / "d9311.duckdb", fees=fees)
    found = records(queries.run(open_database(folder / "d9311.duckdb").cursor(), "underpayments"))
    return next(Decimal(row["underpaid_by"]) for row in found if row["payer"] == PAYER)


def type_fee(page: Page, fee: str) -> None:
    """Add a row for the payer and type its fee into the last cell."""
    box = page.get_by_role("combobox", name="Add a fee of the payer")
    box.click()
    box.fill(PAYER)
    page.get_by_role("option", name=PAYER, exact=True).click()
    page.get_by_text("1 row not saved yet").wait_for()
    settle(page)
    table = page.get_by_test_id("stDataFrame")
    width = (table.bounding_box() or {"width": 0})["width"]
    table.click(position={"x": width - 60, "y": HEADING + ROW // 2})
    page.keyboard.press("Enter")
    page.locator("#portal input, .gdg-input").first.wait_for()
    page.keyboard.type(fee, delay=40)
    page.keyboard.press("Enter")
    expect(table.locator("table[role=grid]")).to_contain_text(fee)
    settle(page)


def test_fee_typed_and_saved_says_what_is_short_until_it_is_undone(
    page: Page, address: str, sample_data: Path, tmp_path: Path
) -> None:
    assert short_by(page, address) is None
    page.get_by_role("link", name="Enter your fees to see who pays below the contract").click()
    page.wait_for_url("**part=lists**")
    settle(page)
    type_fee(page, "95.5")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as CSV").click()
    assert taken.value.path().read_bytes().decode("utf-8-sig").splitlines() == [
        "payer_name,plan_name,effective_date,expected_fee",
        f"{PAYER},,,95.50",
    ]
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. This list has 1 row now.").wait_for()
    settle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    short = short_by(page, address)
    assert short is not None
    assert Decimal(short) == round(by_file(sample_data, tmp_path / "file"))
    open_at(page, f"{address}/data", "Data")
    page.get_by_role("button", name="Undo an import").click()
    page.get_by_text("The list goes (1 row). There is no list of this kind then.").wait_for()
    page.get_by_role("button", name="Undo this import now").click()
    page.get_by_text("Import 3 is undone: 1 row of fees edited").wait_for()
    settle(page)
    assert short_by(page, address) is None
    open_at(page, f"{address}/payers?part=lists", "Payers")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
