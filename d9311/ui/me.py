"""Who works here: asked once, and kept for as long as the session lasts."""

from __future__ import annotations

import streamlit as st

from d9311.desk.reading import people
from d9311.ingest.places import database_path

ME = "work_me"  # the name that the user typed


def draw_me() -> str:
    """Ask once who works here; return the name, blank as long as it is not known."""
    names = people(database_path())
    if ME not in st.session_state and len(names) == 1:
        st.session_state[ME] = names[0]
    known = st.session_state.get(ME)
    st.selectbox(
        "Your name", list(dict.fromkeys([*names, *([known] if known else [])])), index=None, key=ME,
        accept_new_options=True, placeholder="Your name", label_visibility="collapsed", width=170,
        persist_state="session",
    )  # fmt: skip
    return str(st.session_state.get(ME) or "")
