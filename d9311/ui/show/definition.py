"""What a measure counts, in the words of its SQL header, one click away from its numbers."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

SAID = ("question", "definition", "grain", "not counted")


def draw_definition(*headers: Mapping[str, str], key: str) -> None:
    """Offer the definitions that stand in the headers of measures, one below the other."""
    with st.popover("How it is counted", type="tertiary", icon=":material/info:", key=key):
        for number, header in enumerate(headers):
            if number:
                st.divider()
            for name in SAID:
                if header.get(name):
                    st.caption(name.capitalize())
                    st.text(header[name])
