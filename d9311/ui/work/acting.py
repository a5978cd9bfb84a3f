"""What can be done about one item or many: state, owner, snooze, note; each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st

from d9311.desk.changing import Done, change, undo
from d9311.desk.reading import history
from d9311.desk.steps import ASSIGN, CHANGES, NOTE, SNOOZE, STATE, STATES, Step
from d9311.figures.words import sentence
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.ui.show import words
from d9311.ui.show.facts import draw_told

Row = Mapping[str, Any]
Items = Mapping[str, int]  # item -> the version that is on screen

SAID = "work_said"  # what came of the last change, until the next
DAYS = (7, 14, 30)


def draw_actions(item: Row, me: str) -> None:
    """Draw what can be done about an item, and what was."""
    items, key = {item["item_id"]: item["seen"]}, f"{item['item_id']}_{item['seen']}"
    if item["why"]:
        st.caption(words.literal(item["why"]))
    held = item["state"] if item["state"] in STATES else None
    st.segmented_control(
        "State", STATES, default=held, required=held is not None, key=f"state_{key}",
        format_func=sentence, label_visibility="collapsed", on_change=_set_state,
        args=(f"state_{key}", items, me),
    )  # fmt: skip
    with st.container(horizontal=True, key="work_actions"):
        _draw_owner(item, items, me)
        _draw_snooze(items, me, key)
        with st.popover("Note", icon=":material/edit_note:", key=f"pop_note_{key}"):
            st.text_area("Note", item["note"], max_chars=2_000, key=f"note_{key}")
            st.button("Keep the note", key=f"keep_{key}", on_click=_set_note, args=(f"note_{key}", items, me))
    if item["note"]:
        st.text(item["note"])
    if item["seen"]:
        with st.expander("What was done", type="compact"):
            draw_history(item["item_id"], me)


def draw_bulk(items: Items, me: str) -> None:
    """Draw what can be done about all of the chosen items at once."""
    with st.container(horizontal=True, vertical_alignment="center", key="work_bulk"):
        st.markdown(f"**{words.plural(len(items), 'item')}**")
        for state in ("sent", "waiting", "closed"):
            st.button(
                sentence(state), key=f"bulk_{state}", on_click=_act, args=({STATE: state}, dict(items), me)
            )
        st.button("Mine", key="bulk_mine", on_click=_act, args=({ASSIGN: me}, dict(items), me))
        _draw_snooze(items, me, "bulk")


def draw_said(me: str) -> None:
    """Say what came of the last change, with its undo."""
    said: tuple[str, int | None] | None = st.session_state.get(SAID)
    if not said:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="work_done"):
        st.markdown(said[0])
        if said[1] is not None:
            st.button("Undo", icon=":material/undo:", key="work_undo", on_click=_undo, args=(said[1], me))


def _draw_owner(item: Row, items: Items, me: str) -> None:
    if item["owner"]:
        label = "Mine" if item["owner"] == me else f"{words.literal(item['owner'])}'s"
        st.button(
            f"{label}: give back", icon=":material/person_off:", key="work_give",
            on_click=_act, args=({ASSIGN: ""}, items, me),
        )  # fmt: skip
    if item["owner"] != me or not me:
        st.button(
            "Take it",
            icon=":material/person:",
            key="work_take",
            on_click=_act,
            args=({ASSIGN: me}, items, me),
        )


def _draw_snooze(items: Items, me: str, key: str) -> None:
    with st.popover("Snooze", icon=":material/snooze:", key=f"pop_snooze_{key}"):
        for days in DAYS:
            until = date.today() + timedelta(days=days)
            st.button(
                f"{days} days, until {words.day(until)}", key=f"snooze_{days}_{key}", on_click=_act,
                args=({SNOOZE: until}, dict(items), me),
            )  # fmt: skip
        st.button("Wake it", key=f"wake_{key}", on_click=_act, args=({SNOOZE: None}, dict(items), me))


def draw_history(item_id: str, me: str) -> None:
    """Tell every step of an item, and offer to take back the last one that stands."""
    steps = history(database_path(), item_id)
    draw_told(
        "",
        (
            (words.day(one.step.when().date()), _step(one.step), "undone since" if one.is_undone else "")
            for one in steps
        ),
    )
    standing = [one.step for one in steps if one.step.what in CHANGES and not one.is_undone]
    if standing:
        st.button(
            f"Take back: {words.literal(_step(standing[-1]))}", icon=":material/undo:",
            key=f"take_back_{standing[-1].step}", on_click=_take_back, args=(standing[-1], me),
        )  # fmt: skip


def _step(step: Step) -> str:
    done = {ASSIGN: "gave it to", SNOOZE: "snoozed it until", NOTE: "noted", STATE: "set it to"}.get(
        step.what, f"{step.what} of step {step.of}:"
    )
    return f"{step.who} {done} {step.after or 'nothing'}"


def _set_state(key: str, items: Items, me: str) -> None:
    if state := st.session_state[key]:
        _act({STATE: state}, items, me)


def _set_note(key: str, items: Items, me: str) -> None:
    _act({NOTE: st.session_state[key]}, items, me)


def _act(values: Mapping[str, str | date | None], items: Items, me: str) -> None:
    try:
        done = change(database_path(), me, values, items)
    except Refused as error:
        st.session_state[SAID] = (words.literal(error), None)
        return
    st.session_state[SAID] = (_told(values, done), done.batch)


def _undo(batch: int, me: str) -> None:
    try:
        undo(database_path(), me, batch=batch)
        st.session_state.pop(SAID, None)
    except Refused as error:
        st.session_state[SAID] = (words.literal(error), None)


def _take_back(step: Step, me: str) -> None:
    try:
        done = undo(database_path(), me, step=step.step)
        st.session_state[SAID] = (f"Taken back: {words.literal(_step(step))}.", done.batch)
    except Refused as error:
        st.session_state[SAID] = (words.literal(error), None)


def _told(values: Mapping[str, str | date | None], done: Done) -> str:
    what = ", ".join(_what(name, value) for name, value in values.items())
    said = [f"{words.plural(len(done.made), 'item')}: {what}."] if done.made else []
    for steps in list(done.refused.values())[:3]:
        last = steps[-1]
        said.append(
            f"Not changed: {words.literal(last.who)} was there first ({words.literal(_step(last))}, "
            f"{last.when():%H:%M} UTC). Look again."
        )
    return " ".join(said) or "Nothing was changed."


def _what(name: str, value: str | date | None) -> str:
    if name == SNOOZE:
        return f"asleep until {words.day(value)}" if isinstance(value, date) else "awake"
    if name == ASSIGN:
        return f"now {words.literal(value)}'s" if value else "nobody's now"
    return "note kept" if name == NOTE else words.literal(value)
