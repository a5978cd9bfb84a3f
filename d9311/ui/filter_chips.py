"""The filters that are set, each as a button that takes it away, and one that takes all away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from d9311.ui.filter_state import LISTS, Choices, choose, clear_filters, default_of, link_of_filters, value_of
from d9311.ui.show import words
from d9311.ui.show.compared import COMPARISONS

MOST = 3  # values of one list that have a chip each; more are taken away together


@dataclass(frozen=True)
class Chip:
    """What is set, in words, and the filter with the value that it has without it."""

    says: str
    name: str
    without: Any


def draw_chips(choices: Choices, period: str, bases: Mapping[str, str]) -> None:
    """Draw a chip for each filter that is set; `period` and `bases` in words."""
    if not link_of_filters():
        return
    for number, chip in enumerate(chips(choices, period, bases)):
        st.button(
            words.literal(chip.says),
            icon=":material/close:",
            key=f"chip_{chip.name}_{number}",
            help="Take this filter away",
            on_click=choose,
            args=({chip.name: chip.without},),
        )
    st.button("Clear filters", type="tertiary", key="clear", on_click=clear_filters)


def chips(choices: Choices, period: str, bases: Mapping[str, str]) -> list[Chip]:
    """Return the chips in the order of the bar."""
    found = []
    if value_of("period") != default_of("period"):
        found.append(Chip(period, "period", default_of("period")))
    if (compare := value_of("compare")) != default_of("compare"):
        found.append(Chip(COMPARISONS[compare].chip, "compare", default_of("compare")))
    for name in LISTS:
        found += _of_list(name, value_of(name), choices[name])
    if (basis := value_of("basis")) != default_of("basis"):
        found.append(Chip(bases[basis], "basis", default_of("basis")))
    if as_of := value_of("as_of"):
        found.append(Chip(f"As of {words.day(as_of)}", "as_of", None))
    return found


def _of_list(name: str, chosen: list[str], offered: Mapping[str, str]) -> list[Chip]:
    if len(chosen) > MOST:
        return [Chip(f"{len(chosen)} {LISTS[name]}", name, [])]
    return [Chip(offered.get(one, one), name, [other for other in chosen if other != one]) for one in chosen]
