"""Events: what the practice did from a day on, noted and taken back, and what went with one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from d9311.desk.events import LOG, LONGEST, Event, events, note_event
from d9311.frames import records
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.ui.effect.around import Around, draw_around
from d9311.ui.linked import linked_choice
from d9311.ui.me import draw_me
from d9311.ui.page import Page
from d9311.ui.show import words

SAID = "events_said"  # what came of the last click, until the next
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FIELDS = ("event_day", "event_words", "event_payer", "event_practice")


def draw_events(page: Page) -> None:
    """Draw the events that the user may see, the form for a new one, and denials around one of them."""
    page.section(
        "Events",
        'What you did from a day on ("from March we attach letters"), and how many first decisions were '
        "denials before and since. Other things change too: this is association, not proof.",
    )
    seen = [one for one in events(database_path()) if not one.practice or one.practice in page.practices]
    standing = [one for one in seen if not one.is_undone]
    with st.container(horizontal=True, vertical_alignment="center", key="events_top"):
        me = draw_me()
        _draw_form(page, me)
    if said := st.session_state.pop(SAID, ""):
        st.warning(words.literal(said))
    named = {one.event: _letter(place) for place, one in enumerate(standing)}
    _draw_list(page, seen, named, me)
    draw_around(page, [Around(one, named[one.event]) for one in standing], _chosen(standing, named))


def _letter(place: int) -> str:
    """A, B, ... Z, A2, ..."""
    again = place // len(LETTERS)
    return LETTERS[place % len(LETTERS)] + (str(again + 1) if again else "")


def _chosen(standing: Sequence[Event], named: dict[int, str]) -> int | None:
    """Let the reader choose the event to look at; the latest where none is chosen."""
    if len(standing) < 2:
        return standing[0].event if standing else None
    told = {str(one.event): f"{named[one.event]} · {words.day(one.day)} · {one.words}" for one in standing}
    chosen = linked_choice(
        "event", "Look at", list(told), default=str(standing[-1].event), shown=told.__getitem__, width=520
    )
    return int(chosen) if chosen else None


def _draw_form(page: Page, me: str) -> None:
    with st.popover("Note an event", icon=":material/flag:", key="event_form"):
        st.date_input("From this day on", value=date.today(), key="event_day", format="YYYY-MM-DD")
        st.text_input("What was done", max_chars=LONGEST, key="event_words", placeholder="we attach letters")
        offered = records(page.session.listing("choices", page.everything))
        payers = sorted({row["value"] for row in offered if row["kind"] == "payer" and row["value"]})
        st.selectbox("Payer", payers, index=None, key="event_payer", placeholder="All payers")
        if len(page.practices) > 1:
            st.selectbox(
                "Practice", list(page.practices), index=None, key="event_practice",
                format_func=page.practices.__getitem__, placeholder="All practices",
            )  # fmt: skip
        st.button("Note it", type="primary", key="event_note", on_click=_note, args=(me,))


def _draw_list(page: Page, seen: Sequence[Event], named: dict[int, str], me: str) -> None:
    with st.container(gap="xxsmall", key="events_list"):
        for one in sorted(seen, key=lambda one: one.is_undone):  # those that stand first
            _draw_event(page, one, named.get(one.event, ""), me)


def _draw_event(page: Page, one: Event, letter: str, me: str) -> None:
    of = [one.payer, page.practices.get(one.practice, "") if one.practice else ""]
    about = "".join(f" · {words.literal(name)}" for name in of if name)
    told = f"{words.day(one.day)} · {words.literal(one.words)}{about} · {words.literal(one.who)}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"event_{one.event}"):
        mark = "removed" if one.is_undone else f"**{letter}**"
        st.markdown(f"{mark} · {told}", width="content")
        st.button(
            "Note it again" if one.is_undone else "Remove",
            type="tertiary",
            key=f"event_undo_{one.event}",
            on_click=_take_back,
            args=(one.event, me, one.is_undone),
        )


def _note(me: str) -> None:
    day, said, payer, practice = (st.session_state.get(name) for name in FIELDS)
    if not isinstance(day, date):
        st.session_state[SAID] = "Give the day from which it was done."
        return
    try:
        note_event(database_path(), me, day, said or "", payer=payer or "", practice=practice or "")
        st.session_state["event_words"] = ""
    except Refused as error:
        st.session_state[SAID] = str(error)


def _take_back(event: int, me: str, again: bool) -> None:
    try:
        LOG.take_back(database_path(), me, event, again=again)
    except Refused as error:
        st.session_state[SAID] = str(error)
