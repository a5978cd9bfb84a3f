"""Every control of a page works on the sample data."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Serve
from tests.browser.controls import use_every_control
from tests.browser.test_dashboard import ADDRESSES

pytestmark = pytest.mark.slow

# What takes data away is left alone.
HARMFUL = ("undo", "remove", "naming")
FILTERS = ("pop_", "filter_")  # the filter bar is the same everywhere; it is used on one page


@pytest.fixture(scope="module")
def sample(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a server that starts on nothing and imports the sample data."""
    return serve(tmp_path_factory.mktemp("controls") / "d9311.duckdb")


@pytest.mark.parametrize("path", ["data", "claims", "approval_rates", "scenario_frequency"])
def test_every_control_of_a_page_works(page: Page, sample: str, path: str) -> None:
    used = use_every_control(
        page, f"{sample}/{path}", ADDRESSES[path], HARMFUL if path == "claims" else (*HARMFUL, *FILTERS)
    )
    assert len(used) >= 2
    if path == "data":
        assert sum("aside" in name and name.startswith("stDownload") for name in used) == 2
