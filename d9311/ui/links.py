"""Links between pages: always with the filters, and harmless where a page runs alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException, StreamlitPageNotFoundError

Link = Mapping[str, Sequence[str]]
CARD = "card"  # the query parameter that names the payer of a card


def card_link(link: Link, payer: str) -> dict[str, Sequence[str]]:
    """Return the query parameters that open a payer's card, the filters as they are."""
    return {**link, CARD: [payer]}


def claim_link(link: Link, episode: str) -> dict[str, Sequence[str]]:
    """Return the query parameters that open one claim on the Claims page."""
    return {**link, "episode": [episode]}


def go(file: str, link: Link) -> None:
    """Go to a page at once; where a page runs alone and knows no other, stay.

    Streamlit writes what it is given into the history of the page that is left, too: what stands in the link
    of that page goes with it, so that Back leads to what was seen.
    """
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    try:
        st.switch_page(file, query_params={**there, **link})
    except StreamlitAPIException:
        return


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
