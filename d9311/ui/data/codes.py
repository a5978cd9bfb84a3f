"""Values and denial codes that were not understood, so that they can be written in another way."""

from __future__ import annotations

import json

import streamlit as st

from d9311 import contract
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.heads import note_heading
from d9311.ui.show.table import draw_table

VALUE_LABELS = {"column_name": "Column", "value": "Not known", "rows": "Rows", "file_name": "First in file"}
LABELS = {"token": "Not read", "rows": "Rows", "file_name": "First in file"}


def draw_unread_codes(page: Page) -> None:
    """Show which parts of the denial codes are not read; nothing where all are."""
    found = page.session.listing("unread_codes", page.filters)
    if not len(found):
        return
    found["token"] = found["token"].fillna("other text")
    label = f"{words.plural(len(found), 'part')} of denial codes not understood, and not read"
    with st.expander(label, type="compact"):
        st.caption(
            "Write codes as `CO-45:40.00; PR-1:60.00; N706`. Text that could be about a person is not shown."
        )
        note_heading("Parts of denial codes not read")
        draw_table(found, ("token", "rows", "file_name", "line"), key="unread_codes", measure="unread_codes",
                   labels=LABELS, on_open=None, export=False)  # fmt: skip


def draw_unknown_values(page: Page) -> None:
    """Show what stands in columns with known values and is none of them; nothing where all are known."""
    found = page.session.listing("unknown_values", page.filters, known=_known_values())
    if not len(found):
        return
    label = (
        f"{words.plural(len(found), 'value')} of columns with known values that the dashboard does not know"
    )
    with st.expander(label, type="compact"):
        st.caption(
            "Write one of the known values and import again; until then a row counts by its other columns."
        )
        note_heading("Values that are not known")
        draw_table(found, ("column_name", "value", "rows", "file_name", "line"), key="unknown_values",
                   measure="unknown_values", labels=VALUE_LABELS, on_open=None, export=False)  # fmt: skip


def _known_values() -> str:
    known = {column: set(spellings.values()) for column, spellings in contract.ENUMERATIONS.items()}
    known["status"] = {contract.squash(spelling) for spelling in contract.STATUS_TABLE}
    return json.dumps(
        [{"column_name": column, "word": word} for column in known for word in sorted(known[column])]
    )
