"""The way to the kept views from everywhere: a link below the menu."""

from __future__ import annotations

import streamlit as st

from d9311.desk.views import standing_views
from d9311.ingest.places import database_path
from d9311.store import StoreError
from d9311.ui.kept.control import kept_link
from d9311.ui.links import DATA, Link, page_link


def draw_way_to_kept(link: Link) -> None:
    """Link to the kept views with their number, where there are any."""
    try:
        number = standing_views(database_path())
    except StoreError:  # the pages that read what people did say so
        return
    if number:
        with st.sidebar, st.container(key="menu_kept"):
            label, there = f"Kept views ({number})", {**link, **kept_link()}
            page_link(DATA, label, ":material/bookmarks:", there, width="stretch")
