"""A button that answers a guess of the product: what was done is said once, after the page was drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from d9311.home import is_read_only
from d9311.ingest.errors import Refused
from d9311.store import StoreError
from d9311.ui.show import words

Kind = Literal["primary", "secondary", "tertiary"]


def draw_answer(label: str, key: str, said: str, act: Callable[[], str], kind: Kind = "secondary") -> None:
    """Draw the button; `act` does it and returns what to say, which is kept in the session under `said`."""
    if not st.button(label, key=key, type=kind, disabled=is_read_only()):
        return
    try:
        st.session_state[said] = act()
    except (StoreError, Refused) as error:
        st.error(words.literal(error))
        return
    st.rerun()
