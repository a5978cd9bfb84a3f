"""Chance or not: which payers differ, which months, and what a documentation gap goes with."""

import streamlit as st

from d9311 import figures
from d9311.ui import open_page
from d9311.ui.signal_months import draw_months

page = open_page("signals")
page.header(
    "Chance or not", "Which differences are more than chance, and what might a gap in the record cost?"
)

page.section(
    "Payers against each other",
    "A payer between the outer lines differs no more than chance and the usual spread of payers explain. Fewer decided "
    "claims, wider lines.",
)
payers = page.run("payer_signals")
page.figure(figures.payer_funnel(payers), payers, "payer_signals", opens={"payer": "payer"})
st.caption(
    "Lines: 95 % and 99.8 % limits around the pooled rate. A payer is called below or above only beyond the outer ones. "
    "The shrunk rate in the table is what a payer with few claims probably does, given how payers differ."
)

draw_months(page)

page.section(
    "What a gap goes with",
    "Points by which the first denial rate is higher with the gap than without it, each payer compared with itself. "
    "Association, not cause: who writes thin records may differ in other ways.",
)
effects = page.run("gap_effects")
page.figure(figures.gap_effects(effects), effects, "gap_effects")
st.caption(
    "Denials and dollars a year are what the difference would stand for if the gap were its only cause; records written "
    "after the payer's decision are left out."
)
