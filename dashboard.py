"""The Overview, and the entry: `streamlit run dashboard.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit

from d9311.guard import MIDDLEWARE, while_serving

if TYPE_CHECKING:
    from d9311.ui import Page


def draw() -> None:
    """Draw the page. Its parts are loaded here:
    where the server reads this file, their caches have no home yet.
    """
    from d9311.ui import open_page
    from d9311.ui.linked import linked_part
    from d9311.ui.money.part import draw_money

    page = open_page("overview")
    page.header(
        "Overview", "How does D9311 stand in this period, against the one before, and what needs work first?"
    )
    if linked_part("part", {"": "Overview", "money": "Money"}) == "money":
        draw_money(page)
    else:
        draw_overview(page)


def draw_overview(page: Page) -> None:
    """Draw the first part from top to bottom."""
    from d9311 import figures
    from d9311.ui.overview.sections import draw_attention, draw_files, draw_gaps, draw_headline

    has_claims, has_consultations = page.has_or_says("claims"), page.has_or_says("consultations")
    draw_headline(page)
    if has_claims:
        draw_attention(page)

        page.section(
            "Approval by payer",
            "Approved of decided, with the 95 % interval. "
            "Not a league table: where two intervals overlap, the order says little.",
        )
        payers = page.run("approval_by_payer")
        page.figure(figures.approval_by_payer(payers), payers, "approval_by_payer")

    if has_claims and has_consultations:
        draw_gaps(page)

        page.section(
            "Consulted against billed", "Every consultation, and every billing without one, in one bucket."
        )
        ledger = page.run("reconciliation")
        page.figure(figures.reconciliation(ledger), ledger, "reconciliation")

    if has_claims:
        page.section("Open claims by age", "Days since each was first sent; the period does not matter here.")
        ages = page.run("ar_aging")
        page.figure(figures.ar_aging(ages), ages, "ar_aging")

    draw_files(page)


if __name__ == "__main__":  # as Streamlit runs a page
    draw()
else:  # as the server reads it; `app` is what it looks for
    app = streamlit.App(__file__, middleware=MIDDLEWARE, lifespan=while_serving)
