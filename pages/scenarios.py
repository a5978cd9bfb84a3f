"""Scenarios: what is consulted about, what became of those claims, and what followed."""

from d9311.ui import open_page
from d9311.ui.linked import linked_part
from d9311.ui.scenarios.sections import draw_followed, draw_outcomes, draw_shares

page = open_page("scenarios")
page.header("Scenarios", "What do we consult about, what becomes of those claims, and what followed?")

page.needs("consultations")

PARTS = {"": "Share and trend", "outcomes": "What became of their claims", "followed": "What followed"}

match linked_part("part", PARTS):
    case "outcomes":
        draw_outcomes(page)
    case "followed":
        draw_followed(page)
    case _:
        draw_shares(page)
