"""What the user has settled on the mapping screen so far: answers, chosen columns, preset, words of a status.

Kept in one place of the session, not in widgets, since a list that is folded away is not drawn. Keys hold
places of columns and the fingerprint of a header, never a text of the file.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import streamlit as st

from d9311.ingest.mapping import UNUSED, Proposal, Question

OTHER, CODED = -1, -2  # the answers "something else" and "I say which denial code each one stands for"


@dataclass
class Choices:
    """What was chosen on one panel; `preset`: None for the proposal's own.

    `terms`: for a column, what its words stand for. `is_open`: the list of columns is shown.
    """

    key: str
    preset: str | None = None
    answers: dict[str, int] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    terms: dict[str, dict[str, str]] = field(default_factory=dict)
    says_statuses: bool = False
    is_open: bool = False

    def key_of(self, what: str, *places: int) -> str:
        """Return the key of a widget."""
        return "_".join([self.key, self.preset or "auto", what, *map(str, places)])

    def changes(self, proposal: Proposal) -> dict[str, str]:
        """Return header -> column as answered and chosen."""
        found: dict[str, str] = {}
        for question in proposal.questions:
            answer = self.answers.get(question_key(proposal, question), OTHER)
            if answer == CODED:
                found |= dict.fromkeys(question.headers, question.columns[0])
            elif answer != OTHER:
                found |= question.answers[answer][1]
            elif self.is_answered(proposal, question) and not question.presets:
                found |= dict.fromkeys(question.headers, UNUSED)
        return found | self.columns

    def answer(self, proposal: Proposal, question: Question, answer: int) -> None:
        """Take an answer. What was chosen for other columns stays; only its own columns follow the answer."""
        self.answers[question_key(proposal, question)] = answer
        self.is_open = self.is_open or answer == OTHER
        if answer == OTHER:
            return
        given = {} if answer == CODED else question.answers[answer][1]
        for header in question.headers:
            if (
                len(question.headers) == 1
                or given.get(header)
                or self.columns.get(header) in question.columns
            ):
                self.columns.pop(header, None)

    def choose(self, proposal: Proposal, header: str, target: str) -> None:
        """Take the meaning of one column from the list;
        a question about it is answered by that, or no longer.
        """
        self.columns[header] = target
        for question in proposal.questions:
            if header not in question.headers or question.presets:
                continue
            key = question_key(proposal, question)
            said = [n for n, (_, changes) in enumerate(question.answers) if changes.get(header) == target]
            given = self.answers.get(key, OTHER)
            if said and (target or len(question.headers) == 1):
                self.answer(proposal, question, said[0])
                self.columns[header] = target
            elif len(question.headers) == 1 or (given >= 0 and question.answers[given][1].get(header)):
                self.answers[key] = OTHER

    def is_answered(self, proposal: Proposal, question: Question) -> bool:
        """Return whether a question stands in the way no longer."""
        if question.presets:
            return self.says_statuses
        return question_key(proposal, question) in self.answers


def question_key(proposal: Proposal, question: Question) -> str:
    """Return what an answer is kept under: the places of its columns in the file, and what they may mean."""
    places = "_".join(str(place) for place in places_of(proposal, question))
    return f"{places}:{','.join(question.columns)}"


def places_of(proposal: Proposal, question: Question) -> list[int]:
    """Return the places of the columns that a question is about."""
    return [place for place, match in enumerate(proposal.matches) if match.header in question.headers]


def choices_of(kind: str, header: str) -> Choices:
    """Return what was chosen for files of a kind and header since the drop zone was emptied."""
    taken = st.session_state.get("uploads_taken", 0)
    kept: dict[str, Choices] = st.session_state.setdefault("mapping_choices", {})
    key = f"map{taken}_{kind}_{header}"
    return kept.setdefault(key, Choices(key))


def headers_of(proposal: Proposal, changes: Map[str, str], column: str) -> list[str]:
    """Return the headers that mean a column, or a part of it, as things stand."""
    meant = {match.header: match.column for match in proposal.matches} | dict(changes)
    return [header for header, target in meant.items() if target and target.split(".")[0] == column]


def hold(key: str, value: object) -> None:
    """Let a widget that is about to be drawn show a value, whatever it showed before."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
