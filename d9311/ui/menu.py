"""The one list of pages: order, address, title and the question that each answers."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from d9311.ui.links import Link, page_link


@dataclass(frozen=True)
class Entry:
    """One page: its name, its file beside `dashboard.py`, its title and its Material icon."""

    name: str
    file: str
    title: str
    icon: str


PAGES = (
    Entry("overview", "dashboard.py", "Overview", ":material/dashboard:"),
    Entry("approval_rates", "pages/approval_rates.py", "Approval rates", ":material/verified:"),
    Entry("documentation_gaps", "pages/documentation_gaps.py", "Documentation gaps", ":material/fact_check:"),
    Entry(
        "scenario_frequency", "pages/scenario_frequency.py", "Scenario frequency", ":material/stethoscope:"
    ),
    Entry("time_to_decision", "pages/time_to_decision.py", "Time to decision", ":material/hourglass_empty:"),
    Entry("comparisons", "pages/comparisons.py", "Comparisons", ":material/balance:"),
    Entry("signals", "pages/signals.py", "Chance or not", ":material/casino:"),
    Entry("payer", "pages/payer.py", "Payer card", ":material/contact_page:"),
    Entry("changes", "pages/changes.py", "What changed", ":material/event_repeat:"),
    Entry("claims", "pages/claims.py", "Claims", ":material/receipt_long:"),
    Entry("data", "pages/data.py", "Data", ":material/database:"),
)


def entry(name: str) -> Entry:
    """Return the page of that name. Raises KeyError."""
    return {page.name: page for page in PAGES}[name]


def draw_menu(here: str, link: Link) -> None:
    """Draw the menu in the side bar; every link hands on the filters in `link`."""
    with st.sidebar:
        st.markdown("**D9311 dashboard**")
        st.caption("Consultation with a medical health care professional")
        for page in PAGES:
            label = f"**{page.title}**" if page.name == here else page.title
            page_link(page.file, label, page.icon, link, width="stretch")
