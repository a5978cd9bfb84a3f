"""Words of a file that only the user can tell: those of a status, and denial codes or reasons of a system's own."""

from __future__ import annotations

import csv
from collections.abc import Mapping as Map
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st

from d9311.ingest.evidence import is_code_list, is_status
from d9311.ingest.mapping import Proposal, Question
from d9311.ingest.synonyms import CODES
from d9311.ui import words
from d9311.ui.mapping_state import CODED, Choices, headers_of, question_key

DENIAL_CODES = Path(__file__).resolve().parents[1] / "reference" / "denial_codes.csv"
MOST_REASONS = 30
# What a word of the status may stand for: the word of the status table that is read in its place.
STATUSES = {
    "not sent": "Not sent yet",
    "pending": "Sent, no answer yet",
    "received": "Answered; money and codes say how",
    "paid": "Paid or approved",
    "partially paid": "Paid in part",
    "denied": "Denied",
    "rejected": "Rejected before the payer saw it",
    "appealed": "Under appeal",
    "reversed": "Payment taken back",
    "predetermination": "Predetermination, not a claim",
    "void": "Void",
}


@dataclass(frozen=True)
class Terms:
    """Words of a column that are not known. `meanings`: what may be stored in their place -> in words.

    `unknown`: how the choice reads that leaves a word unknown. `is_asked`: the user was asked to say all of them.
    """

    column: str
    title: str
    note: str
    unknown: str
    words: tuple[str, ...]
    meanings: Map[str, str]
    is_asked: bool

    def kept(self, word: str) -> str:
        """What is stored in the place of a word that stays unknown."""
        return word if self.column == "status" else ""


@cache
def denial_codes() -> dict[str, str]:
    """Return every denial code that the reference list holds -> the code with its meaning."""
    with DENIAL_CODES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: f"{row['code']}: {row['meaning']}" for row in csv.DictReader(file)}


def may_be_coded(proposal: Proposal, question: Question) -> bool:
    """Return whether each value of the column in question may be given a denial code."""
    if question.columns != (CODES,) or len(question.headers) > 1 or headers_of(proposal, {}, CODES):
        return False
    return 0 < len(_words_of(proposal, question.headers[0])) <= MOST_REASONS


def terms_of(proposal: Proposal, choices: Choices, changes: Map[str, str]) -> list[Terms]:
    """Return the words that are not known, of the status and of the reasons for a denial."""
    asks_system = any(question.presets for question in proposal.questions)
    found = []
    if not asks_system or choices.says_statuses:
        found.append(_statuses(proposal, changes, choices.says_statuses))
    answers = {choices.answers.get(question_key(proposal, question)) for question in proposal.questions}
    if CODED in answers or CODES in proposal.explained:
        found.append(_reasons(proposal, changes))
    return [terms for terms in found if terms.words]


def _statuses(proposal: Proposal, changes: Map[str, str], is_asked: bool) -> Terms:
    headers = headers_of(proposal, changes, "status")
    unknown = [word for word in _unexplained(proposal, headers, "status") if not is_status(word)]
    return Terms(
        "status",
        f"{words.plural(len(unknown), 'status', 'statuses')} that {'is' if len(unknown) == 1 else 'are'} not known",
        "Say what each one stands for. A claim whose status is not known is judged by its money and codes alone.",
        "Not known; kept as it is",
        tuple(unknown),
        STATUSES,
        is_asked,
    )


def _reasons(proposal: Proposal, changes: Map[str, str]) -> Terms:
    headers = headers_of(proposal, changes, CODES)
    unknown = _unexplained(proposal, headers, CODES) if len(headers) == 1 else []
    unknown = [word for word in unknown if not is_code_list(word)]
    return Terms(
        CODES,
        f"{words.plural(len(unknown), 'reason')} without a denial code",
        "Choose the code that the payer's EOB gives for it. What has none stays out.",
        "No code",
        tuple(unknown),
        denial_codes(),
        True,
    )


def _unexplained(proposal: Proposal, headers: list[str], column: str) -> list[str]:
    explained = {word.casefold() for word in proposal.explained.get(column, {})}
    found = {word.casefold(): word for header in headers for word in reversed(_words_of(proposal, header))}
    return [word for folded, word in reversed(found.items()) if folded not in explained]


def _words_of(proposal: Proposal, header: str) -> tuple[str, ...]:
    return next((match.words for match in proposal.matches if match.header == header), ())


def said(terms: list[Terms], choices: Choices) -> dict[str, dict[str, str]]:
    """Return what words stand for, those included that the user was asked about and left unknown."""
    found = {}
    for one in terms:
        chosen = choices.terms.get(one.column, {})
        left = {word: one.kept(word) for word in one.words} if one.is_asked else {}
        found[one.column] = left | {word: meaning for word, meaning in chosen.items() if word in one.words}
    return found


def draw_terms(terms: list[Terms], choices: Choices) -> None:
    """Draw a list of meanings for each word that is not known."""
    listed = {one.column: one.words for one in terms}
    if listed != choices.listed:
        choices.listed, choices.turn = listed, choices.turn + 1
    for one in terms:
        with st.container(gap="xxsmall", key=choices.key_of(one.column)):
            st.markdown(f"**{one.title}**")
            st.caption(one.note)
            with st.container(key=f"{choices.key_of('grid')}_{one.column}_terms"):
                for number, word in enumerate(one.words):
                    _draw_term(one, choices, number, word)


def _draw_term(terms: Terms, choices: Choices, number: int, word: str) -> None:
    key = choices.key_of(terms.column, choices.turn, number)
    labels = {"": terms.unknown, **terms.meanings}
    options = [*labels]
    chosen = choices.terms.get(terms.column, {}).get(word, "")
    st.selectbox(
        words.literal(word),
        options,
        index=options.index(chosen) if chosen in options else 0,
        format_func=labels.__getitem__,
        key=key,
        on_change=_note_term,
        args=(choices, terms, word, key),
    )


def _note_term(choices: Choices, terms: Terms, word: str, key: str) -> None:
    choices.terms.setdefault(terms.column, {})[word] = st.session_state[key] or terms.kept(word)
