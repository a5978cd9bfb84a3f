"""Every column of a file with its first values, what it means and how sure that is, open to change."""

from __future__ import annotations

import streamlit as st

from d9311.ingest.headers.synonyms import CODES
from d9311.ingest.mapping import UNUSED, Proposal
from d9311.ingest.mapping.profiles import presets
from d9311.ui.data.mapping.state import CODED, Choices, hold
from d9311.ui.data.mapping.terms import may_be_coded
from d9311.ui.data.mapping.words import choice, column_label, spoken, use_of
from d9311.ui.data.mapping.words import choices as meanings
from d9311.ui.show import words

WIDTHS = (5, 5, 2)  # of a row: the column and its first values, what it means, whether it is used
BY_NAMES = {"claims": "canonical_claims", "consultations": "canonical_consultations"}


def draw_columns(proposal: Proposal, choices: Choices) -> None:
    """Draw every column of the file in its order:
    what it is called and holds, what it means, whether it is used.
    """
    changes = choices.changes(proposal)
    open_ = {
        header
        for question in proposal.questions
        if not choices.is_answered(proposal, question) and not question.presets
        for header in question.headers
    }
    with st.container(key=f"{choices.key_of('grid')}_columns", gap="xsmall"):
        for place, match in enumerate(proposal.matches):
            if match.header:
                meaning = changes.get(match.header, match.column or UNUSED)
                is_open = match.header in open_ and not meaning
                _draw_column(proposal, choices, place, meaning, use_of(match, meaning, is_open))


def _draw_column(proposal: Proposal, choices: Choices, place: int, meaning: str, use: str) -> None:
    match = proposal.matches[place]
    options = meanings(proposal)
    key = choices.key_of("column", place)
    hold(key, meaning)
    named, chosen, used = st.columns(WIDTHS, vertical_alignment="center", gap="small")
    named.markdown(column_label(match))
    chosen.selectbox(
        f"What {spoken(match.header)} means",
        options if meaning in options else [*options, meaning],
        format_func=lambda target: choice(target, proposal.kind),
        key=key,
        on_change=_note_column,
        args=(proposal, choices, match.header, key),
        label_visibility="collapsed",
    )
    used.markdown(use)


def _note_column(proposal: Proposal, choices: Choices, header: str, key: str) -> None:
    target = st.session_state[key]
    choices.choose(proposal, header, target)
    for question in proposal.questions:
        if target == CODES and header in question.headers and may_be_coded(proposal, question):
            choices.answer(proposal, question, CODED)
            choices.columns[header] = target


def draw_preset(proposal: Proposal, choices: Choices) -> None:
    """Offer to read the file by another preset; presets that say nothing are left out."""
    found = presets(proposal.kind).values()
    titles = {
        one.id: one.title for one in found if not one.refused and (one.mapping.columns or one.mapping.values)
    }
    if not titles:
        return
    options = [BY_NAMES[proposal.kind], *titles]
    key = choices.key_of("preset")
    st.selectbox(
        "Read the file as",
        options,
        index=options.index(proposal.preset) if proposal.preset in options else 0,
        format_func=lambda preset: titles.get(preset, "By the names of its columns alone"),
        key=key,
        on_change=_note_preset,
        args=(choices, key),
        width=420,
    )


def _note_preset(choices: Choices, key: str) -> None:
    """Read by another preset; what was answered and chosen stays."""
    choices.preset = st.session_state[key]


def preset_title(proposal: Proposal) -> str:
    """Return the name of the preset by which a file is read, blank for none that says anything."""
    if not proposal.preset or proposal.preset in BY_NAMES.values():
        return ""
    return presets(proposal.kind)[proposal.preset].title


def preset_note(proposal: Proposal) -> str:
    """Return which preset a file is read by and what to know of it, literal."""
    title = preset_title(proposal)
    return words.literal(f"{title}: {proposal.note}." if title and proposal.note else title)
