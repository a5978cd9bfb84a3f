"""The gaps with their price: what each goes with, beyond chance or not, and where elements are missing."""

from __future__ import annotations

import streamlit as st

from d9311 import figures
from d9311.figures.words import failures
from d9311.ui.documentation.gap_verdicts import gap_sentences
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.frames import records
from d9311.ui.show.heads import tell
from d9311.ui.show.sentences import draw_sentences

# what to group by: measure
PLACES = {
    "Payer": "documentation_by_payer",
    "Provider": "documentation_by_provider",
}
EFFECT = ["fails", "kind", "with_gap_denied", "with_gap_decided", "without_gap_denied", "without_gap_decided",
          "risk_difference", "rd_low", "odds_ratio", "q_value", "denials", "dollars", "verdict"]  # fmt: skip


def draw_gaps(page: Page) -> None:
    """Draw what each gap goes with and may cost, and at whom elements are missing."""
    has_consultations = page.has_or_says("consultations")
    if page.has_or_says("claims") and has_consultations:
        _draw_effects(page)
    if has_consultations:
        _draw_places(page)


def _draw_effects(page: Page) -> None:
    page.section(
        "What each gap goes with, and what it may cost",
        "Points by which the first denial rate is higher with the gap than without it, each payer compared "
        "with itself; what is beyond chance first, then most denials. Association, not cause: who writes "
        "thin records may differ in other ways.",
    )
    found = page.run("gap_effects")
    effects = found.assign(fails=found["name"].map(failures))
    sentences = gap_sentences(records(effects))
    clear = [one for one in sentences if one.mark]
    if not clear:
        tell("No gap goes with more or fewer denials beyond chance.")
    draw_sentences(clear, "gaps")
    if rest := [one for one in sentences if not one.mark]:
        with st.expander(f"{words.plural(len(rest), 'gap')} without a clear difference", type="compact"):
            draw_sentences(rest, "gaps")
    page.figure(figures.gap_effects(effects), effects, "gap_effects", columns=EFFECT)


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
