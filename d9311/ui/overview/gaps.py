"""The gaps of the record that go with more denials than chance explains, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.statistics.gaps import BEYOND, ranked
from d9311.ui.behind.counts import behind
from d9311.ui.documentation.gap_verdicts import gap_line
from d9311.ui.links import DOCUMENTATION, page_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.sentences import draw_sentences

Row = Mapping[str, Any]
SHOWN = 3
TOO_FEW = "too few to tell"


def draw_gaps(page: Page) -> None:
    """Draw the dearest gaps that are beyond chance, or say that none is; how many were looked at."""
    gaps = records(page.run("gap_effects"))
    beyond = costly(gaps)
    page.section("Gaps that go with denials", looked_at(gaps, beyond))
    for gap in beyond[:SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"gap_{gap['name']}"):
            draw_sentences([gap_line(gap)], "gaps")
            denied = behind("gap_effects", "with_gap_denied", gap) or {}
            page.rows_behind(f"See the {gap['with_gap_denied']:,}", **denied)
    more = len(beyond) - SHOWN
    says = f"{more} more, and all that were looked at" if more > 0 else "All that were looked at"
    with st.container(horizontal=True, vertical_alignment="center", key="gaps_reach"):
        page_link(DOCUMENTATION, says, ":material/arrow_forward:", page.link)
        page.definition("gap_effects")


def costly(gaps: Sequence[Row]) -> list[Row]:
    """Return the rows of `gap_effects` that go with more denials beyond chance, the dearest first."""
    return [gap for gap in ranked(gaps) if BEYOND in gap["verdict"] and gap["risk_difference"] > 0]


def looked_at(gaps: Sequence[Row], beyond: Sequence[Row]) -> str:
    """Return how many gaps have decided claims to look at, and how many of these say anything."""
    gaps = [gap for gap in gaps if gap["with_gap_decided"] or gap["without_gap_decided"]]
    if not gaps:
        return "No gap can be looked at: no claim of this selection is decided, or nothing of it is exported."
    few = sum(gap["verdict"] == TOO_FEW for gap in gaps)
    unsaid = f"{few} too few to tell" if few else ""
    if not beyond:
        told = ", ".join(filter(None, (f"{len(gaps)} looked at", unsaid)))
        return f"No gap is beyond chance ({told})."
    told = (
        f"{len(beyond)} of {words.plural(len(gaps), 'gap')} looked at {'is' if len(beyond) == 1 else 'are'}"
    )
    return f"{told} beyond chance{f' ({unsaid})' if unsaid else ''}. No proof of a cause."
