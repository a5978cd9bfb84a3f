"""A claims export that a spreadsheet saved, dropped after the one of the practice system: asked about, and answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from d9311.ingest import import_files
from tests.browser.conftest import Serve, open_at, settle, wait_until_it_fits
from tests.practices import held, write_numbered

pytestmark = pytest.mark.slow

ASKED = "The same numbers, written in another way?"


def ask_of_two(page: Page, serve_alone: Serve, folder: Path) -> tuple[Path, Locator]:
    """Drop two files that a spreadsheet saved, `saved.csv` and `also.csv`; return the database and what is asked."""
    database = folder / "data" / "d9311.duckdb"
    database.parent.mkdir()
    import_files(database, claims=[write_numbered(folder, "before", "00{}")])
    open_at(page, f"{serve_alone(database)}/data", "Data")
    saved = [write_numbered(folder, "saved", "{}"), write_numbered(folder, "also", "0{}", 5)]
    page.locator("input[type=file]").set_input_files(saved)
    page.get_by_role("button", name="Import 2 files").click()
    asked = page.get_by_text(ASKED)
    expect(asked).to_have_count(2, timeout=60_000)
    return database, asked


def test_numbers_in_another_writing_are_answered_on_the_page(
    page: Page, serve_alone: Serve, tmp_path: Path
) -> None:
    database, asked = ask_of_two(page, serve_alone, tmp_path)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        wait_until_it_fits(page)
    page.get_by_role("link", name="Undo its import").first.click()
    expect(page.get_by_role("heading", name="What is loaded")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Undo an import")).to_be_in_viewport()
    expect(asked).to_have_count(2)
    page.get_by_role("button", name="Remove also.csv").click()
    expect(asked).to_have_count(1)
    settle(page)
    leave = page.get_by_role("button", name="Leave this file out")
    leave.click()
    page.get_by_text("Left out: saved.csv.").wait_for()
    settle(page)
    page.locator("input[type=file]").set_input_files(write_numbered(tmp_path, "again", "00{}", 7))
    page.get_by_role("button", name="Import 1 file").click()
    page.get_by_text("again.csv (claims): 7 rows read = 7 kept + 0 set aside").wait_for(timeout=60_000)
    settle(page)
    assert held(database) == {"practice": (7, 7, 0, 0)}


def test_a_file_that_is_taken_out_holds_up_no_answer(page: Page, serve_alone: Serve, tmp_path: Path) -> None:
    _, asked = ask_of_two(page, serve_alone, tmp_path)
    page.get_by_role("button", name="Remove also.csv").click()
    expect(asked).to_have_count(1)
    settle(page)
    page.get_by_role("button", name="Take them all the same").click()
    page.get_by_text("saved.csv (claims): 6 rows read = 6 kept + 0 set aside").wait_for(timeout=60_000)
