"""Notes beside what they are about: pinned to a month or a payer, drawn on the charts, listed and removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311 import figures
from d9311.desk.notes import LOG, LONGEST, Note, notes, write_note
from d9311.filters import payer_key
from d9311.frames import records
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.store import StoreError
from d9311.ui.me import ME
from d9311.ui.page import Page
from d9311.ui.show import words

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects

SAID, GONE = "_notes_said", "_notes_gone"  # by the place where they are drawn


def notes_on(page: Page, payer: str = "") -> list[Note]:
    """Return the notes that stand and that the page's filters let through; with a payer only those of it.

    Where what people did cannot be read there is none: the page Work says why.
    """
    try:
        found = [one for one in notes(database_path()) if not one.is_undone]
    except StoreError:
        return []
    if payer:
        return [one for one in found if payer_key(one.payer) == payer_key(payer)]
    chosen = page.filters.payers
    keys = None if chosen is None else set(map(payer_key, chosen))
    return [one for one in found if not one.payer or keys is None or payer_key(one.payer) in keys]


def with_notes(page: Page, figure: plotly.graph_objects.Figure) -> plotly.graph_objects.Figure:
    """Return a figure over months with the notes of its months."""
    return figures.pinned(figure, [figures.Pin(one.month, _told(one)) for one in notes_on(page) if one.month])


def draw_notes(page: Page, key: str, months: pandas.Series | None = None, payer: str = "") -> None:
    """Draw the control that pins a note, to one of the months (`2025-03`) or on the card of a payer, and the
    notes that are shown there with the way to remove them.
    """
    offered = [] if months is None else sorted({str(one) for one in months.dropna()}, reverse=True)
    listed = notes_on(page, payer)
    if not payer:
        listed = [one for one in listed if one.month in offered]
    with st.container(key=f"notes_{key}", gap="xxsmall"):
        with st.popover("Note", icon=":material/sticky_note_2:", type="tertiary", key=f"note_form_{key}"):
            _draw_form(page, key, offered, payer)
        if said := st.session_state.pop(f"{SAID}_{key}", ""):
            st.warning(words.literal(said))
        for one in listed:
            _draw_note(one, key, is_card=bool(payer))
        if gone := st.session_state.get(f"{GONE}_{key}", 0):
            _draw_button("Put the removed note back", gone, key, again=True)


def _draw_form(page: Page, key: str, months: Sequence[str], payer: str) -> None:
    st.text_input("Note", max_chars=LONGEST, key=f"note_words_{key}", placeholder="New fee schedule")
    if months:
        st.selectbox("Month", months, key=f"note_month_{key}", format_func=words.month)
    if not payer:
        offered = records(page.session.listing("choices", page.everything))
        payers = sorted({row["value"] for row in offered if row["kind"] == "payer" and row["value"]})
        st.selectbox("Payer", payers, index=None, key=f"note_payer_{key}", placeholder="Any payer")
    if not st.session_state.get(ME):
        st.text_input("Your name", key=f"note_who_{key}")
    st.button("Pin it", type="primary", key=f"note_pin_{key}", on_click=_pin, args=(key, payer))


def _draw_note(one: Note, key: str, is_card: bool) -> None:
    when = f"**{words.month(one.month)}** · " if one.month else ""
    told = words.literal(one.words if is_card else _told(one))
    with st.container(horizontal=True, vertical_alignment="center", key=f"note_{key}_{one.note}"):
        st.markdown(f"{when}{told} · {words.literal(one.who)}", width="content")
        _draw_button("Remove", one.note, key, again=False)


def _draw_button(label: str, note: int, key: str, *, again: bool) -> None:
    named = f"note_{'back' if again else 'remove'}_{key}_{note}"
    st.button(label, type="tertiary", key=named, on_click=_remove, args=(note, key, again))


def _told(one: Note) -> str:
    return f"{one.payer}: {one.words}" if one.payer else one.words


def _pin(key: str, payer: str) -> None:
    given = {name: st.session_state.get(f"note_{name}_{key}") or "" for name in ("words", "month", "payer")}
    who = st.session_state.get(ME) or st.session_state.get(f"note_who_{key}") or ""
    try:
        write_note(database_path(), who, given["words"], month=given["month"], payer=payer or given["payer"])
    except (Refused, StoreError) as error:
        st.session_state[f"{SAID}_{key}"] = str(error)
        return
    st.session_state.update({ME: who, f"note_words_{key}": ""})


def _remove(note: int, key: str, again: bool) -> None:
    who = st.session_state.get(ME) or st.session_state.get(f"note_who_{key}") or ""
    try:
        LOG.take_back(database_path(), who, note, again=again)
    except (Refused, StoreError) as error:
        st.session_state[f"{SAID}_{key}"] = str(error)
        return
    st.session_state[f"{GONE}_{key}"] = 0 if again else note
