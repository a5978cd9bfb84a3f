"""What a measure counts, in the words of its SQL header, one click away from its numbers."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

SAID = ("question", "definition", "grain", "not counted")


def draw_definition(header: Mapping[str, str], key: str) -> None:
    """Offer the definition that stands in a measure's header."""
    with st.popover("How it is counted", type="tertiary", icon=":material/info:", key=key):
        for name in SAID:
            if header.get(name):
                st.caption(name.capitalize())
                st.text(header[name])
