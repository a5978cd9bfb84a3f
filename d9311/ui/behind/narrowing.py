"""From the rows behind a number to a page about nothing else: the filters that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from d9311.conditions.rows import Conditions
from d9311.figures.words import words as phrase
from d9311.ui.filter_state import LISTS, choose, value_of
from d9311.ui.periods import month_of
from d9311.ui.show import words


def draw_narrowing(conditions: Conditions, practices: Mapping[str, str], key: str) -> None:
    """Draw a button for each condition that the filter bar knows, too, and has not set already."""
    for name in (*LISTS, "month"):
        value = conditions.get(name)
        asked = filters_for(name, value) if value else {}
        if asked and any(value_of(each) != wanted for each, wanted in asked.items()):
            st.button(
                f"Filter to {words.literal(_called(name, str(value), practices))}",
                icon=":material/filter_alt:",
                type="tertiary",
                key=f"{key}_to_{name}",
                on_click=choose,
                args=(asked,),
            )


def filters_for(name: str, value: str) -> dict[str, Any]:
    """Return the values of the filters that hold the rows of one condition and no others."""
    if name in LISTS:
        return {name: [value]}
    first = month_of(value)
    if first is None:
        return {}
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)
    return {"period": "custom", "from": first, "to": last}


def _called(name: str, value: str, practices: Mapping[str, str]) -> str:
    if name == "practice":
        return practices.get(value, value)
    if name == "month":
        return f"{month_of(value):%b %Y}"
    return phrase(value) if name == "scenario" else value
