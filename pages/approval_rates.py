"""Approval rates: by payer, practice, provider and plan, by month, and why payers deny."""

import streamlit as st

from d9311 import figures
from d9311.ui import open_page
from d9311.ui.practices.rates import draw_rates

page = open_page("approval_rates")
page.header("Approval rates", "Which payers approve D9311, and how much can we trust it?")

page.needs("claims")

WEIGHTS = {"Denied at last": "episodes", "Denied at first": "first_episodes", "Dollars": "billed"}
READINGS = ["payer", "approved", "decided", "approval_rate", "first_approved", "first_decided",
            "first_approval_rate", "paid_lines", "paid_rate", "exhausted"]  # fmt: skip

groups, by = draw_rates(page)

page.section(
    "Three readings of the same claims",
    "Approved counts a claim that went to the deductible, though the plan paid nothing. Paid does not, and "
    "it also counts used-up benefits as unpaid. Approved at first looks at the payer's first answer, before "
    "any correction or appeal. None is wrong; they answer different questions.",
)
payers = groups if by == "Payer" else page.run("approval_by_payer")
if not page.facts["keeps_history"]:
    page.not_computable("approved at first needs earlier decisions, and this export keeps only the last one.")
if payers["paid"].isna().all():
    page.not_computable("paid: column paid_amount is missing.")
page.figure(
    figures.three_rates(payers),
    payers,
    "approval_by_payer",
    columns=READINGS,
    key="three_rates",
)

page.section(
    "By month", "Hatched months are immature: over a tenth is still pending, and their rate will move."
)
trend = page.run("approval_trend")
page.figure(figures.approval_trend(trend), trend, "approval_trend")

page.section(
    "Why payers deny",
    "Kinds of reasons, heaviest first; the codes of each are in the table. "
    "Dollars are billed on what stayed denied.",
)
weight = st.segmented_control(
    "Weighed by", list(WEIGHTS), default="Denied at last", required=True, key="denial_weight"
)
reasons = page.run("denial_reasons")
page.figure(
    figures.denial_reasons(reasons, WEIGHTS[weight]),
    reasons,
    "denial_reasons",
)

page.section("What happened after a denial", "Appealed, or corrected and sent again, and what came back.")
page.table(page.run("appeals"), key="appeals", measure="appeals")
page.definition("appeals")
