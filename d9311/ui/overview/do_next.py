"""What to do next: the quick views of the page Work in which most is to be won, and the way to each."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.links import WORK, page_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import note_said, tell
from d9311.ui.work.views import VIEWS, View
from d9311.ui.work.worth import AMOUNTS, Worth, worth_of

if TYPE_CHECKING:
    import pandas

# In the order that decides between equal ones; what is Mine differs from person to person.
OFFERED = {
    "due": "Due this week", "complete": "Record can be completed", "unbilled": "Never billed",
    "waiting": "Waiting too long", "new": "New since the last import",
}  # fmt: skip
SHOWN = 3


@dataclass(frozen=True)
class Step:
    """One thing to do next: a quick view of the page Work and what its items may bring."""

    view: View
    worth: Worth


def next_steps(items: pandas.DataFrame) -> list[Step]:
    """Return at most three steps of the open items: see worklist.md, What comes first."""
    views = [view for name in OFFERED for view in VIEWS if view.name == name]
    amounts = items[[*AMOUNTS]]  # the few columns that are summed: an item has forty
    steps = [Step(view, worth_of(amounts[view.holds(items, "")])) for view in views]
    told = [step for step in steps if step.worth.items and not _is_all_new(step, len(items))]
    return sorted(told, key=lambda step: (step.view.name != "due", -(step.worth.dollars or 0)))[:SHOWN]


def draw_next(page: Page, items: pandas.DataFrame) -> None:
    """Draw a row for each step: what, how many, for how much, and the way to these items."""
    page.section("Do next", "Whatever the period: what is due this week, then what will probably bring most.")
    steps = next_steps(items)
    if not steps:
        tell(_nothing(len(items)))
    for step in steps:
        name = step.view.name
        note_said(f"{OFFERED[name]}: {_told(step)}")
        with st.container(horizontal=True, vertical_alignment="center", key=f"next_{name}"):
            st.html(
                f'<div class="d-next"><b>{escape(OFFERED[name])}</b><span>{escape(_told(step))}</span></div>'
            )
            page_link(
                WORK, f"Work on {words.count(step.worth.items)}", ":material/arrow_forward:",
                {**page.link, "view": [name]},
            )  # fmt: skip


def _is_all_new(step: Step, items: int) -> bool:
    """Whether everything that is open is new, which says nothing about what to do first."""
    return step.view.name == "new" and step.worth.items == items


def _told(step: Step) -> str:
    worth = step.worth
    told = words.plural(worth.items, "item")
    if worth.dollars is None:
        return f"{told} · past the deadline" if worth.past == worth.items else f"{told} · dollars not known"
    few = f" from {worth.known:,} of them" if worth.known < worth.items else ""
    return f"{told} · about {words.dollars(worth.dollars)}{few}"


def _nothing(items: int) -> str:
    if not items:
        return "Nothing wants an action."
    others = words.plural(items, "item wants", "items want")
    return (
        "Nothing is due this week, can be completed, was never billed or waits too long; "
        f"{others} an action of another kind."
    )
