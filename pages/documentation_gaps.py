"""Documentation gaps: which elements are missing, where, with which denials, and the billing checks."""

import streamlit as st

from d9311 import figures
from d9311.ui import open_page
from d9311.ui.frames import records
from d9311.ui.gap_verdicts import gap_sentences
from d9311.ui.sentences import draw_sentences

page = open_page("documentation_gaps")
page.header("Documentation gaps", "What is missing in our D9311 records, where, and does it go with denials?")

# what to group by: measure, group column, and the condition that it sets on the rows behind
PLACES = {
    "Payer": ("documentation_by_payer", "payer", "payer"),
    "Provider": ("documentation_by_provider", "provider_id", "provider"),
}
RATES = ["exported", "applicable", "present", "missing", "missing_rate", "ci_low", "ci_high"]
GAP = ["exported", "with_gap_denied", "with_gap_decided", "without_gap_denied", "without_gap_decided"]
CHECK = ["exported", "applicable", "passed", "failed", "failed_rate"]
FAIL = ["exported", "with_fail_denied", "with_fail_decided", "without_fail_denied", "without_fail_decided"]

page.section(
    "Strict pass and each element",
    "Strict pass: a record holds every element that the export has (the auditor's view). Below it, each element by "
    "itself. A filled cell is presence, not adequacy. An element that is not exported is no gap and counts nowhere.",
)
gaps = page.run("documentation_gaps")
page.figure(
    figures.element_rates(gaps),
    gaps,
    "documentation_gaps",
    columns=["element", *RATES],
    opens={"element": "element"},
)

page.section(
    "Where elements are missing",
    "In each cell: records without the element, of all records there. Colour deepens up to 50 %; below five records there is none.",
)
place = st.segmented_control("By", list(PLACES), default="Payer", required=True, key="gaps_by")
measure, group, condition = PLACES[place]
cells = page.run(measure)
page.figure(
    figures.element_heatmap(cells, group), cells, measure, opens={group: condition, "element": "element"}
)

page.section(
    "Denied at first, with and without each element",
    "Episodes of linked consultations, by the payer's first decision. This is association, not cause: records that "
    "lack one element often lack others, and payers differ. No mark below five decided episodes.",
)
page.figure(
    figures.denial_by_element(gaps),
    gaps,
    "documentation_gaps",
    columns=["element", *GAP],
    opens={"element": "element"},
    key="denial_by_element",
)

page.section(
    "What each gap goes with, and what it may cost",
    "Each payer compared with itself, by the first decision; what is beyond chance first, then most denials. "
    "Association, not cause.",
)
effects = page.run("gap_effects")
draw_sentences(gap_sentences(records(effects)), "gaps")
page.reach(
    effects,
    "gap_effects",
    columns=["name", "kind", *GAP[1:], "verdict"],
    opens={"name": "name", "kind": "kind"},
)

page.section(
    "Billing checks",
    "Each D9311 episode, sent or not. A check that does not apply, or whose columns are not exported, counts nowhere. "
    "Written in time (7 days) is a house rule, no payer's.",
)
checks = page.run("billing_checks")
page.figure(
    figures.billing_checks(checks),
    checks,
    "billing_checks",
    columns=["check", *CHECK],
    opens={"check": "check"},
)

page.section("Denied at first, where a check failed and where it passed", "Association, not cause.")
page.figure(
    figures.denial_by_check(checks),
    checks,
    "billing_checks",
    columns=["check", *FAIL],
    opens={"check": "check"},
    key="denial_by_check",
)

page.section(
    "Same-day codes",
    "Evaluations and D9310 billed on the day of the consultation. To review, not a violation.",
)
page.table(
    page.run("same_day_codes"), key="same_day_codes", measure="same_day_codes", opens={"code": "same_day"}
)
page.definition("same_day_codes")
