"""The kept views in a list: opened then and now, on their page, renamed, removed and brought back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from d9311.desk.views import LONGEST, View, remove_view, rename_view, views
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.store import StoreError
from d9311.ui.kept.compared import draw_compared
from d9311.ui.kept.control import KEPT, VIEW, kept_link
from d9311.ui.kept.written import filters_in_words, number_in_words
from d9311.ui.links import DATA, page_link
from d9311.ui.me import draw_me
from d9311.ui.menu import entry
from d9311.ui.page import Page
from d9311.ui.show import words

SAID = "_views_said"
MOST_NUMBERS = 3  # of a view in the list


def draw_kept(page: Page) -> None:
    """Draw the chosen view then and now, else the list."""
    try:
        every = views(database_path())
    except StoreError as error:
        st.warning(words.literal(error), icon=":material/error:")
        return
    given = st.query_params.get(VIEW, "")
    chosen = next((one for one in every if str(one.view) == given), None)
    if chosen is not None:
        with st.container(key="kept_ways_back"):
            page_link(DATA, "All kept views", ":material/arrow_back:", {**page.link, **kept_link()})
        draw_compared(page, chosen)
        return
    page.section(
        "Kept views",
        "Numbers as they were when somebody kept them, beside the same numbers now, and the claims between.",
    )
    if given:
        st.info("There is no kept view of that number.", icon=":material/info:")
    if not every:
        st.info(
            'None is kept yet. "Keep this view" beside the title of a page keeps what the page shows.',
            icon=":material/bookmark_add:",
        )
        return
    me = draw_me()
    if said := st.session_state.pop(SAID, ""):
        st.warning(words.literal(said))
    _draw_list(page, [one for one in every if not one.is_removed], me)
    if gone := [one for one in every if one.is_removed]:
        with st.expander(f"Removed ({len(gone)})"):
            _draw_list(page, gone, me)


def _draw_list(page: Page, listed: Sequence[View], me: str) -> None:
    for one in listed:
        with st.container(border=True, key=f"kept_{one.view}", gap="xxsmall"):
            _draw_view(page, one)
            with st.container(horizontal=True, vertical_alignment="center", key=f"kept_ways_{one.view}"):
                if one.is_removed:
                    st.button(
                        "Bring back", type="tertiary", key=f"kept_back_{one.view}",
                        on_click=_remove, args=(one.view, me, True),
                    )  # fmt: skip
                else:
                    _draw_ways(page, one, me)


def _draw_view(page: Page, one: View) -> None:
    where = entry(one.kept.page).title
    st.markdown(
        f"**{words.literal(one.name)}** · {where} · {words.literal(filters_in_words(one, page.practices))}"
    )
    numbers = [number_in_words(number) for number in one.kept.numbers[:MOST_NUMBERS]]
    told = " · ".join([*numbers, f"kept by {one.who}, {words.day(one.day)}"])
    st.caption(words.literal(told))


def _draw_ways(page: Page, one: View, me: str) -> None:
    there = {**page.link, **kept_link(one.view)}
    page_link(DATA, "Then and now", ":material/compare_arrows:", there)
    link = {**one.kept.link, KEPT: [str(one.view)]}
    page_link(entry(one.kept.page).file, "Open the page", ":material/open_in_new:", link)
    with st.popover("Rename", type="tertiary", key=f"kept_rename_{one.view}"):
        st.text_input("Name", value=one.name, max_chars=LONGEST, key=f"kept_name_{one.view}")
        st.button("Rename it", key=f"kept_renamed_{one.view}", on_click=_rename, args=(one.view, me))
    st.button(
        "Remove", type="tertiary", key=f"kept_remove_{one.view}",
        on_click=_remove, args=(one.view, me, False),
    )  # fmt: skip


def _rename(view: int, me: str) -> None:
    try:
        rename_view(database_path(), me, view, st.session_state.get(f"kept_name_{view}") or "")
    except (Refused, StoreError) as error:
        st.session_state[SAID] = str(error)


def _remove(view: int, me: str, again: bool) -> None:
    try:
        remove_view(database_path(), me, view, again=again)
    except (Refused, StoreError) as error:
        st.session_state[SAID] = str(error)
