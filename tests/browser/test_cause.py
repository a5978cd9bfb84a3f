"""A signalled month in a real browser: from its mark to the payer that carries it, and to that payer's
rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, open_at, settle
from tests.pages.months import BROKEN
from tests.screens import import_drawn

pytestmark = pytest.mark.slow


def test_signalled_month_opens_into_its_cause_and_the_cause_into_its_rows(
    page: Page, serve_alone: Serve, tmp_path: Path
) -> None:
    database = tmp_path / "d9311.duckdb"
    import_drawn(database, BROKEN)
    open_at(
        page,
        f"{serve_alone(database)}/practices?part=months&period=all&look=2024-05",
        "Practices and periods",
    )
    expect(page.get_by_text("May 2024: 24 of 30 approved")).to_be_visible()
    mark = page.locator(".st-key-approval_signals_chart .point").last
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    page.get_by_text("Jan 2025: 14 of 30 approved").wait_for()
    settle(page)
    assert "look=2025-01" in page.url
    bar = page.locator(".st-key-cause_parts_chart .point").first
    bar.scroll_into_view_if_needed()
    bar.click(force=True)
    panel = page.locator(".st-key-cause_parts_mark_panel")
    panel.wait_for()
    settle(page)
    expect(panel).to_contain_text("20 episodes: payer Delta, outcome decided, months 2025-01")
