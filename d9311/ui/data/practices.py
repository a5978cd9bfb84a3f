"""Whose files these are: a practice beside each that names none, what is asked about files, and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from d9311.frames import records
from d9311.ingest.errors import Refused
from d9311.ingest.naming import LONGEST_NAME, name_practice
from d9311.ingest.places import database_path
from d9311.store import StoreError
from d9311.ui.data.asked import draw_question, questions
from d9311.ui.data.practice_field import FIELD_WIDTH, draw_field, typed_for
from d9311.ui.data.uploads import Upload
from d9311.ui.page import Page
from d9311.ui.show import words

OF_A_PRACTICE = ("claims", "consultations")


def draw_practices(uploads: Sequence[Upload], known: Mapping[str, str]) -> None:
    """Draw for each file whose columns name no practice a field for it, and what is asked about files.

    `known`: what the practices that are loaded are called, by id.
    """
    asked = [one for one in uploads if one.file.file_id in questions()]
    nameless = [
        one for one in uploads if one.kind in OF_A_PRACTICE and not (one.names_practice or one in asked)
    ]
    if nameless:
        with st.container(gap="xsmall", key="practices_given"):
            st.caption(
                "No column says which practice these are of. "
                "Name it where you have several; with one leave it blank."
            )
            with st.container(horizontal=True):
                for upload in nameless:
                    _draw_named_field(upload, known)
    for upload in asked:
        draw_question(upload)


def _draw_named_field(upload: Upload, known: Mapping[str, str]) -> None:
    with st.container(gap="xxsmall", width=FIELD_WIDTH):
        name = draw_field(upload, "visible")
        if name and known:
            is_known = name in known or name in known.values()
            st.caption("a practice that is loaded" if is_known else "a new practice")


def practice_given(upload: Upload) -> str:
    """Return the practice that was typed for a file, blank for none."""
    return typed_for(upload.file.file_id)


def draw_naming(page: Page) -> None:
    """Offer to name a practice; it is shown so everywhere from then on."""
    found = {row["practice_id"]: row for row in records(page.session.listing("practices", page.everything))}
    if not found:
        return
    with st.popover("Name the practices", icon=":material/storefront:", key="naming_popover"):
        practice: str = st.selectbox(
            "Which one", list(found), format_func=lambda one: found[one]["practice"], key="naming_choice"
        )
        row = found[practice]
        rows = words.plural(row["claim_rows"], "claim row")
        records_there = words.plural(row["consultations"], "consultation")
        st.caption(words.literal(f"Its id in the files is {practice}; {rows}, {records_there}."))
        name: str = st.text_input(
            "Name to show",
            value=row["given_name"] or row["practice_name"],
            max_chars=LONGEST_NAME,
            key=f"naming_{practice}",
            help="Left blank, the name of the export counts again, else the id.",
        )
        if not st.button("Save the name", type="primary", key="naming"):
            return
        try:
            st.session_state["naming_said"] = name_practice(database_path(), practice, name)
        except (StoreError, Refused) as error:
            st.error(words.literal(error))
            return
        st.session_state.pop(f"naming_{practice}", None)
        st.rerun()


def draw_named() -> None:
    """Say once what was named."""
    said: str = st.session_state.pop("naming_said", "")
    if said:
        st.success(words.literal(said), icon=":material/storefront:")
