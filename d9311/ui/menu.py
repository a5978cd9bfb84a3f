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


def _page(name: str, title: str, icon: str) -> Entry:
    return Entry(name, f"pages/{name}.py", title, icon)


# What is asked first stands first; the three groups are drawn apart.
GROUPS = (
    (
        Entry("overview", "dashboard.py", "Overview", ":material/dashboard:"),
        _page("work", "Work", ":material/task_alt:"),
    ),
    (
        _page("payers", "Payers", ":material/account_balance:"),
        _page("documentation", "Documentation", ":material/fact_check:"),
        _page("scenarios", "Scenarios", ":material/stethoscope:"),
        _page("practices", "Practices and periods", ":material/balance:"),
    ),
    (_page("data", "Data", ":material/database:"),),
)
PAGES = tuple(page for group in GROUPS for page in group)


def entry(name: str) -> Entry:
    """Return the page of that name. Raises KeyError."""
    return {page.name: page for page in PAGES}[name]


def draw_menu(here: str, link: Link) -> None:
    """Draw the menu in the side bar; every link hands on the filters in `link`."""
    with st.sidebar:
        st.markdown("**D9311 dashboard**")
        st.caption("Consultation with a medical health care professional")
        for group in GROUPS:
            with st.container(gap="xxsmall", key=f"menu_{group[0].name}"):
                for page in group:
                    label = f"**{page.title}**" if page.name == here else page.title
                    page_link(page.file, label, page.icon, link, width="stretch")
