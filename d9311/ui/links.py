"""Links between pages: always with the filters, and harmless where a page runs alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

Link = Mapping[str, Sequence[str]]


def page_link(
    file: str,
    label: str,
    icon: str,
    link: Link | None = None,
    width: Literal["stretch", "content"] = "content",
) -> None:
    """Link to a page with `link` as its query parameters.

    A page that is run by itself (`streamlit run pages/claims.py`, or its test) knows no other page: there the
    label stands without a link.
    """
    try:
        st.page_link(file, label=label, icon=icon, width=width, query_params=link or None)
    except StreamlitPageNotFoundError:
        st.markdown(f"{icon} {label}")
