"""Links between pages: always with the filters, and harmless where a page runs alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st
from streamlit.errors import StreamlitAPIException, StreamlitPageNotFoundError

from d9311.home import is_read_only

Link = Mapping[str, Sequence[str]]
OVERVIEW, WORK, PAYERS, DOCUMENTATION, DATA = (
    "dashboard.py", "pages/work.py", "pages/payers.py", "pages/documentation.py", "pages/data.py",
)  # fmt: skip
PART = "part"  # the query parameter that names the part of a page; no two pages have one of the same name
CARD = "card"  # the query parameter that names the payer of a card


def part_link(link: Link, part: str) -> dict[str, Sequence[str]]:
    """Return the query parameters that open a part of a page, the filters as they are."""
    return {**link, PART: [part]}


def card_link(link: Link, payer: str) -> dict[str, Sequence[str]]:
    """Return the query parameters that open a payer's card on the page Payers."""
    return {**part_link(link, "card"), CARD: [payer]}


def list_link(link: Link, kind: str = "") -> dict[str, Sequence[str]]:
    """Return the query parameters that open one of the practice's lists on the page Payers, else its fees."""
    return {**part_link(link, "lists"), **({"list": [kind]} if kind else {})}


def claim_link(link: Link, episode: str) -> dict[str, Sequence[str]]:
    """Return the query parameters that open one claim on the page Work."""
    return {**part_link(link, "claims"), "episode": [episode]}


def record_link(link: Link, practice: str, consultation: str) -> dict[str, Sequence[str]]:
    """Return the query parameters that open one consultation on the page Work."""
    return {**part_link(link, "claims"), "consultation": [f"{practice}|{consultation}"]}


def go(file: str, link: Link) -> None:
    """Go to a page at once; where a page runs alone and knows no other, stay.

    Streamlit writes what it is given into the history of the page that is left, too: what stands in the link
    of that page goes with it, its part beside the new one, so that Back leads to what was seen.
    """
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    parts = list(dict.fromkeys([*there.get(PART, ()), *link.get(PART, ())]))
    try:
        st.switch_page(file, query_params={**there, **link, PART: parts})
    except StreamlitAPIException:
        return


def page_link(
    file: str,
    label: str,
    icon: str,
    link: Link,
    width: Literal["stretch", "content"] = "content",
) -> None:
    """Link to a page with `link` as its query parameters: the filters, and what else is to be open there.

    A page that is run by itself (`streamlit run pages/work.py`, or its test) knows no other page: there the
    label stands without a link.
    """
    try:
        st.page_link(file, label=label, icon=icon, width=width, query_params=link or None)
    except StreamlitPageNotFoundError:
        st.markdown(f"{icon} {label}")


def way_in(file: str, label: str, icon: str, link: Link) -> None:
    """Link to where data are loaded or entered; to nothing where they are only shown, as they are made
    elsewhere.
    """
    if not is_read_only():
        page_link(file, label, icon, link)
