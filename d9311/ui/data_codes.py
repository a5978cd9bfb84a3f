"""What was not understood of the denial codes, so that they can be written in another way."""

from __future__ import annotations

import streamlit as st

from d9311.ui import words
from d9311.ui.page import Page
from d9311.ui.table import draw_table

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
        draw_table(found, ("token", "rows", "file_name", "line"), key="unread_codes", measure="unread_codes", opens=None,
                   labels=LABELS, on_open=None, export=False)  # fmt: skip
