"""The part Money as a whole."""

from __future__ import annotations

from d9311.ui.links import PAYERS, page_link, part_link
from d9311.ui.money.waiting import draw_aging
from d9311.ui.money.yields import draw_yield
from d9311.ui.page import Page


def draw_money(page: Page) -> None:
    """Draw what a consultation brings, how old the open claims are, and where appeals stand."""
    page.needs("claims")
    draw_yield(page)
    draw_aging(page)
    appeals = part_link(page.link, "approval")
    page_link(PAYERS, "What happened after a denial, payer by payer", ":material/arrow_forward:", appeals)
