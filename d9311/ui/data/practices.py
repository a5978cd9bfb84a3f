"""Whose files these are: a practice beside each that names none,
the question where two may be mixed, and names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from d9311.frames import records
from d9311.ingest.errors import Refused
from d9311.ingest.naming import LONGEST_NAME, name_practice
from d9311.ingest.places import database_path
from d9311.ingest.practices import tidy_name
from d9311.ingest.report import FileReport
from d9311.store import StoreError
from d9311.ui.data.uploads import Upload
from d9311.ui.page import Page
from d9311.ui.show import words

OF_A_PRACTICE = ("claims", "consultations")
QUESTIONS = "practice_questions"  # what is asked about a file of the drop zone, by its id
NEWER = "practice_newer"  # the ids of files that replace what was there
FIELD_WIDTH = 240  # pixels
ANSWERED, UNNAMED = "practice_answered", "practice_unnamed"


def draw_practices(uploads: Sequence[Upload], known: Mapping[str, str]) -> None:
    """Draw for each file whose columns name no practice a field for it, and what is asked about files.

    `known`: what the practices that are loaded are called, by id.
    """
    nameless = [one for one in uploads if one.kind in OF_A_PRACTICE and not one.names_practice]
    if nameless:
        with st.container(gap="xsmall", key="practices_given"):
            st.caption(
                "No column says which practice these are of. "
                "Name it where you have several; with one leave it blank."
            )
            with st.container(horizontal=True):
                for upload in nameless:
                    if upload.file.file_id not in _questions():
                        _draw_named_field(upload, known)
    for upload in uploads:
        if upload.file.file_id in _questions():
            _draw_question(upload)


def _draw_named_field(upload: Upload, known: Mapping[str, str]) -> None:
    with st.container(gap="xxsmall", width=FIELD_WIDTH):
        name = _draw_field(upload, "visible")
        if name and known:
            is_known = name in known or name in known.values()
            st.caption("a practice that is loaded" if is_known else "a new practice")


def practice_given(upload: Upload) -> str:
    """Return the practice that was typed for a file, blank for none."""
    return tidy_name(st.session_state.get(_key(upload.file.file_id)))


def is_newer(upload: Upload) -> bool:
    """Return whether the user said that a file replaces what is loaded."""
    return upload.file.file_id in st.session_state.get(NEWER, ())


def is_open(uploads: Sequence[Upload]) -> bool:
    """Return whether something is still asked about one of the files."""
    return any(upload.file.file_id in _questions() for upload in uploads)


def was_answered() -> bool:
    """Return, once, whether the last open question has just been answered."""
    return bool(st.session_state.pop(ANSWERED, False))


def keep_questions(files: Sequence[FileReport], ids: Mapping[str, str]) -> bool:
    """Keep what an import asked about files, whose ids are given by path;
    return whether it was refused for nothing else.
    """
    refused = [file for file in files if file.refused]
    if not refused or not all(file.question for file in refused):
        return False
    st.session_state[QUESTIONS] = {ids[file.path]: file.question for file in refused}
    return True


def forget_questions() -> None:
    """Forget what was asked and answered, with the files it was about."""
    for name in (QUESTIONS, NEWER, ANSWERED, UNNAMED):
        st.session_state.pop(name, None)


def _questions() -> dict[str, str]:
    found: dict[str, str] = st.session_state.setdefault(QUESTIONS, {})
    return found


def _key(file_id: str) -> str:
    return f"practice_{file_id}"


def _draw_field(upload: Upload, label: Literal["visible", "collapsed"]) -> str:
    name: str = st.text_input(
        f"Practice of {words.literal(upload.name)}",
        key=_key(upload.file.file_id),
        placeholder="Name of the practice",
        label_visibility=label,
        max_chars=LONGEST_NAME,
        width=FIELD_WIDTH,
    )
    return tidy_name(name)


def _draw_question(upload: Upload) -> None:
    file_id = upload.file.file_id
    with st.container(border=True, gap="small", key=f"question_{file_id}"):
        st.markdown("**:material/help: Another practice, or newer data?**")
        said = _questions()[file_id].removesuffix(": is this another practice, or newer data?")
        st.text(f"{upload.name}: {said}. Nothing was imported yet.")
        with st.container(horizontal=True, vertical_alignment="center"):
            if not upload.names_practice:
                _draw_field(upload, "collapsed")
                st.button(
                    "It is another practice",
                    type="primary",
                    key=f"another_{file_id}",
                    on_click=_is_another,
                    args=(file_id,),
                )
            st.button("Newer data: replace", key=f"newer_{file_id}", on_click=_is_newer, args=(file_id,))
        if st.session_state.get(UNNAMED) == file_id:
            st.error("Give the practice a name first.", icon=":material/error:")
        if upload.names_practice:
            st.caption("If it is another practice: give each practice an id of its own in the export.")


def _is_another(file_id: str) -> None:
    name = tidy_name(st.session_state.get(_key(file_id)))
    st.session_state[UNNAMED] = "" if name else file_id
    if not name:
        return
    _answered(file_id)
    for other in _questions():  # most likely of the same practice; each is asked all the same
        if not tidy_name(st.session_state.get(_key(other))):
            st.session_state[_key(other)] = name


def _is_newer(file_id: str) -> None:
    st.session_state[NEWER] = {*st.session_state.get(NEWER, ()), file_id}
    _answered(file_id)


def _answered(file_id: str) -> None:
    _questions().pop(file_id, None)
    st.session_state[ANSWERED] = not _questions()


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
