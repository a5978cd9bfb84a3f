"""Every payer in one table: a row each, which opens the card."""

from __future__ import annotations

from d9311 import figures
from d9311.ui.page import Page


def draw_every(page: Page) -> None:
    """Draw the rate of every payer with its interval."""
    page.section(
        "Approved of decided", "Not a league table: where two intervals overlap, the order says little."
    )
    payers = page.run("approval_by_payer")
    page.figure(figures.approval_by_payer(payers), payers, "approval_by_payer", key="every_payer")
