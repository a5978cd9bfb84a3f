"""Chance or not: which payers, plans, practices or providers differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence

from d9311 import figures
from d9311.frames import records
from d9311.ui.linked import linked_segments
from d9311.ui.page import Page
from d9311.ui.show.heads import explain, tell
from d9311.ui.show.sentences import draw_sentences
from d9311.ui.show.verdicts import shrunk_note, spread_note, verdicts

# whom to compare, by which measure
MEASURES = {
    "Payers": "payer_signals",
    "Plans": "plan_signals",
    "Practices": "practice_signals",
    "Providers": "provider_signals",
}


def draw_chance(page: Page, groups: Sequence[str]) -> None:
    """Draw the funnel of the kind of group that the reader chooses of `groups`, and a verdict on each."""
    page.section(
        "Is it them, or is it chance?",
        "Fewer decided claims, wider limits. Only what lies beyond the outer ones is called below or above.",
    )
    by = linked_segments("whom", "Compare", {group: group for group in groups})
    measure, noun = MEASURES[by], by.lower()
    found = page.run(measure)
    page.figure(figures.funnel(found, page.groups(measure)), found, measure)
    rows = records(found)
    tell(spread_note(rows, noun))
    draw_sentences(verdicts(rows, noun), noun)
    explain(f"Range: 95% interval of the rate. {shrunk_note(rows, noun)}")
