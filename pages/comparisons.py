"""Comparisons: practices and providers against the others like for like, and one period against another."""

from d9311.ui import open_page
from d9311.ui.practices.comparing import draw_groups, draw_periods, draw_rest

page = open_page("comparisons")
page.header(
    "Comparisons",
    "Does a practice, a provider or a period really differ once payers and scenarios are alike?",
)

page.needs("claims")

draw_groups(page)
draw_rest(page)
draw_periods(page)
