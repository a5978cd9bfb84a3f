"""The desk: the sums, the quick views, one page of the list, and beside it the item that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.linked import linked_part
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.facts import draw_sums
from d9311.ui.show.frames import records
from d9311.ui.show.table import draw_table
from d9311.ui.work.beside import draw_item
from d9311.ui.work.sending import draw_sending
from d9311.ui.work.views import VIEWS, View, view_of

if TYPE_CHECKING:
    import pandas

ROWS = 50  # on one page; the browser holds no more
LIST = (
    "next_step", "payer", "claim_id", "expected_dollars", "deadline", "days_left", "code", "missing",
    "age_days", "billed", "patient", "practice_id", "state", "owner",
)  # fmt: skip
BESIDE = {"next_step": 185, "payer": 78, "expected_dollars": 66}
WIDTHS = {
    "next_step": 290, "payer": 150, "claim_id": 80, "expected_dollars": 80, "deadline": 90, "days_left": 70,
    "code": 50, "missing": 120,
}  # fmt: skip
LABELS = {
    "next_step": "Next step", "claim_id": "Claim", "expected_dollars": "Will bring", "deadline": "Last day",
    "days_left": "Days left", "code": "Code", "missing": "Record lacks", "age_days": "Age, days",
}  # fmt: skip


def draw_desk(page: Page) -> None:
    """Draw what is to do, or what waits to be sent or decided."""
    chosen = linked_part("desk", {"": "To do", "sending": "Before sending"})
    if chosen == "sending":
        draw_sending(page)
        return
    _draw_work(page)


def _draw_work(page: Page) -> None:
    items = page.run("worklist")
    if not len(items):
        st.success("Nothing wants an action within the filters above.", icon=":material/check:")
        page.definition("worklist")
        return
    _draw_sums(page, items)
    view = _draw_views(items)
    chosen = items[view.holds(items, _me())].reset_index(drop=True)
    if not len(chosen):
        st.info(view.empty, icon=":material/check:")
        return
    ids = list(chosen["item_id"])
    opened = st.query_params.get("item")
    if opened not in ids:
        _draw_list(view, chosen, LIST, WIDTHS)
        return
    with st.container(key="work_split"):
        left, right = st.columns([0.42, 0.58], gap="medium")
    with left:
        _draw_list(view, chosen, tuple(BESIDE), BESIDE)
    with right:
        _draw_steps(ids, ids.index(opened))
        draw_item(page, records(chosen[chosen["item_id"] == opened])[0])


def _draw_sums(page: Page, items: pandas.DataFrame) -> None:
    known = items["expected_dollars"].notna()
    draw_sums(
        [
            ("to do", words.count(len(items))),
            ("billed", words.dollars(items["billed"].sum())),
            (f"to be expected of {words.count(known.sum())}", words.dollars(items["expected_dollars"].sum())),
            ("due this week", words.count(items["is_due_this_week"].sum())),
            ("past their deadline", words.count(items["is_past_deadline"].sum())),
        ]
    )
    as_of = page.filters.as_of or page.facts["as_of"]
    with st.container(horizontal=True, key="work_basis"):
        ruled = (
            "" if items["deadline"].notna().any() else " No deadline is known: payer_rules.csv gives none."
        )
        st.caption(
            f"Whatever the period; days count to {words.day(as_of)}, the newest date in the data.{ruled}"
        )
        page.definition("worklist")


def _draw_views(items: pandas.DataFrame) -> View:
    counts = {view.name: int(view.holds(items, _me()).sum()) for view in VIEWS}
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
    return view_of(st.query_params.get("view"))


def _look() -> None:
    for name in ("item", "at"):
        st.query_params.pop(name, None)
    st.query_params["view"] = st.session_state["work_view"]


def _me() -> str:
    return str(st.session_state.get("_me", ""))


def _draw_list(view: View, chosen: pandas.DataFrame, names: Sequence[str], widths: Mapping[str, int]) -> None:
    pages = -(-len(chosen) // ROWS)
    at = min(max(_number(st.query_params.get("at")), 1), pages)
    shown = chosen.iloc[(at - 1) * ROWS : at * ROWS].reset_index(drop=True)
    key = f"work_{view.name}_{at}_{len(names)}"
    row = draw_table(
        shown, names, key=key, measure="worklist", labels=LABELS, on_open=None, export=False, rows_open=True,
        widths=widths,
    )  # fmt: skip
    if row is not None and st.query_params.get("item") != shown["item_id"][row]:
        _open(shown["item_id"][row], at)
        st.rerun()
    if pages > 1:
        _draw_pages(at, pages, len(chosen))


def _draw_pages(at: int, pages: int, items: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="work_pages"):
        st.button("Earlier", key="work_earlier", disabled=at == 1, on_click=_turn, args=(at - 1,))
        st.caption(f"{(at - 1) * ROWS + 1} to {min(at * ROWS, items)} of {words.count(items)}")
        st.button("Further", key="work_further", disabled=at == pages, on_click=_turn, args=(at + 1,))


def _turn(at: int) -> None:
    st.query_params["at"] = str(at)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1


def _draw_steps(ids: Sequence[str], at: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="work_steps"):
        st.button(
            "Previous", icon=":material/arrow_upward:", key="work_previous", shortcut="k", disabled=at == 0,
            on_click=_open, args=(ids[max(at - 1, 0)], (at - 1) // ROWS + 1),
        )  # fmt: skip
        st.button(
            "Next", icon=":material/arrow_downward:", key="work_next", shortcut="j",
            disabled=at == len(ids) - 1, on_click=_open,
            args=(ids[min(at + 1, len(ids) - 1)], 1 + (at + 1) // ROWS),
        )  # fmt: skip
        st.caption(f"{at + 1} of {words.count(len(ids))}")
        st.button(
            "Close", icon=":material/close:", type="tertiary", key="work_close", shortcut="x", on_click=_close
        )


def _open(item: str, at: int) -> None:
    st.query_params["item"] = item
    _turn(at)


def _close() -> None:
    st.query_params.pop("item", None)
