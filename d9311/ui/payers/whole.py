"""The card as a whole: everything about one payer on one page, to read or print before phoning it."""

from __future__ import annotations

from d9311.ui.page import Page
from d9311.ui.payers.card import open_card
from d9311.ui.payers.money import draw_allowed, draw_owed
from d9311.ui.payers.reasons import draw_common, draw_reasons
from d9311.ui.payers.repeats import draw_repeats, draw_same_day
from d9311.ui.payers.rules import draw_rules
from d9311.ui.payers.top import draw_top


def draw_card(page: Page) -> None:
    """Draw how the payer treats D9311, what it owes, and what comes next."""
    card = open_card(page)
    draw_top(card)
    draw_allowed(card)
    draw_reasons(card)
    draw_owed(card)
    draw_common(card)
    draw_same_day(card)
    draw_repeats(card)
    draw_rules(card)
