"""The first screen of a laptop holds the Overview but for what is folded, the banner of the sample data and all."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import open_at, settle

pytestmark = pytest.mark.slow

# The answer, the cards, the last gap, the way on from the picture of payers.
HELD = (".d-answer", ".st-key-cards_first", ".st-key-gaps_reach", ".st-key-approval_by_payer_reach")


# In the order of their beginning; `host-config` is what the app asks for once it runs.
FETCHED = """() => performance.getEntriesByType('resource').sort((one, other) => one.startTime - other.startTime)
    .map(one => /PlotlyChart|host-config/.exec(one.name)?.[0]).filter(Boolean)"""


# The charts whose labels took more than the margins that were given.
GROWN = """() => [...document.querySelectorAll('.js-plotly-plot')].filter(chart => {
    const {_size: taken, margin: given} = chart._fullLayout
    return ['l', 'r', 't', 'b'].some(side => taken[side] > given[side])
}).map(chart => chart.closest('[class*=st-key-]').className)"""


def test_overview_stands_on_the_first_screen_of_a_laptop(page: Page, sample: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    open_at(page, sample, "Overview")
    page.locator(".st-key-overview_below svg.main-svg").first.wait_for()
    ends = {name: page.locator(name).evaluate("e => e.getBoundingClientRect().bottom") for name in HELD}
    assert {name: end for name, end in ends.items() if not 0 < end <= 800} == {}


def test_script_of_charts_is_fetched_once_and_before_the_app_runs(page: Page, sample: str) -> None:
    open_at(page, sample, "Overview")
    page.locator(".st-key-overview_below svg.main-svg").first.wait_for()
    assert page.evaluate(FETCHED) == ["PlotlyChart", "host-config"]


@pytest.mark.parametrize("address", ["", "documentation"])
def test_charts_are_given_the_room_that_they_take_and_are_not_drawn_anew_for_it(
    page: Page, sample: str, address: str
) -> None:
    page.goto(f"{sample}/{address}")
    page.locator(".js-plotly-plot svg.main-svg").last.wait_for()
    settle(page)
    assert page.evaluate(GROWN) == []
