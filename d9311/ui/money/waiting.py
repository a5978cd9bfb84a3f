"""What waits, by its age, and what appeals brought."""

from __future__ import annotations

from d9311 import figures
from d9311.ui.page import Page
from d9311.ui.show import words

APPEALS = (
    "payer", "denied", "appealed", "appealed_rate", "decided", "overturned", "overturn_rate", "recovered",
    "median_days_to_appeal", "reworked", "rework_paid",
)  # fmt: skip


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


def draw_appeals(page: Page) -> None:
    """Draw how often denials were appealed, how often that helped, for how many dollars and how soon."""
    page.section(
        "Appeals",
        "Overturned counts of the appeals that have an answer; recovered is what was paid after the denial; "
        "days run from the first denial to the first appeal.",
    )
    page.table(page.run("appeals"), APPEALS, key="appeals", measure="appeals")
    page.definition("appeals")
