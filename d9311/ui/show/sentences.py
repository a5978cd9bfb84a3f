"""A list of sentences, each with a mark before it and a quieter line under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from d9311.ui.show.heads import note_said

SHOWN = 12  # more than a screen of sentences nobody reads at once

MARKS = {"below": ("d-no", "▼"), "above": ("d-yes", "▲"), "more": ("d-no", "◆"), "fewer": ("d-yes", "◇")}
UNDECIDED = ("d-na", "○")


@dataclass(frozen=True)
class Sentence:
    """Literal text, what it says in one word (a key of MARKS, else undecided), and a line under it."""

    text: str
    mark: str = ""
    note: str = ""


def draw_sentences(sentences: Sequence[Sentence], more: str) -> None:
    """Draw the sentences; those beyond a dozen fold under a heading such as `7 more payers`."""
    for sentence in sentences:
        note_said(". ".join(filter(None, (sentence.text.rstrip("."), sentence.note))))
    if sentences:
        st.html(f'<div class="d-says">{"".join(map(_html, sentences[:SHOWN]))}</div>')
    if len(sentences) > SHOWN:
        with st.expander(f"{len(sentences) - SHOWN} more {more}"):
            st.html(f'<div class="d-says">{"".join(map(_html, sentences[SHOWN:]))}</div>')


def _html(sentence: Sentence) -> str:
    style, mark = MARKS.get(sentence.mark, UNDECIDED)
    note = f"<small>{escape(sentence.note)}</small>" if sentence.note else ""
    return (
        f'<p><i class="{style}" aria-hidden="true">{mark}</i><span>{escape(sentence.text)}{note}</span></p>'
    )
