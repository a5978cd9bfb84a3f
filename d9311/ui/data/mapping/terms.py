"""Words of a file that only the user can tell:
those of a status, and denial codes or reasons of a system's own.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import streamlit as st

from d9311.ingest.headers.clues import is_code_list, is_status
from d9311.ingest.headers.synonyms import CODES
from d9311.ingest.mapping import Proposal, Question
from d9311.ui.data.mapping.state import CODED, Choices, headers_of, hold, question_key
from d9311.ui.show import words

DENIAL_CODES = Path(__file__).resolve().parents[3] / "reference" / "denial_codes.csv"
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
    """Words of a column, those that are not known or those that are.
    `meanings`: what may be stored -> in words.

    `unknown`: how the choice reads that leaves a word as it is. `is_asked`: the user was asked to say all of
    them. `given`: what profile or preset say that a word stands for.
    """

    column: str
    title: str
    note: str
    unknown: str
    words: tuple[str, ...]
    meanings: Map[str, str]
    is_asked: bool
    given: Map[str, str] = field(default_factory=dict)

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
    if CODED in answers or CODES in proposal.explained or CODES in choices.columns.values():
        found.append(_reasons(proposal, changes))
    return [terms for terms in found if terms.words]


def known_terms_of(proposal: Proposal, changes: Map[str, str]) -> list[Terms]:
    """Return the words whose meaning is known: by profile, preset or the table of statuses."""
    found = []
    for column, title, meanings in (
        ("status", "Statuses, and what each one stands for", STATUSES),
        (CODES, "Reasons for a denial, and the code of each one", denial_codes()),
    ):
        given = {word.casefold(): meaning for word, meaning in proposal.explained.get(column, {}).items()}
        headers = headers_of(proposal, changes, column)
        there = dict.fromkeys(word for header in headers for word in _words_of(proposal, header))
        known = [
            word for word in there if word.casefold() in given or (column == "status" and is_status(word))
        ]
        note = (
            "As you said before, as the preset says, or as it is written; a change counts from this file on."
        )
        unknown = "As it is written" if column == "status" else "No code"
        of_words = {word: given[word.casefold()] for word in known if word.casefold() in given}
        found.append(Terms(column, title, note, unknown, tuple(known), meanings, False, of_words))
    return [terms for terms in found if terms.words]


def _statuses(proposal: Proposal, changes: Map[str, str], is_asked: bool) -> Terms:
    headers = headers_of(proposal, changes, "status")
    unknown = [word for word in _unexplained(proposal, headers, "status") if not is_status(word)]
    return Terms(
        "status",
        f"{words.plural(len(unknown), 'status', 'statuses')} that "
        f"{'is' if len(unknown) == 1 else 'are'} not known",
        "Say what each one stands for. A claim whose status is not known is judged by "
        "its money and codes alone.",
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


def said(terms: list[Terms], known: list[Terms], choices: Choices) -> dict[str, dict[str, str]]:
    """Return what words stand for, those included that the user was asked about and left unknown."""
    found: dict[str, dict[str, str]] = {}
    for one in (*terms, *known):
        chosen = choices.terms.get(one.column, {})
        left = {word: one.kept(word) for word in one.words} if one.is_asked else {}
        said_now = left | {word: meaning for word, meaning in chosen.items() if word in one.words}
        found[one.column] = found.get(one.column, {}) | said_now
    return found


def draw_terms(terms: list[Terms], choices: Choices, what: str = "unknown") -> None:
    """Draw a list of meanings for each word.

    `what`: a name for the keys, as known and unknown words stand apart.
    """
    for one in terms:
        with st.container(gap="xxsmall", key=choices.key_of(f"{what}_{one.column}")):
            st.markdown(f"**{one.title}**")
            st.caption(one.note)
            with st.container(key=f"{choices.key_of('grid')}_{what}_{one.column}_terms"):
                for number, word in enumerate(one.words):
                    _draw_term(one, choices, what, number, word)


def _draw_term(terms: Terms, choices: Choices, what: str, number: int, word: str) -> None:
    key = choices.key_of(f"{what}_{terms.column}", number)
    chosen = choices.terms.get(terms.column, {}).get(word, terms.given.get(word, ""))
    chosen = "" if chosen == terms.kept(word) else chosen
    labels = {"": terms.unknown, **terms.meanings}
    labels.setdefault(chosen, chosen)
    hold(key, chosen)
    st.selectbox(
        words.literal(word),
        [*labels],
        format_func=labels.__getitem__,
        key=key,
        on_change=_note_term,
        args=(choices, terms, word, key),
    )


def _note_term(choices: Choices, terms: Terms, word: str, key: str) -> None:
    choices.terms.setdefault(terms.column, {})[word] = st.session_state[key] or terms.kept(word)
