"""Which numbers a run of a page shows, as conditions, so that a click can keep them."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from d9311.conditions.quantities import COUNT, DOLLARS, RATE, Quantity
from d9311.conditions.rows import Conditions
from d9311.ui.show.numbers import Details

SHOWN = "_numbers_shown"


@dataclass
class Shown:
    """What the last run of a page showed. `within`: the conditions that its numbers stood under."""

    numbers: list[Quantity] = field(default_factory=list)
    within: Conditions = field(default_factory=dict)


def begin() -> None:
    """Forget what the run before showed."""
    st.session_state[SHOWN] = Shown()


def last_shown() -> Shown:
    """Return what the last run showed."""
    shown = st.session_state.get(SHOWN)
    return shown if isinstance(shown, Shown) else Shown()


def note_shown(label: str, rows: Conditions | None, within: Conditions, details: Details) -> None:
    """Note a number that opens its rows, where they make it: a rate by two counts, dollars by a column."""
    shown = last_shown()
    shown.within = within or shown.within
    if rows is None:
        return
    kind, part, sums = details.get("kind", COUNT), details.get("part"), details.get("sums", "")
    if kind == COUNT or (kind == RATE and part) or (kind == DOLLARS and sums):
        quantity = Quantity(
            label, kind, rows, part if kind == RATE else None, sums if kind == DOLLARS else ""
        )
        shown.numbers.append(quantity.within(within))
