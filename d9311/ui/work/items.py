"""One page of the items of work: a click on a row opens it, the boxes choose many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.table import draw_table
from d9311.ui.work.acting import draw_bulk
from d9311.ui.work.letters import draw_bulk_letters

if TYPE_CHECKING:
    import pandas

ROWS = 50  # on one page; the browser holds no more
# Columns and, where what they hold is long, how wide they are in pixels; 0 as Streamlit finds.
LIST = {
    "next_step": 240, "payer": 172, "claim_id": 80, "expected_dollars": 80, "deadline": 90, "days_left": 70,
    "code": 50, "missing": 120, "age_days": 0, "billed": 0, "state": 0, "owner": 0, "patient": 0,
    "practice_id": 0,
}  # fmt: skip
OF_DEADLINES = ("deadline", "days_left")  # said to be not known where no rule of a payer gives one
BESIDE = {"next_step": 185, "payer": 78, "expected_dollars": 66}
LABELS = {
    "next_step": "Next step", "claim_id": "Claim", "expected_dollars": "Will bring", "deadline": "Last day",
    "days_left": "Days left", "code": "Code", "missing": "Record lacks", "age_days": "Age, days",
}  # fmt: skip


def draw_list(page: Page, view: str, chosen: pandas.DataFrame, columns: Mapping[str, int], me: str) -> None:
    """Draw one page of the items, what can be done with the chosen ones, and the way to the next page."""
    pages = -(-len(chosen) // ROWS)
    at = min(max(_number(st.query_params.get("at")), 1), pages)
    shown = chosen.iloc[(at - 1) * ROWS : at * ROWS].reset_index(drop=True)
    key = f"work_{view}_{at}_{len(columns)}"
    if chosen["deadline"].isna().all():
        columns = {name: width for name, width in columns.items() if name not in OF_DEADLINES}
    marked = _marked(key, shown)
    if len(marked):
        draw_bulk(dict(zip(marked["item_id"], marked["seen"], strict=True)), me)
        draw_bulk_letters(page, [episode for episode in marked["episode_id"] if isinstance(episode, str)])
    row = draw_table(
        shown.assign(payer=payers(shown)), tuple(columns), key=key, measure="worklist", labels=LABELS,
        on_open=None, export=True, rows_open="many",
        widths={name: width for name, width in columns.items() if width},
        whole=chosen.assign(payer=payers(chosen)),
    )  # fmt: skip
    if row is not None and st.query_params.get("item") != shown["item_id"][row]:
        _open(shown["item_id"][row], at)
        st.rerun()
    if pages > 1:
        _draw_pages(at, pages, len(chosen))


def payers(rows: pandas.DataFrame) -> pandas.Series:
    """Return the payer of each item, a likely one said to be so."""
    return rows["payer"].fillna(rows["likely_payer"] + " (likely)")


def draw_steps(ids: Sequence[str], at: int) -> None:
    """Draw the way to the item before and after, by button and by key."""
    before, after = max(at - 1, 0), min(at + 1, len(ids) - 1)
    with st.container(horizontal=True, vertical_alignment="center", key="work_steps"):
        st.button(
            "Previous", icon=":material/arrow_upward:", key="work_previous", shortcut="k",
            disabled=at == before, on_click=_open, args=(ids[before], 1 + before // ROWS),
        )  # fmt: skip
        st.button(
            "Next", icon=":material/arrow_downward:", key="work_next", shortcut="j", disabled=at == after,
            on_click=_open, args=(ids[after], 1 + after // ROWS),
        )  # fmt: skip
        st.caption(f"{at + 1} of {words.count(len(ids))}")
        st.button(
            "Close", icon=":material/close:", type="tertiary", key="work_close", shortcut="x", on_click=_close
        )


def _marked(key: str, shown: pandas.DataFrame) -> pandas.DataFrame:
    """Return the rows whose boxes are ticked."""
    state = st.session_state.get(key)
    rows = state["selection"]["rows"] if state else []
    return shown.iloc[[row for row in rows if row < len(shown)]]


def _draw_pages(at: int, pages: int, items: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="work_pages"):
        st.button("Earlier", key="work_earlier", disabled=at == 1, on_click=_turn, args=(at - 1,))
        st.caption(f"{(at - 1) * ROWS + 1} to {min(at * ROWS, items)} of {words.count(items)}")
        st.button("Further", key="work_further", disabled=at == pages, on_click=_turn, args=(at + 1,))


def _turn(at: int) -> None:
    st.query_params["at"] = str(at)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 1


def _open(item: str, at: int) -> None:
    st.query_params["item"] = item
    _turn(at)


def _close() -> None:
    st.query_params.pop("item", None)
