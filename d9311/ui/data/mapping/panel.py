"""What the columns of dropped files mean: questions first, then what is missing,
then everything to look through.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from d9311.ingest.mapping import Mapping, Proposal, Question
from d9311.ingest.mapping.objections import objections
from d9311.ui.data.mapping.columns import draw_columns, draw_preset, preset_note, preset_title
from d9311.ui.data.mapping.questions import draw_questions
from d9311.ui.data.mapping.saved import saved_mappings
from d9311.ui.data.mapping.state import Choices
from d9311.ui.data.mapping.terms import Terms, draw_terms, known_terms_of, said, terms_of
from d9311.ui.data.mapping.words import OWN_NAME, name_of, objection_in_words, summary
from d9311.ui.show import words


@dataclass(frozen=True)
class Settled:
    """What a panel has come to: the mapping, what is still to do (blank:
    nothing), and under which name to keep it.
    """

    mapping: Mapping
    to_do: str
    save_as: str | None


def needs_panel(proposal: Proposal) -> bool:
    """Return whether a file lacks a column, calls one by a name of its own,
    or has a status that is not known.
    """
    is_foreign = any(match.reason != OWN_NAME for match in proposal.matches if match.header)
    is_lacking = bool(proposal.missing(proposal.mapping()))
    return is_foreign or is_lacking or bool(terms_of(proposal, Choices(""), {}))


def draw_panel(proposal: Proposal, choices: Choices, file_names: Sequence[str]) -> Settled:
    """Draw the panel for files with one header; return what it has come to."""
    changes = choices.changes(proposal)
    open_ = [question for question in proposal.questions if not choices.is_answered(proposal, question)]
    with st.container(border=True, gap="small", key=choices.key):
        _draw_title(proposal, changes, open_, file_names)
        draw_questions(proposal, choices)
        terms = terms_of(proposal, choices, changes)
        draw_terms(terms, choices)
        known = known_terms_of(proposal, changes)
        mapping = proposal.mapping(changes, words=said(terms, known, choices))
        problems = () if open_ else proposal.problems(mapping)
        _draw_problems(proposal, mapping, problems)
        for objection in objections(proposal, mapping, changes):
            st.warning(objection_in_words(objection), icon=":material/warning:")
        _draw_details(proposal, choices, known, is_needed=bool(problems))
        save_as = _draw_remember(proposal, choices)
    return Settled(mapping, _to_do(open_, problems), save_as)


def _to_do(open_: Sequence[Question], problems: Sequence[str]) -> str:
    if open_:
        return f"Answer the {words.plural(len(open_), 'question')} above"
    return "Mend above what the columns mean" if problems else ""


def _draw_title(
    proposal: Proposal, changes: Map[str, str], open_: Sequence[Question], file_names: Sequence[str]
) -> None:
    asked = [header for question in open_ if not question.presets for header in question.headers]
    with st.container(gap="xxsmall"):
        named = words.literal(", ".join(file_names))
        st.markdown(f"**What the columns of {named} mean**")
        st.caption(words.literal(f"{summary(proposal, changes, asked)}."))
        if proposal.profile and proposal.profile.name:
            how = "as you confirmed last time" if _is_kept(proposal) else "by the mapping that lies beside it"
            st.caption(f"Read {how} ({words.literal(proposal.profile.name)}).")
        elif note := preset_note(proposal):
            st.caption(f"Read as {note}")


def _draw_problems(proposal: Proposal, mapping: Mapping, problems: Sequence[str]) -> None:
    if not problems:
        return
    missing = proposal.missing(mapping)
    if missing:
        named = ", ".join(map(name_of, missing))
        st.error(
            f"Still needed: {words.literal(named)}. Choose the column below, or add it to the export.",
            icon=":material/error:",
        )
    for name in proposal.twice(mapping):
        st.error(
            f"{words.literal(name_of(name))} is chosen for more than one column.", icon=":material/error:"
        )


def _draw_details(proposal: Proposal, choices: Choices, known: list[Terms], is_needed: bool) -> None:
    choices.is_open = choices.is_open or is_needed  # and it stays open when nothing is missing any longer
    if not is_needed:
        st.button(
            "Hide the columns" if choices.is_open else "Show and change the columns",
            icon=":material/table_rows:",
            type="tertiary",
            key=choices.key_of("details"),
            on_click=_toggle,
            args=(choices,),
        )
    if choices.is_open:
        draw_preset(proposal, choices)
        draw_columns(proposal, choices)
        draw_terms(known, choices, "known")


def _toggle(choices: Choices) -> None:
    choices.is_open = not choices.is_open


def _free_name(name: str) -> str:
    """Return a name that no saved mapping has yet."""
    taken = {one.name for one in saved_mappings()}
    names = itertools.chain([name], (f"{name} {number}" for number in itertools.count(2)))
    return next(name for name in names if name not in taken)


def _is_kept(proposal: Proposal) -> bool:
    """Return whether the profile by which a file is read was made for its header, and so is kept already."""
    return bool(proposal.profile and proposal.profile.header == proposal.header)


def _draw_remember(proposal: Proposal, choices: Choices) -> str | None:
    """Offer to keep the mapping where there is anything to keep; return the name to keep it under."""
    name = proposal.profile.name if proposal.profile else ""
    is_new = choices.columns or choices.terms or choices.answers or choices.preset is not None
    is_foreign = any(match.column and match.reason != OWN_NAME for match in proposal.matches)
    if not is_new and (_is_kept(proposal) or not is_foreign):
        return None
    with st.container(horizontal=True, vertical_alignment="center", key=choices.key_of("remember")):
        keeps = st.checkbox("Remember this mapping", value=True, key=choices.key_of("keep"))
        chosen = st.text_input(
            "Name of the mapping",
            value=name or _free_name(preset_title(proposal) or f"{proposal.kind.capitalize()} export"),
            key=choices.key_of("name"),
            label_visibility="collapsed",
            max_chars=60,
            width=280,
            disabled=not keeps,
        )
    return chosen.strip() if keeps else None
