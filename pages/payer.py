"""Payer card: everything about one payer on one page, to read or print before phoning it."""

from d9311.ui import open_page
from d9311.ui.payers.card import open_card
from d9311.ui.payers.money import draw_allowed, draw_owed
from d9311.ui.payers.reasons import draw_common, draw_reasons
from d9311.ui.payers.repeats import draw_repeats, draw_same_day
from d9311.ui.payers.rules import draw_rules
from d9311.ui.payers.top import draw_top

page = open_page("payer")
page.header("Payer card", "How does this payer treat D9311, what does it owe, and what comes next?")

page.needs("claims")

card = open_card(page)

draw_top(card)
draw_allowed(card)
draw_reasons(card)
draw_owed(card)
draw_common(card)
draw_same_day(card)
draw_repeats(card)
draw_rules(card)
