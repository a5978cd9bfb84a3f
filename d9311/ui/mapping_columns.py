"""Every column of a file with its first values, what it means and how sure that is, open to change."""

from __future__ import annotations

import streamlit as st

from d9311.ingest.mapping import UNUSED, HeaderMatch, Proposal
from d9311.ingest.profiles import presets
from d9311.ui import words
from d9311.ui.mapping_state import Choices
from d9311.ui.mapping_words import choice, column_label, is_person, spoken
from d9311.ui.mapping_words import choices as meanings

BY_NAMES = {"claims": "canonical_claims", "consultations": "canonical_consultations"}


def draw_columns(proposal: Proposal, choices: Choices) -> None:
    """Draw a list of meanings for each column that is not asked about: the doubtful ones first, unused ones last."""
    asked = {header for question in proposal.questions if not question.presets for header in question.headers}
    places = [
        place for place, match in enumerate(proposal.matches) if match.header and match.header not in asked
    ]
    with st.container(key=f"{choices.key_of('grid')}_columns"):
        for place in sorted(places, key=lambda place: _rank(proposal.matches[place])):
            draw_column(proposal, choices, place, expects=proposal.matches[place].column or UNUSED)


def _rank(match: HeaderMatch) -> int:
    if match.column:
        return 0 if match.certainty == "likely by its values" else 1
    return 3 if is_person(match) else 2


def draw_column(proposal: Proposal, choices: Choices, place: int, expects: str) -> None:
    """Draw the list for one column; `expects` is what it means unless something else is chosen."""
    match = proposal.matches[place]
    options = meanings(proposal)
    key = choices.key_of("column", place)
    with st.container(gap="xxsmall"):
        st.markdown(column_label(match))
        st.selectbox(
            f"What {spoken(match.header)} means",
            options,
            index=options.index(choices.columns.get(match.header, expects)),
            format_func=lambda target: choice(target, proposal.kind),
            key=key,
            on_change=_note_column,
            args=(choices, match.header, key),
            label_visibility="collapsed",
        )


def _note_column(choices: Choices, header: str, key: str) -> None:
    choices.columns[header] = st.session_state[key]


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
    choices.preset = st.session_state[key]
    choices.columns.clear()
    choices.answers.clear()
    choices.says_statuses = False


def preset_title(proposal: Proposal) -> str:
    """Return the name of the preset by which a file is read, blank for none that says anything."""
    if not proposal.preset or proposal.preset in BY_NAMES.values():
        return ""
    return presets(proposal.kind)[proposal.preset].title


def preset_note(proposal: Proposal) -> str:
    """Return which preset a file is read by and what to know of it, literal."""
    title = preset_title(proposal)
    return words.literal(f"{title}: {proposal.note}." if title and proposal.note else title)
