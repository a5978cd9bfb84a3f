"""The questions of a mapping as radio buttons, and the words of a status that only the user can tell."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from d9311.ingest.mapping import Proposal, Question, preset_names
from d9311.ui import words
from d9311.ui.mapping_columns import draw_column
from d9311.ui.mapping_state import OTHER, Choices, places_of, question_key
from d9311.ui.mapping_words import (
    STATUSES,
    answer_captions,
    answer_labels,
    question_label,
    question_reason,
    spoken,
)

KEEP_UNKNOWN = "Not known; kept as it is"


def draw_questions(proposal: Proposal, choices: Choices) -> None:
    """Draw every question with its answers; none is chosen beforehand."""
    for question in proposal.questions:
        if question.presets:
            _draw_which_system(proposal, question, choices)
        else:
            _draw_question(proposal, question, choices)


def _draw_question(proposal: Proposal, question: Question, choices: Choices) -> None:
    kept = question_key(proposal, question)
    key = choices.key_of("ask", *places_of(proposal, question))
    labels = [*answer_labels(question, proposal.kind), "Something else"]
    captions = [*answer_captions(question, proposal), ""]
    options = [*range(len(question.answers)), OTHER]
    with st.container(gap="xxsmall", key=f"{key}_box"):
        asked = question_label(question, proposal.kind)
        st.markdown(asked)
        st.radio(
            spoken(asked),
            options,
            index=options.index(choices.answers[kept]) if kept in choices.answers else None,
            format_func=lambda answer: labels[answer],
            captions=captions if any(captions) else None,
            key=key,
            on_change=_note_answer,
            args=(choices, kept, key, question),
            label_visibility="collapsed",
        )
        if reason := question_reason(question, proposal):
            st.caption(reason)
        if choices.answers.get(kept) == OTHER:
            for place in places_of(proposal, question):
                draw_column(proposal, choices, place, expects="")


def _note_answer(choices: Choices, kept: str, key: str, question: Question) -> None:
    choices.answers[kept] = st.session_state[key]
    if choices.answers[kept] != OTHER:
        for header in question.headers:
            choices.columns.pop(header, None)


def _draw_which_system(proposal: Proposal, question: Question, choices: Choices) -> None:
    """Ask which system's letters or numbers they are; the answer is a preset, or a meaning for each."""
    titles = preset_names(proposal.kind)
    labels = [
        *(words.literal(titles[preset]) for preset in question.presets),
        "Another system: I say what each means",
    ]
    key = choices.key_of("system", *places_of(proposal, question))
    with st.container(gap="xxsmall", key=f"{key}_box"):
        asked = f"Whose statuses are in **{words.literal(question.headers[0])}**?"
        st.markdown(asked)
        st.radio(
            spoken(asked),
            [*range(len(question.presets)), OTHER],
            index=len(question.presets) if choices.says_statuses else None,
            format_func=lambda answer: labels[answer],
            label_visibility="collapsed",
            key=key,
            on_change=_note_system,
            args=(choices, key, question),
        )
        st.caption(question_reason(question, proposal))


def _note_system(choices: Choices, key: str, question: Question) -> None:
    chosen = st.session_state[key]
    choices.says_statuses = chosen == OTHER
    if chosen != OTHER:
        choices.preset = question.presets[chosen]


def draw_statuses(proposal: Proposal, choices: Choices, unknown: Sequence[str]) -> None:
    """Draw a list of meanings for each word of the status that is not known."""
    asks_system = any(question.presets for question in proposal.questions)
    if not unknown or (asks_system and not choices.says_statuses):
        return
    with st.container(gap="xxsmall", key=choices.key_of("statuses")):
        st.markdown(
            f"**{words.plural(len(unknown), 'status')} that {'is' if len(unknown) == 1 else 'are'} not known**"
        )
        st.caption(
            "Say what each one stands for. A claim whose status is not known is judged by its money and codes alone."
        )
        with st.container(key=f"{choices.key_of('grid')}_statuses"):
            for number, word in enumerate(unknown):
                _draw_status(choices, number, word)


def _draw_status(choices: Choices, number: int, word: str) -> None:
    key = choices.key_of("status", number)
    options = [*STATUSES, word]
    said = choices.statuses.get(word, word)
    st.selectbox(
        words.literal(word),
        range(len(options)),
        index=options.index(said),
        format_func=lambda place: STATUSES.get(options[place], KEEP_UNKNOWN),
        key=key,
        on_change=_note_status,
        args=(choices, word, key, options),
    )


def _note_status(choices: Choices, word: str, key: str, options: Sequence[str]) -> None:
    choices.statuses[word] = options[st.session_state[key]]
