"""Every practice and every provider: a row each."""

from __future__ import annotations

from d9311 import figures
from d9311.ui.page import Page


def draw_every(page: Page) -> None:
    """Draw the rate of each practice and each provider with its interval."""
    for title, measure, draw in (
        ("Practices", "approval_by_practice", figures.approval_by_practice),
        ("Providers", "approval_by_provider", figures.approval_by_provider),
    ):
        page.section(title, "Approved of decided. Where two intervals overlap, the order says little.")
        groups, names = page.run(measure), page.groups(measure)
        if groups[names[-1]].isna().all():
            page.not_computable(f"column {names[-1]} is missing or blank throughout.")
        page.figure(draw(groups, "decided"), groups, measure)
