"""The questions of a mapping as radio buttons."""

from __future__ import annotations

import streamlit as st

from d9311.ingest.mapping import Proposal, Question, preset_names
from d9311.ui.data.mapping.state import CODED, OTHER, Choices, hold, places_of, question_key
from d9311.ui.data.mapping.terms import may_be_coded
from d9311.ui.data.mapping.words import (
    answer_captions,
    answer_labels,
    question_label,
    question_reason,
    spoken,
)
from d9311.ui.show import words


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
    labels = dict(enumerate(answer_labels(question, proposal.kind)))
    if may_be_coded(proposal, question):
        labels[CODED] = "Reasons for a denial: I say which code each one stands for"
    labels[OTHER] = "Something else"
    captions = [answer_captions(question, proposal).get(answer, "") for answer in labels]
    options = [*labels]
    with st.container(gap="xxsmall", key=f"{key}_box"):
        asked = question_label(question, proposal.kind)
        st.markdown(asked)
        if kept in choices.answers:
            hold(key, choices.answers[kept])
        st.radio(
            spoken(asked),
            options,
            index=None,
            format_func=lambda answer: labels[answer],
            captions=captions if any(captions) else None,
            key=key,
            on_change=_note_answer,
            args=(choices, proposal, key, question),
            label_visibility="collapsed",
        )
        if reason := question_reason(question, proposal):
            st.caption(reason)
        if choices.answers.get(kept) == OTHER:
            st.caption("Choose what it is in the list of columns below.")


def _note_answer(choices: Choices, proposal: Proposal, key: str, question: Question) -> None:
    choices.answer(proposal, question, st.session_state[key])


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
