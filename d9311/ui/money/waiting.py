"""What waits, by its age."""

from __future__ import annotations

from d9311 import figures
from d9311.ui.page import Page
from d9311.ui.show import words


def draw_aging(page: Page) -> None:
    """Draw the open claims by age, with the day from which and to which it is counted."""
    as_of = page.filters.as_of or page.facts["as_of"]
    newest = "" if page.filters.as_of else ", the newest date in the data"
    page.section(
        "Open claims by age",
        "Days since first sent; where that is blank, since the service. "
        f"Counted to {words.day(as_of)}{newest}, whatever the period.",
    )
    ages = page.run("ar_aging")
    page.figure(figures.ar_aging(ages), ages, "ar_aging")
