"""Money: what a consultation brings, what still waits, and what goes with the work and with events."""

from d9311.ui import open_page
from d9311.ui.linked import linked_part
from d9311.ui.money.events import draw_events
from d9311.ui.money.waiting import draw_aging, draw_appeals
from d9311.ui.money.work import draw_work_effect
from d9311.ui.money.yields import draw_yield

page = open_page("money")
page.header("Money", "What does a consultation bring, what still waits, and does the work on denials pay?")

page.needs("claims")

PARTS = {"": "Yield and what waits", "effect": "Effect of work and events"}

if linked_part("money", PARTS) == "effect":
    draw_work_effect(page)
    draw_events(page)
else:
    draw_yield(page)
    draw_aging(page)
    draw_appeals(page)
