"""The desk: the sums, the quick views, one page of the list, and beside it the item that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.export.outline import outline
from d9311.ui.linked import linked_part
from d9311.ui.links import WORK, page_link, part_link
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.facts import draw_sums
from d9311.ui.show.frames import records
from d9311.ui.show.heads import explain
from d9311.ui.work.acting import draw_said
from d9311.ui.work.answered import draw_answered
from d9311.ui.work.beside import draw_item
from d9311.ui.work.items import BESIDE, LIST, draw_list, draw_steps
from d9311.ui.work.sending import draw_sending
from d9311.ui.work.standing import draw_me, read_desk, stand, worklist
from d9311.ui.work.views import HANDLED, VIEWS, view_of
from d9311.ui.work.worth import worth_of

if TYPE_CHECKING:
    import pandas

PARTS = {"": "Current", HANDLED.name: HANDLED.label, "sending": "Before sending"}


def draw_desk(page: Page) -> None:
    """Draw what is to do, what was handled, or what waits to be sent or decided."""
    with st.container(horizontal=True, vertical_alignment="center", key="work_top"):
        part = linked_part("desk", PARTS, keeps=True)
        me = "" if part == "sending" else draw_me()
    if part == "sending":
        draw_sending(page)
        return
    shown = read_desk()
    outline().whatever_the_period()
    items = stand(worklist(page), shown)
    if not len(items) and not (part == HANDLED.name and shown):
        st.success("Nothing wants an action within the filters above.", icon=":material/check:")
        page.definition("worklist")
        return
    draw_said(me)
    open_items = items[~items["is_handled"]]
    if part == HANDLED.name:
        chosen = items[items["is_handled"]].reset_index(drop=True)
        _draw_items(page, HANDLED.name, chosen, HANDLED.empty, me)
        draw_answered(page, shown, me)
        return
    _draw_sums(page, open_items)
    name = _draw_views(open_items, me)
    view = view_of(name)
    if view.name == "new":
        changes = part_link(page.link, "changes")
        page_link(WORK, "All that the last import changed", ":material/event_repeat:", changes)
    chosen = open_items[view.holds(open_items, me)].reset_index(drop=True)
    _draw_items(page, view.name, chosen, view.empty, me)


def _draw_items(page: Page, view: str, chosen: pandas.DataFrame, empty: str, me: str) -> None:
    """Draw one page of the items, and the open one beside them."""
    if not len(chosen):
        st.info(empty, icon=":material/check:")
        return
    ids = list(chosen["item_id"])
    opened = st.query_params.get("item")
    if opened not in ids:
        draw_list(page, view, chosen, LIST, me)
        return
    with st.container(key="work_split"):
        left, right = st.columns([0.42, 0.58], gap="medium")
    with left:
        draw_list(page, view, chosen, BESIDE, me)
    with right:
        draw_steps(ids, ids.index(opened))
        draw_item(page, records(chosen[chosen["item_id"] == opened])[0], me)


def _draw_sums(page: Page, items: pandas.DataFrame) -> None:
    worth = worth_of(items)
    draw_sums(
        [
            ("to do", words.count(len(items))),
            ("billed", words.dollars(items["billed"].sum())),
            (f"to be expected of {words.count(worth.known)}", words.dollars(worth.dollars)),
            ("due this week", words.count(items["is_due_this_week"].sum())),
            ("past their deadline", words.count(items["is_past_deadline"].sum())),
        ]
    )
    as_of = page.filters.as_of
    day = words.day(as_of) if as_of else f"{words.day(page.facts['as_of'])}, the newest date in the data"
    ruled = "" if items["deadline"].notna().any() else " No deadline is known: payer_rules.csv gives none."
    with st.container(horizontal=True, key="work_basis"):
        explain(f"Whatever the period; days count to {day}.{ruled}")
        page.definition("worklist")


def _draw_views(items: pandas.DataFrame, me: str) -> str:
    counts = {view.name: int(view.holds(items, me).sum()) for view in VIEWS}
    st.session_state["work_view"] = view_of(st.query_params.get("view")).name
    st.pills(
        "View",
        [view.name for view in VIEWS],
        format_func=lambda name: f"{view_of(name).label} · {words.count(counts[name])}",
        key="work_view",
        required=True,
        label_visibility="collapsed",
        on_change=_look,
    )
    return view_of(st.query_params.get("view")).name


def _look() -> None:
    for name in ("item", "at"):
        st.query_params.pop(name, None)
    st.query_params["view"] = st.session_state["work_view"]
