"""Titles, headings and the sentences that answer, on screen and in the page's outline."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from d9311.ui.export.controls import draw_page_export
from d9311.ui.export.outline import Heading, Said, outline
from d9311.ui.help import draw_help
from d9311.ui.show import words
from d9311.ui.show.printed import draw_printed_head


def draw_header(name: str, title: str, question: str) -> DeltaGenerator:
    """Draw the title of a page, its export and its help beside it, the question below; for paper, what the
    numbers are of. Return where more may stand beside the title."""
    page = outline()
    page.describe(page=title, question=question)
    with st.container(gap="xxsmall"):
        head = st.container(horizontal=True, vertical_alignment="center", key="page_head")
        with head:
            st.title(title, anchor=False, width="content")
            draw_page_export(page)
            draw_help(name)
        if question:
            st.caption(question)
        draw_printed_head(page.about)
    return head


def draw_section(title: str, note: str, anchor: str | None = None) -> None:
    """Draw a heading inside the page and an optional line under it; `anchor`: what leads there."""
    outline().put(f"section {title}", Heading(title, note))
    with st.container(gap="xxsmall"):
        st.header(title, anchor=anchor or False)
        if note:
            st.caption(note)


def say(sentence: str) -> None:
    """Draw a sentence that answers, foreign text in it literal."""
    note_said(sentence)
    st.markdown(f"**{words.literal(sentence)}**")


def tell(sentence: str) -> None:
    """Draw a sentence with numbers as it stands."""
    note_said(sentence)
    st.text(sentence)


def explain(sentence: str) -> None:
    """Draw, in small, how something is to be read; no foreign text."""
    note_said(sentence)
    st.caption(sentence)


def note_heading(title: str) -> None:
    """Note a heading that a page draws in a way of its own, as the label of what it folds away."""
    outline().put(f"section {title}", Heading(title))


def note_said(sentence: str) -> None:
    """Note a sentence that a page draws in a way of its own."""
    outline().put(f"said {sentence}", Said(sentence))


def draw_opener(key: str, label: str = "Table and rows", hide: str = "Hide the table") -> bool:
    """Draw the button that shows a table and hides it again; return whether it is to be shown."""
    opened: bool = st.session_state.get(f"{key}_opened", False)
    st.button(
        hide if opened else label, icon=":material/table_rows:", type="tertiary", key=f"{key}_toggle",
        on_click=st.session_state.update, args=({f"{key}_opened": not opened},),
    )  # fmt: skip
    return opened


def draw_folded(title: str, note: str, draw: Callable[[], None], *, key: str, is_open: bool = False) -> None:
    """Draw a part of a page behind its heading; nothing of it is computed before it is opened.

    `is_open` opens it from the start, as where the link tells of a choice in it; what was open when the page
    was left is open again.
    """
    open_before: set[str] = st.session_state.setdefault("_open_folds", set())
    expanded = is_open or key in open_before
    folded = st.expander(title, expanded=expanded, key=f"fold_{key}", on_change="rerun")
    (open_before.add if folded.open else open_before.discard)(key)
    if folded.open:
        note_heading(title)
        with folded:
            if note:
                st.caption(note)
            draw()
