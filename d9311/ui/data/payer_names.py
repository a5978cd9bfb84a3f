"""Payer names that are probably one payer: one click makes them one, another keeps them apart."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from d9311.frames import records
from d9311.ingest.choices import refuse, take_back
from d9311.ingest.payer_names import NAMES, Alike, alike_payers, make_one
from d9311.ingest.places import database_path
from d9311.ui.data.answering import Kind, draw_answer
from d9311.ui.page import Page
from d9311.ui.show import words

MOST = 10
SAID = "payer_names_said"


def draw_payer_names(page: Page) -> None:
    """Suggest payers to be made one; nothing where no two names are alike."""
    found = alike_payers(records(page.session.listing("payer_spellings", page.filters)))
    said: str = st.session_state.pop(SAID, "")
    if said:
        st.success(words.literal(said), icon=":material/check:")
    if not found:
        return
    page.section(
        "Payers that may be one", "By their names alone. As long as they are two, so are their rates."
    )
    for number, pair in enumerate(found[:MOST]):
        _draw_pair(pair, number)
    if len(found) > MOST:
        st.caption(f"And {len(found) - MOST:,} more, once these are answered.")


def _draw_pair(pair: Alike, number: int) -> None:
    keys = (NAMES, pair.one, pair.other)
    with st.container(horizontal=True, vertical_alignment="center", key=f"alike_{number}"):
        if pair.is_refused:
            st.text(f"{pair.one_name} is kept apart from {pair.other_name}, as you said.")
            _answer("Ask again", f"ask_{number}", lambda: take_back(database_path(), *keys))
            return
        st.text(f"{pair.one_name} may be {pair.other_name}.")
        _answer(
            "Make them one",
            f"one_{number}",
            lambda: make_one(database_path(), pair.one, pair.other),
            "primary",
        )
        _answer("They are two", f"two_{number}", lambda: refuse(database_path(), *keys))


def _answer(label: str, key: str, act: Callable[[], str], kind: Kind = "secondary") -> None:
    draw_answer(label, f"payer_names_{key}", SAID, act, kind)
