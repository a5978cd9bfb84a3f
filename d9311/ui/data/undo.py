"""The undo of an import on the Data page: what will go and what will come back,
in words, then a second click.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.home import is_read_only
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.ingest.undo import sample_returns, undo_import
from d9311.store import StoreError
from d9311.ui.data.asked import forget_questions
from d9311.ui.data.practices import draw_named, draw_naming
from d9311.ui.page import Page
from d9311.ui.show import words

LISTS = ("fees", "payer_rules", "payer_alias")
LEFT = ("import_id", "file_name", "kind", "imported_at", "rows_kept", "left_at", "reason")

File = Mapping[str, Any]


def draw_undo(page: Page, files: Sequence[File]) -> None:
    """Offer the undo of one import of the listing `imports`, and show which ones count no longer."""
    said: str = st.session_state.pop("undo_said", "")
    if said:
        st.success(words.literal(said), icon=":material/undo:")
    draw_named()
    former = page.session.listing("former_imports")
    with st.container(horizontal=True, key="undo_row"):
        if files and not is_read_only():
            # another key after each undo: a new popover is closed,
            # so that no second click undoes another import
            with st.popover("Undo an import", icon=":material/undo:", key=f"undo_popover_{len(former)}"):
                _draw_choice(page, files)
        if len(former):
            with st.popover(
                f"{words.plural(len(former), 'former import')}", type="tertiary", icon=":material/history:"
            ):
                st.caption(
                    "Undone, or sample data that gave way to your own. Each file may be imported again."
                )
                page.table(former, LEFT, key="former", labels={"left_at": "Since, UTC"}, export=False)
        if not is_read_only():
            draw_naming(page)


def _draw_choice(page: Page, files: Sequence[File]) -> None:
    by_number = {file["import_id"]: file for file in files}
    number: int = st.selectbox(
        "Which one", list(by_number), format_func=lambda it: _named(by_number[it]), key="undo_choice"
    )
    for line in _consequences(page, by_number[number], list(by_number.values())):
        st.text(line)
    if not st.button("Undo this import now", type="primary", key="undo"):
        return
    try:
        st.session_state["undo_said"] = undo_import(database_path(), number).line()
    except (StoreError, Refused) as error:
        st.error(words.literal(error))
        return
    for name in ("import_report", "import_problem"):
        st.session_state.pop(name, None)
    forget_questions()  # what was asked of dropped files may have been about this import
    st.rerun()


def _named(file: File) -> str:
    return f"{file['import_id']}: {file['file_name']}, {words.day(file['imported_at'].date())}"


def _consequences(page: Page, file: File, files: Sequence[File]) -> list[str]:
    """Say what goes, what comes back and what stays."""
    rows = words.plural(file["rows_kept"], "row")
    if file["kind"] in LISTS:
        former = [
            one for one in files if one["kind"] == file["kind"] and one["import_id"] < file["import_id"]
        ]
        is_newest = file["import_id"] == max(one["import_id"] for one in files if one["kind"] == file["kind"])
        if not is_newest:
            return [f"{rows} go. A newer list of this kind counts, so no number changes."]
        back = f"{former[0]['file_name']} counts again." if former else "There is no list of this kind then."
        return [f"The list goes ({rows}). {back}"]
    found = records(page.session.listing("undo_rows", import_id=str(file["import_id"])))[0]
    said = [
        f"{rows} of {file['kind']} go, {found['in_use']:,} of them in use now.",
        "What older imports said of the same claims and consultations counts again; "
        "newer imports stay as they are.",
    ]
    if file["rows_set_aside"] or found["findings"]:
        said.append(
            f"Its {words.plural(file['rows_set_aside'], 'set-aside row')} and "
            f"{words.plural(found['findings'], 'finding')} go too."
        )
    if sample_returns(page.session.cursor, file["import_id"]):
        said.append("No rows of yours are left then, so the invented sample data come back.")
    elif len(files) == 1:
        said.append("Nothing is loaded then.")
    said.append(
        "The state before the undo is kept as the backup until the next import. "
        "Your export file is not touched."
    )
    return said
