"""The elements of a record: which are missing, where, and with which denials;
and what is checked on a billing.
"""

from __future__ import annotations

import pandas
import streamlit as st

from d9311 import figures
from d9311.ui.documentation.gap_verdicts import gap_sentences
from d9311.ui.page import Page
from d9311.ui.show.frames import records
from d9311.ui.show.sentences import draw_sentences

# what to group by: measure
PLACES = {
    "Payer": "documentation_by_payer",
    "Provider": "documentation_by_provider",
}
RATES = ["exported", "applicable", "present", "missing", "missing_rate", "ci_low", "ci_high"]
GAP = ["exported", "with_gap_denied", "with_gap_decided", "without_gap_denied", "without_gap_decided"]
LATE = {"denied": "Denied, with it", "late": "Proved late", "signed": "Signed later only"}
# Billing checks that look at claims alone; every other needs the record of the consultation.
OF_CLAIMS = ("evidence_sent", "coverage_verified", "no_same_day_codes")


def draw_elements(page: Page) -> None:
    """Show each element of the record: how often it is there, where it is missing, and with which denials."""
    gaps = page.run("documentation_gaps")
    _draw_rates(page, gaps)
    _draw_places(page)
    if page.has("claims"):
        _draw_denials(page, gaps)
        _draw_effects(page)
        _draw_late(page)


def told_checks(page: Page) -> pandas.DataFrame:
    """Return the billing checks that say anything with the files that are loaded."""
    checks = page.run("billing_checks")
    return checks if page.has("consultations") else checks[checks["check"].isin(OF_CLAIMS)]


def _draw_rates(page: Page, gaps: pandas.DataFrame) -> None:
    page.section(
        "Strict pass and each element",
        "Strict pass: a record holds every element that the export has (the auditor's view). Below it, each "
        "element by itself. A filled cell is presence, not adequacy. An element that is not exported is no "
        "gap and counts nowhere.",
    )
    page.figure(
        figures.element_rates(gaps),
        gaps,
        "documentation_gaps",
        columns=["element", *RATES],
    )


def _draw_places(page: Page) -> None:
    page.section(
        "Where elements are missing",
        "In each cell: records without the element, of all records there. "
        "Colour deepens up to 50%; below five records there is none.",
    )
    place = st.segmented_control("By", list(PLACES), default="Payer", required=True, key="gaps_by")
    measure = PLACES[place]
    cells, group = page.run(measure), page.groups(measure)[0]
    page.figure(figures.element_heatmap(cells, group), cells, measure)


def _draw_denials(page: Page, gaps: pandas.DataFrame) -> None:
    page.section(
        "Denied at first, with and without each element",
        "Episodes of linked consultations, by the payer's first decision. This is association, not cause: "
        "records that lack one element often lack others, and payers differ. No mark below five decided "
        "episodes.",
    )
    page.figure(
        figures.denial_by_element(gaps),
        gaps,
        "documentation_gaps",
        columns=["element", *GAP],
        key="denial_by_element",
    )


def _draw_late(page: Page) -> None:
    page.section(
        "Written after the payer's decision",
        "Denied claims whose record is proved to have come, or changed, after the payer's first decision: by "
        "an export of that time that did not have it, or by the record's own dates. An auditor asks for it; "
        "do not send it as if the payer could have seen it. What is not proved is not known.",
    )
    page.table(page.run("late_notes"), key="late_notes", measure="late_notes", labels=LATE)
    page.definition("late_notes")


def _draw_effects(page: Page) -> None:
    page.section(
        "What each gap goes with, and what it may cost",
        "Each payer compared with itself, by the first decision; "
        "what is beyond chance first, then most denials. Association, not cause.",
    )
    effects = page.run("gap_effects")
    draw_sentences(gap_sentences(records(effects)), "gaps")
    page.reach(
        effects,
        "gap_effects",
        columns=["name", "kind", *GAP[1:], "verdict"],
    )
