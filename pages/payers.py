"""Payers: which one to worry about and why, one on a card, rates, days, what is beyond chance, and
the lists that the practice keeps of them.
"""

from d9311.ui import open_page
from d9311.ui.linked import linked_part
from d9311.ui.payers.approval import draw_approval
from d9311.ui.payers.chance import draw_chance
from d9311.ui.payers.every import draw_every
from d9311.ui.payers.lists import draw_lists
from d9311.ui.payers.waiting import draw_waiting
from d9311.ui.payers.whole import draw_card

page = open_page("payers")
page.header("Payers", "Which payer should we worry about, and why?")

page.needs("claims")

PARTS = {
    "": "Payers",
    "card": "Card",
    "approval": "Approval",
    "time": "Time to decision",
    "chance": "Chance or not",
    "lists": "Lists",
}

match linked_part("part", PARTS):
    case "card":
        draw_card(page)
    case "approval":
        draw_approval(page)
    case "time":
        draw_waiting(page)
    case "chance":
        draw_chance(page, ("Payers", "Plans"))
    case "lists":
        draw_lists(page)
    case _:
        draw_every(page)
