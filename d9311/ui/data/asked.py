"""What an import asks about dropped files before it takes them, and the answers, a click each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from d9311.ingest.report import FileReport
from d9311.ui.data.practice_field import draw_field, fill_in, typed_for
from d9311.ui.data.uploads import Upload
from d9311.ui.show import words

LOADED = "loaded"  # the anchor of what is loaded, where an import is undone
QUESTIONS = "practice_questions"  # what is asked about a file of the drop zone, by its id
NEWER = "practice_newer"  # the ids of files that are taken all the same
LEFT_OUT = "practice_left_out"  # the names of files that are not to be imported, by their ids
ANSWERED, UNNAMED = "practice_answered", "practice_unnamed"


def questions() -> dict[str, FileReport]:
    """Return what is open, by the ids of the files."""
    found: dict[str, FileReport] = st.session_state.setdefault(QUESTIONS, {})
    return found


def keep_questions(files: Sequence[FileReport], ids: Mapping[str, str]) -> bool:
    """Keep what an import asked about files, whose ids are given by path;
    return whether it was refused for nothing else.
    """
    refused = [file for file in files if file.refused]
    if not refused or not all(file.question for file in refused):
        return False
    st.session_state[QUESTIONS] = {ids[file.path]: file for file in refused}
    return True


def forget_questions() -> None:
    """Forget what was asked and answered, with the files it was about."""
    for name in (QUESTIONS, NEWER, ANSWERED, UNNAMED):
        st.session_state.pop(name, None)


def is_newer(upload: Upload) -> bool:
    """Return whether the user said that a file is to be taken all the same."""
    return upload.file.file_id in st.session_state.get(NEWER, ())


def is_open(uploads: Sequence[Upload]) -> bool:
    """Return whether something is still asked about one of the files."""
    return any(upload.file.file_id in questions() for upload in uploads)


def was_answered() -> bool:
    """Return, once, whether the last open question has just been answered."""
    return bool(st.session_state.pop(ANSWERED, False))


def without_left_out(files: Sequence[Any]) -> list[Any]:
    """Return the dropped files but those that are left out, which are told until others were dropped.

    What is asked about files that were taken out of the drop zone is forgotten.
    """
    ids = {file.file_id for file in files}
    for gone in questions().keys() - ids:
        del questions()[gone]
    left: dict[str, str] = st.session_state.setdefault(LEFT_OUT, {})
    if files and not ids & left.keys():
        left.clear()
    if left:
        st.info(
            f"Left out: {words.literal(', '.join(left.values()))}. "
            "Drop the export here as the practice system wrote it.",
            icon=":material/info:",
        )
    return [file for file in files if file.file_id not in left]


def draw_question(upload: Upload) -> None:
    """Draw what is asked about a file, with a button for each answer."""
    file_id = upload.file.file_id
    asked = questions()[file_id]
    with st.container(border=True, gap="small", key=f"question_{file_id}"):
        (_draw_rewritten if asked.is_rewritten else _draw_collision)(upload, asked.question)
        if st.session_state.get(UNNAMED) == file_id:
            st.error("Give the practice a name first.", icon=":material/error:")
        if upload.names_practice:
            st.caption("If it is another practice: give each practice an id of its own in the export.")


def _draw_collision(upload: Upload, question: str) -> None:
    st.markdown("**:material/help: Another practice, or newer data?**")
    said = question.removesuffix(": is this another practice, or newer data?")
    st.text(f"{upload.name}: {said}. Nothing was imported yet.")
    with st.container(horizontal=True, vertical_alignment="center"):
        _draw_another(upload, is_likely=True)
        _draw_answer("Newer data: replace", "newer", _take, upload)


def _draw_rewritten(upload: Upload, question: str) -> None:
    st.markdown("**:material/help: The same numbers, written in another way?**")
    st.text(f"{upload.name}: {question}. Nothing was imported yet.")
    st.text(
        "A spreadsheet does so when it opens and saves an export. "
        "Leave this file out, and drop it as the practice system wrote it."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        _draw_answer("Leave this file out", "leave", _leave_out, upload, is_likely=True)
        _draw_another(upload, is_likely=False)
        _draw_answer("Take them all the same: they count twice", "newer", _take, upload)
    st.caption(
        "Was it an earlier file that a spreadsheet saved? "
        f"[Undo its import](#{LOADED}), then import this one."
    )


def _draw_another(upload: Upload, *, is_likely: bool) -> None:
    """Offer a name, where the columns of the file give none."""
    if not upload.names_practice:
        draw_field(upload, "collapsed")
        _draw_answer("It is another practice", "another", _name, upload, is_likely=is_likely)


def _draw_answer(
    label: str, key: str, act: Callable[[Upload], None], upload: Upload, *, is_likely: bool = False
) -> None:
    st.button(
        label,
        type="primary" if is_likely else "secondary",
        key=f"{key}_{upload.file.file_id}",
        on_click=act,
        args=(upload,),
    )


def _name(upload: Upload) -> None:
    file_id = upload.file.file_id
    name = typed_for(file_id)
    st.session_state[UNNAMED] = "" if name else file_id
    if not name:
        return
    _answered(file_id)
    for other in questions():  # most likely of the same practice; each is asked all the same
        if not typed_for(other):
            fill_in(other, name)


def _take(upload: Upload) -> None:
    st.session_state[NEWER] = {*st.session_state.get(NEWER, ()), upload.file.file_id}
    _answered(upload.file.file_id)


def _leave_out(upload: Upload) -> None:
    st.session_state[LEFT_OUT][upload.file.file_id] = upload.name
    _answered(upload.file.file_id)


def _answered(file_id: str) -> None:
    questions().pop(file_id, None)
    st.session_state[ANSWERED] = not questions()
