"""What is said beside the editor of a list: what was saved, which rows were not, what another one changed."""

from __future__ import annotations

import streamlit as st

from d9311.ingest.lists import Held, Problem, Rows, Saved, difference, merged
from d9311.ui.links import DATA, PAYERS, page_link
from d9311.ui.page import Page
from d9311.ui.payers.lists_columns import frame_of, label
from d9311.ui.payers.lists_drafts import Draft
from d9311.ui.show import words

QUIET = ("unwrapped_cells", "no_rows", "already_imported")  # of files; here nothing is meant by them
CHANGE = "change"


def draw_saved(page: Page, kind: str, draft: Draft) -> None:
    """Say what became of the last save, row by row where rows were set aside."""
    saved = draft.saved
    if saved is None:
        return
    if not saved.refused:
        rows = words.plural(len(saved.holds.rows), "row")
        st.success(f"Saved. This list has {rows} now.", icon=":material/check:")
    elif not saved.problems:
        st.error("Nothing was saved; the list is as it was.", icon=":material/error:")
        st.text(saved.refused)
    if left_over := _unmended(draft, saved):
        left = words.plural(len({one.row for one in left_over}), "row")
        aside = f"{left} set aside, and still in the table above to be mended:"
        none = "Nothing was saved; the list is as it was. No row has all that it needs:"
        st.warning(none if saved.refused else aside, icon=":material/warning:")
        _draw_problems(kind, saved.typed, left_over)
    if saved.otherwise:
        st.caption("Read in another way than it was typed:")
        _draw_problems(kind, saved.typed, saved.otherwise)
    for warning in saved.file.warnings:
        if warning.rule not in QUIET:
            st.caption(f"Look at this: {words.literal(warning.message)}")
    if not saved.refused:
        with st.container(horizontal=True, key="list_saved_links"):
            page_link(PAYERS, "See the payers", ":material/arrow_forward:", page.link)
            page_link(DATA, "Undo it on Data, as any import", ":material/undo:", page.link)


def _unmended(draft: Draft, saved: Saved) -> list[Problem]:
    """Return the problems of rows that stand in their places as they did when they were saved."""
    return [
        one
        for one in saved.problems
        if draft.typed[one.row - 1 : one.row] == saved.typed[one.row - 1 : one.row]
    ]


def _draw_problems(kind: str, rows: Rows, problems: list[Problem]) -> None:
    with st.container(gap="xxsmall"):
        for one in problems:
            named = rows[one.row - 1][0]
            whose = f" ({named})" if named else ""
            column = f", {label(kind, one.column)}" if one.column else ""
            st.text(f"Row {one.row}{whose}{column}: {one.message}")


def draw_changed(page: Page, kind: str, draft: Draft, now: Held) -> None:
    """Show what another import changed in the list while this one was edited, beside what was typed."""
    by = f"{now.file_name}, import {now.import_id}" if now.import_id else "it was undone"
    st.warning(
        f"This list was changed since you opened it ({words.literal(by)}). "
        "What you typed is not saved, and nothing of it is lost.",
        icon=":material/warning:",
    )
    gone, came = difference(draft.held.rows, now.rows)
    mine_gone, mine_came = difference(draft.held.rows, draft.typed)
    told = {
        "Taken out meanwhile": gone,
        "New meanwhile": came,
        "You took out": mine_gone,
        "You typed": mine_came,
    }
    frame = frame_of(kind, [row for rows in told.values() for row in rows])
    frame.insert(0, CHANGE, [said for said, rows in told.items() for _ in rows])
    labels = {name: label(kind, name) for name in frame.columns[1:]}
    page.table(frame, key=f"list_changed_{kind}", labels={CHANGE: "What", **labels}, export=False)
    with st.container(horizontal=True, key="list_changed"):
        if st.button("Put my changes into it", type="primary", key="list_merge"):
            draft.saved = None
            draft.begin(now, merged(draft.held.rows, now.rows, draft.typed))
            st.rerun()
        if st.button("Drop mine, take the list as it is now", key="list_theirs"):
            draft.saved = None
            draft.begin(now, now.rows)
            st.rerun()
    st.caption("Put into it, your changes stand in the editor again, to look at and save.")
