"""Scenario frequency: what medical professionals are consulted about, by month, and how those claims fare."""

import streamlit as st

from d9311 import figures
from d9311.ui import open_page

page = open_page("scenario_frequency")
page.header(
    "Scenario frequency", "Which clinical scenarios lead to a consultation, and how do their claims fare?"
)

page.needs("consultations")

SHARES = ["scenario", "consultations", "share", "ci_low", "ci_high"]
FARE = [
    "scenario",
    "consultations",
    "strict_pass",
    "billed",
    "decided",
    "approved",
    "approval_rate",
    "rate_low",
    "rate_high",
]

page.section(
    "Share of consultations",
    "A consultation with two scenarios counts in both, so the shares can add up to more than 100%. "
    "The four scenarios of the practice guide come first, in bold.",
)
scenarios = page.run("scenario_frequency")
page.figure(figures.scenario_share(scenarios), scenarios, "scenario_frequency", columns=SHARES)
st.caption(
    "Other: a scenario was given that the list does not know. Unclassified: none was given, and nothing in "
    "the condition or reason names one. The labels say what was consulted about; they advise on no treatment."
)

page.section("By month", "Consultations a month, all strips on one scale.")
every = st.toggle("Show every scenario", key="scenario_every")
trend = page.run("scenario_trend")
page.figure(
    figures.scenario_trend(trend, every),
    trend,
    "scenario_trend",
)

page.section(
    "Approval and complete records",
    "Approved of decided episodes, and records that hold every exported element. No mark below five. "
    "Scenarios differ in payers, providers and patients, so a difference here is no verdict on a scenario.",
)
page.figure(
    figures.scenario_outcomes(scenarios),
    scenarios,
    "scenario_frequency",
    columns=FARE,
    key="scenario_outcomes",
)

if page.has("claims"):
    page.section(
        "What followed",
        "Consultations with a planned procedure, and the treatments that their patients had here in the 180 "
        "days after, as the claims of every code tell. Younger consultations are left out. It followed; "
        "whether it would have anyway, these data cannot say.",
    )
    by = st.segmented_control(
        "By", ["Scenario", "Method"], default="Scenario", required=True, key="followed_by"
    )
    measure = "treatment_after_consultation" if by == "Scenario" else "treatment_after_by_method"
    page.table(page.run(measure), key=measure, measure=measure)
    page.definition(measure)
