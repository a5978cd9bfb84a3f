"""Lists: the practice's own fees, payer rules and payer names, typed in or changed, saved as an import."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from d9311.contract import column_names
from d9311.home import READ_ONLY_SAID, is_read_only
from d9311.ingest.errors import Refused
from d9311.ingest.lists import ListChanged, as_csv, file_name, held, is_blank, save
from d9311.ingest.places import database_path
from d9311.ingest.publishing.verifying import NotSound
from d9311.store import StoreError
from d9311.ui.linked import linked_part
from d9311.ui.page import Page
from d9311.ui.payers.lists_columns import EXPORTED, ORDER, PAYER, frame_of, rows_of, settings
from d9311.ui.payers.lists_drafts import Draft, draft_of, editor_key
from d9311.ui.payers.lists_told import draw_changed, draw_saved
from d9311.ui.show import words

KINDS = {"": "Fees", "payer_rules": "Payer rules", "payer_alias": "Payer names"}
NOTES = {
    "fees": "What your contract allows for D9311. A plan's own fee comes before the payer's; of several the "
    "newest that holds on the day of service counts.",
    "payer_rules": "What you know of each payer, with the source. A blank is unknown; nothing is filled in, "
    "and no deadline or limit is guessed.",
    "payer_alias": "Names that mean one payer: each name on the claims, and the payer that it stands for.",
}
ADD = {
    "fees": "Add a fee of the payer",
    "payer_rules": "Add a rule of the payer",
    "payer_alias": "Add the name",
}


def draw_lists(page: Page) -> None:
    """Draw one of the three lists in an editor; what is saved is imported and can be undone on Data."""
    chosen = linked_part("list", KINDS, keeps=True)
    kind = chosen or "fees"
    page.section(KINDS[chosen], f"{NOTES[kind]} A list holds for all practices and all periods.")
    with page.session.asking() as cursor:
        draft = draft_of(kind, now := held(cursor, kind))
    if draft.held.import_id != now.import_id:
        draw_changed(page, kind, draft, now)
        return
    listed = page.session.listing("exported_payers", page.filters)
    names = {name: list(dict.fromkeys(listed[name].tolist())) for name in (EXPORTED, PAYER)}
    _draw_adding(kind, draft, names[EXPORTED if kind == "payer_alias" else PAYER])
    edited = st.data_editor(
        frame_of(kind, draft.begun),
        key=editor_key(kind, draft),
        num_rows="dynamic",
        hide_index=False,
        column_order=ORDER if kind == "payer_rules" else None,
        column_config={
            "_index": st.column_config.NumberColumn("Row", disabled=True, width=60),
            **settings(kind, draft.begun, names),
        },
        placeholder="",
        alt=f"{KINDS[chosen]}, one row each, to be edited",
    )
    draft.typed = rows_of(kind, edited)
    _draw_saving(kind, draft)
    draw_saved(page, kind, draft)


def _draw_adding(kind: str, draft: Draft, names: list[str]) -> None:
    """Draw the box that adds a row for a payer: one of the data, or any name that is typed."""
    key = f"list_add_{kind}"
    st.selectbox(
        ADD[kind],
        names,
        index=None,
        key=key,
        accept_new_options=True,
        placeholder="Choose a payer, or type a name",
        width=420,
        on_change=_add,
        args=(kind, draft, key),
    )


def _add(kind: str, draft: Draft, key: str) -> None:
    name: str = (st.session_state[key] or "").strip()
    st.session_state[key] = None
    if name:
        blank = [""] * (len(column_names(kind)) - 1)
        draft.begin(draft.held, [*draft.typed, (name, *blank)])


def _draw_saving(kind: str, draft: Draft) -> None:
    """Draw what is not saved yet, the button that saves it, and the same as a file."""
    today = datetime.now(UTC).astimezone().date()
    with st.container(horizontal=True, vertical_alignment="center", key="list_saving"):
        saves = st.button(
            "Save",
            type="primary",
            icon=":material/save:",
            disabled=not draft.is_changed or is_read_only(),
            key="list_save",
        )
        if is_read_only():
            st.caption(READ_ONLY_SAID)
        if draft.is_changed and st.button("Discard changes", type="tertiary", key="list_drop"):
            draft.saved = None
            draft.begin(draft.held, draft.held.rows)
            st.rerun()
        st.download_button(
            "Download as CSV",
            data=as_csv(kind, draft.typed),
            file_name=file_name(kind, today),
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            key=f"list_csv_{kind}",
            on_click="ignore",
        )
        if draft.is_changed:
            st.caption(f"{words.plural(draft.unsaved, 'row')} not saved yet")
    if saves:
        _save(kind, draft)


def _save(kind: str, draft: Draft) -> None:
    bar = st.progress(0.0, "Saving")
    today = datetime.now(UTC).astimezone().date()
    rows = [row for row in draft.typed if not is_blank(row)]
    tell = partial(_tell, bar)
    try:
        saved = save(database_path(), kind, rows, draft.held.import_id, today, progress=tell)
    except ListChanged:
        st.rerun()
    except (Refused, StoreError, NotSound) as error:
        bar.empty()
        st.error(words.literal(error), icon=":material/error:")
        return
    if not saved.refused:
        st.session_state["import_report"], st.session_state["import_problem"] = saved.report, ""
    draft.saved = saved
    is_whole = not (saved.refused or saved.problems)
    draft.begin(draft.held if saved.refused else saved.holds, saved.holds.rows if is_whole else rows)
    st.rerun()


def _tell(bar: DeltaGenerator, part: float, said: str) -> None:
    bar.progress(min(part, 1.0), words.literal(said))
