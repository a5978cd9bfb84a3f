"""The card as a whole: everything about one payer on one page, to read or print before phoning it."""

from __future__ import annotations

from functools import partial

from d9311.ui.notes import draw_notes
from d9311.ui.page import Page
from d9311.ui.payers.card import open_card
from d9311.ui.payers.money import draw_allowed, draw_owed
from d9311.ui.payers.reasons import draw_common, draw_reasons
from d9311.ui.payers.repeats import draw_repeats, draw_same_day
from d9311.ui.payers.rules import draw_rules
from d9311.ui.payers.top import draw_top
from d9311.ui.show.heads import draw_folded

FOLDED = {
    "Allowed amounts, by plan and against your fees": draw_allowed,
    "Who owes what was denied": draw_owed,
    "What its approved and denied claims have in common": draw_common,
    "Same-day codes": draw_same_day,
}


def draw_card(page: Page) -> None:
    """Draw how the payer treats D9311, what it owes and what comes next; what it rests on is folded."""
    card = open_card(page)
    draw_top(card)
    draw_notes(card.page, "card", payer=card.payer)
    draw_reasons(card)
    draw_repeats(card)
    draw_rules(card)
    page.section("More of this payer")
    for label, draw in FOLDED.items():
        draw_folded(label, "", partial(draw, card), key=draw.__name__)
