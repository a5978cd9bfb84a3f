"""Approval: the rate by payer or plan, three readings of it, by month, why payers deny, and appeals."""

from __future__ import annotations

from functools import partial

import streamlit as st

from d9311 import figures
from d9311.frames import records
from d9311.ui.counted import draw_counts
from d9311.ui.linked import linked_segments
from d9311.ui.notes import draw_notes, with_notes
from d9311.ui.page import Page
from d9311.ui.show.heads import draw_folded, explain, tell
from d9311.ui.show.rate_changes import period_sentence

# what to group by: measure and its figure
GROUPS = {
    "payer": ("approval_by_payer", figures.approval_by_payer),
    "plan": ("approval_by_plan", figures.approval_by_plan),
}
ORDERS = {"decided": "Most decided", "ci_low": "Highest lower bound"}
RATES = ["episodes", "decided", "approved", "approval_rate", "ci_low", "ci_high", "denied", "exhausted",
         "pending", "indeterminate", "duplicate", "denied_not_on_code", "code_approval_rate", "median_days",
         "billed", "paid"]  # fmt: skip
READINGS = ["payer", "approved", "decided", "approval_rate", "first_approved", "first_decided",
            "first_approval_rate", "paid_lines", "paid_rate", "exhausted"]  # fmt: skip
APPEALS = (
    "payer", "denied", "appealed", "appealed_rate", "decided", "overturned", "overturn_rate", "recovered",
    "median_days_to_appeal", "reworked", "rework_paid",
)  # fmt: skip
WEIGHTS = {"episodes": "Denied at last", "first_episodes": "Denied at first", "billed": "Dollars"}


def draw_rates(page: Page) -> None:
    """Draw the rates of payers or plans in the chosen order."""
    page.section(
        "Approved of decided", "Not a league table: where two intervals overlap, the order says little."
    )
    tell(period_sentence(records(page.run("overview"))[0]))
    with st.container(horizontal=True, key="approval_choices"):
        by = linked_segments("by", "By", {"payer": "Payer", "plan": "Plan"})
        order = linked_segments("order", "Order", ORDERS)
    measure, draw = GROUPS[by]
    groups, names = page.run(measure), page.groups(measure)
    if groups[names[-1]].isna().all():
        page.not_computable(f"column {names[-1]} is missing or blank throughout.")
    page.figure(draw(groups, order), groups, measure, columns=[*names, *RATES])
    explain(
        "Bars are 95% Wilson intervals. Below 30 decided episodes the mark is grey and unranked, below 5 "
        "only counts are shown. Exhausted benefits, pending and unclear outcomes stand in the table, in "
        "neither number of the rate."
    )


def draw_readings(page: Page) -> None:
    """Draw what else could be meant by approved, payer by payer."""
    payers = page.run("approval_by_payer")
    if not page.facts["keeps_history"]:
        page.not_computable(
            "approved at first needs earlier decisions, and this export keeps only the last one."
        )
    if payers["paid"].isna().all():
        page.not_computable("paid: column paid_amount is missing.")
    page.figure(figures.three_rates(payers), payers, "approval_by_payer", columns=READINGS, key="three_rates")


def draw_denials(page: Page) -> None:
    """Draw why payers deny, by the weight that the reader chooses."""
    weight = linked_segments("weight", "Weighed by", WEIGHTS)
    reasons = page.run("denial_reasons")
    page.figure(figures.denial_reasons(reasons, weight), reasons, "denial_reasons")


def draw_appeals(page: Page) -> None:
    """Draw how often denials were appealed, how often that helped, for how many dollars and how soon."""
    draw_counts(page, "appeals", page.run("appeals"), APPEALS)


def draw_months(page: Page) -> None:
    """Draw the rate month by month."""
    trend = page.run("approval_trend")
    page.figure(with_notes(page, figures.approval_trend(trend)), trend, "approval_trend")
    draw_notes(page, "approval_trend", trend["month"])


FOLDED = (
    (
        "Why payers deny", "denials", draw_denials,
        "Kinds of reasons, heaviest first; the codes of each are in the table. "
        "Dollars are billed on what stayed denied.",
    ),
    (
        "By month", "months", draw_months,
        "Hatched months are immature: over a tenth is still pending, and their rate will move.",
    ),
    (
        "What happened after a denial", "appeals", draw_appeals,
        "Appealed, or corrected and sent again, and what came back. "
        "Overturned counts of the appeals that have an answer; recovered is what was paid after the denial; "
        "days run from the first denial to the first appeal.",
    ),
    (
        "Three readings of the same claims", "readings", draw_readings,
        "Approved counts a claim that went to the deductible, though the plan paid nothing. Paid does not, "
        "and it also counts used-up benefits as unpaid. Approved at first looks at the payer's first answer, "
        "before any correction or appeal. None is wrong; they answer different questions.",
    ),
)  # fmt: skip


def draw_approval(page: Page) -> None:
    """Draw the rates, and fold away what is asked after them."""
    draw_rates(page)
    for title, key, draw, note in FOLDED:
        is_open = key == "denials" and "weight" in st.query_params
        draw_folded(title, note, partial(draw, page), key=key, is_open=is_open)
