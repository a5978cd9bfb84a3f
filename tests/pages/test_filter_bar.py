"""The filter bar: chips that take a filter away, the comparison, and rows that become a filter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from d9311.ui.behind.narrowing import filters_for
from tests.screens import open_page, run_again, text_of

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("sample")]

PAYERS = ["Harbor Dental Plan", "Granite Hollow Mutual"]
LINK: dict[str, Any] = {"period": "last_year", "payer": PAYERS, "basis": "decided", "as_of": "2026-03-31",
                        "compare": "none"}  # fmt: skip


def chips(screen: AppTest) -> dict[str, str]:
    """Return what the chips say, by their keys."""
    return {str(one.key): one.label for one in screen.button if str(one.key).startswith("chip_")}


def link_of(screen: AppTest) -> dict[str, Any]:
    return dict(screen.query_params.items())


def test_without_filters_there_is_nothing_to_take_away() -> None:
    screen = open_page("pages/payers.py")
    assert chips(screen) == {}
    assert "clear" not in {button.key for button in screen.button}


def test_every_filter_that_is_set_has_a_chip_that_takes_it_away() -> None:
    screen = open_page("pages/payers.py", **LINK)
    assert [*chips(screen).values()] == [
        "Last year\\: Jan – Dec 2025", "Not compared", *PAYERS, "Date of the decision", "As of 31 Mar 2026",
    ]  # fmt: skip
    screen.button(key="chip_payer_2").click()
    run_again(screen)
    assert link_of(screen) == {**LINK, "payer": PAYERS[1]}
    for _ in range(5):
        screen.button(key=[*chips(screen)][0]).click()
        run_again(screen)
    assert link_of(screen) == {}
    assert chips(screen) == {}


def test_many_values_of_a_list_share_a_chip() -> None:
    four = [*PAYERS, "Bluefinch Dental Benefits", "Tamarack Smile Trust"]
    screen = open_page("pages/payers.py", payer=four)
    assert [*chips(screen).values()] == ["4 payers"]
    screen.button(key="chip_payer_0").click()
    assert link_of(run_again(screen)) == {}


def test_all_filters_are_cleared_by_one_click() -> None:
    screen = open_page("pages/payers.py", **LINK)
    screen.button(key="clear").click()
    assert link_of(run_again(screen)) == {}


def test_link_that_names_what_the_data_do_not_hold_says_so() -> None:
    screen = open_page("pages/payers.py", payer=[PAYERS[0], "Harbour Plan", "Old Plan"])
    said = "The link names 2 payers that the data do not hold; left out of the filters."
    assert [one.value for one in screen.warning] == [said]
    assert link_of(screen) == {"payer": PAYERS[0]}


def test_periods_that_are_asked_most_are_one_click_away_and_follow_the_others() -> None:
    screen = open_page("pages/payers.py", period="twelve")
    quick = screen.segmented_control(key="quick_period")
    assert ([*quick.options], quick.value) == (["6 months", "2026", "2025", "All"], None)
    quick.set_value("last_year")
    assert link_of(run_again(screen)) == {"period": "last_year"}
    screen.segmented_control(key="quick_period").set_value(None)  # clicked once more
    assert link_of(run_again(screen)) == {"period": "last_year"}
    screen.button(key="chip_period_0").click()
    assert run_again(screen).segmented_control(key="quick_period").value == "recent"


def test_comparison_of_the_filter_bar_reaches_the_overview_and_its_link() -> None:
    screen = open_page("dashboard.py")
    assert "Compared with the period of the same length before (May – Oct 2025)." in text_of(screen)
    assert "74% (221/298) in May – Oct 2025" in text_of(screen)
    control = next(one for one in screen.segmented_control if str(one.key).startswith("filter_compare"))
    control.set_value("last_year")
    run_again(screen)
    assert link_of(screen) == {"compare": "last_year"}
    assert "Compared with the same dates a year before (Nov 2024 – Apr 2025)." in text_of(screen)
    assert "in Nov 2024 – Apr 2025" in text_of(screen)
    assert ", against last year " in text_of(screen)


def test_without_comparison_no_change_is_shown() -> None:
    shown = text_of(open_page("dashboard.py", compare="none"))
    assert "Comparison is off, so no change is shown." in shown
    assert "71% approved; about" in shown


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("payer", "Delta", {"payer": ["Delta"]}),
        ("month", "2025-12", {"period": "custom", "from": date(2025, 12, 1), "to": date(2025, 12, 31)}),
        ("month", "2024-02", {"period": "custom", "from": date(2024, 2, 1), "to": date(2024, 2, 29)}),
    ],
)
def test_condition_of_rows_is_the_same_filter(name: str, value: str, asked: dict[str, Any]) -> None:
    assert filters_for(name, value) == asked


def test_rows_behind_a_number_become_the_filter_of_the_page() -> None:
    screen = open_page("pages/payers.py?part=approval", period="all")
    screen.button(key="approval_by_payer_toggle").click()
    run_again(screen)
    screen.session_state["approval_by_payer_frame"] = {
        "selection": {"rows": [], "columns": [], "cells": [[0, "decided"]]}
    }
    run_again(screen)
    (button,) = [one for one in screen.button if one.label.startswith("Filter to")]
    payer = button.label.removeprefix("Filter to ")
    button.click()
    run_again(screen)
    assert link_of(screen) == {"part": "approval", "period": "all", "payer": payer}
    assert [one for one in screen.button if one.label.startswith("Filter to")] == []
