"""Approval rates side by side: by payer, practice, provider or plan, as the user chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from d9311 import figures
from d9311.ui.page import Page
from d9311.ui.show.frames import records
from d9311.ui.show.rate_changes import period_sentence

if TYPE_CHECKING:
    import pandas

# what to group by: measure and its figure
GROUPS = {
    "Payer": ("approval_by_payer", figures.approval_by_payer),
    "Practice": ("approval_by_practice", figures.approval_by_practice),
    "Provider": ("approval_by_provider", figures.approval_by_provider),
    "Plan": ("approval_by_plan", figures.approval_by_plan),
}
ORDERS = {"Most decided": "decided", "Highest lower bound": "ci_low"}
RATES = ["episodes", "decided", "approved", "approval_rate", "ci_low", "ci_high", "denied", "exhausted",
         "pending", "indeterminate", "duplicate", "denied_not_on_code", "code_approval_rate", "median_days",
         "billed", "paid"]  # fmt: skip


def draw_rates(page: Page) -> tuple[pandas.DataFrame, str]:
    """Draw the rates of the chosen groups in the chosen order;
    return their measure's frame and what they are.
    """
    page.section(
        "Approved of decided", "Not a league table: where two intervals overlap, the order says little."
    )
    st.text(period_sentence(records(page.run("overview"))[0]))
    with st.container(horizontal=True, key="approval_choices"):
        by = st.segmented_control("By", list(GROUPS), default="Payer", required=True, key="approval_by")
        order = st.segmented_control(
            "Order", list(ORDERS), default="Most decided", required=True, key="approval_order"
        )
    measure, draw = GROUPS[by]
    groups, names = page.run(measure), page.groups(measure)
    if groups[names[-1]].isna().all():
        page.not_computable(f"column {names[-1]} is missing or blank throughout.")
    page.figure(draw(groups, ORDERS[order]), groups, measure, columns=[*names, *RATES])
    st.caption(
        "Bars are 95% Wilson intervals. Below 30 decided episodes the mark is grey and unranked, below 5 "
        "only counts are shown. Exhausted benefits, pending and unclear outcomes stand in the table, in "
        "neither number of the rate."
    )
    return groups, by
