"""Chance or not: which payers, practices and months differ, and what a documentation gap goes with."""

import streamlit as st

from d9311 import figures
from d9311.ui import open_page
from d9311.ui.documentation.gap_verdicts import gap_sentences
from d9311.ui.practices.signal_months import draw_months
from d9311.ui.show.frames import records
from d9311.ui.show.sentences import draw_sentences
from d9311.ui.show.verdicts import shrunk_note, spread_note, verdicts

page = open_page("signals")
page.header(
    "Chance or not", "Which differences are more than chance, and what might a gap in the record cost?"
)

page.needs("claims")

# whom to compare, by which measure
GROUPS = {
    "Payers": "payer_signals",
    "Practices": "practice_signals",
    "Providers": "provider_signals",
    "Plans": "plan_signals",
}
EFFECT = ["name", "kind", "with_gap_denied", "with_gap_decided", "without_gap_denied", "without_gap_decided",
          "risk_difference", "rd_low", "odds_ratio", "q_value", "denials", "dollars", "verdict"]  # fmt: skip

page.section(
    "Is it them, or is it chance?",
    "Fewer decided claims, wider limits. Only what lies beyond the outer ones is called below or above.",
)
by = st.segmented_control("Compare", list(GROUPS), default="Payers", required=True, key="signals_by")
measure = GROUPS[by]
groups, noun = page.run(measure), by.lower()
page.figure(figures.funnel(groups, page.groups(measure)), groups, measure)
rows = records(groups)
st.text(spread_note(rows, noun))
draw_sentences(verdicts(rows, noun), noun)
st.caption(f"Range: 95% interval of the rate. {shrunk_note(rows, noun)}")

draw_months(page)

page.needs("consultations")

page.section(
    "What a gap goes with",
    "Points by which the first denial rate is higher with the gap than without it, each payer compared with "
    "itself. Association, not cause: who writes thin records may differ in other ways.",
)
effects = page.run("gap_effects")
page.figure(figures.gap_effects(effects), effects, "gap_effects", columns=EFFECT)
draw_sentences(gap_sentences(records(effects)), "gaps")
st.caption(
    "Beyond chance first, then most denials. The ranges hold the interval of the difference and the "
    "quartiles of your own allowed amounts. Records written after the payer's decision are left out."
)
