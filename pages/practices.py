"""Practices and periods: each practice and provider, like for like, period against period, and by month."""

from d9311.ui import open_page
from d9311.ui.linked import linked_part
from d9311.ui.payers.chance import draw_chance
from d9311.ui.practices.comparing import draw_groups, draw_periods, draw_rest
from d9311.ui.practices.every import draw_every
from d9311.ui.practices.signal_months import draw_months

page = open_page("practices")
page.header(
    "Practices and periods",
    "Does a practice, a provider or a period really differ once payers and scenarios are alike?",
)

page.needs("claims")

PARTS = {
    "": "Practices and providers",
    "alike": "Like for like",
    "periods": "Period against period",
    "months": "Months, and chance",
}

match linked_part("part", PARTS):
    case "alike":
        draw_groups(page)
        draw_rest(page)
    case "periods":
        draw_periods(page)
    case "months":
        draw_months(page)
        draw_chance(page, ("Practices", "Providers"))
    case _:
        draw_every(page)
