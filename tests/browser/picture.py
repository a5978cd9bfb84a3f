"""The picture of the README: `make picture` photographs the Overview on the sample data. No test, hence its
name."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import Serve, open_at, settle
from tests.project.files import ROOT

PICTURE = ROOT / "docs" / "overview.png"
# As large as a laptop's window: the first screen holds the answer.
WIDTH, HEIGHT = 1280, 800


def test_overview_is_photographed(page: Page, serve: Serve, tmp_path: Path) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    open_at(page, serve(tmp_path / "d9311.duckdb"), "Overview")
    page.get_by_test_id("stPlotlyChart").first.locator(".main-svg").first.wait_for()
    settle(page)
    page.screenshot(path=PICTURE)
    assert PICTURE.exists()
