"""Facts and checklists of one record: labels, marks and foreign text, all of it shown literally."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from html import escape
from typing import Any

import streamlit as st

from d9311.ui.show import words
from d9311.ui.show.heads import note_said

MARKS = {
    True: ("✓", "d-yes", "there"),
    False: ("✗", "d-no", "missing"),
    None: ("–", "d-na", "does not apply"),
}


def draw_facts(facts: Iterable[tuple[str, Any]]) -> None:
    """Show labelled values side by side; a missing value as a dash."""
    cells = "".join(f"<div><dt>{escape(label)}</dt><dd>{_text(value)}</dd></div>" for label, value in facts)
    st.html(f'<dl class="d-facts">{cells}</dl>')


def draw_sums(sums: Iterable[tuple[str, str]]) -> None:
    """Show what a list adds up to in one line: (what, how much)."""
    sums = [*sums]
    note_said(" · ".join(f"{value} {label}" for label, value in sums))
    cells = "".join(f"<div><dd>{escape(value)}</dd><dt>{escape(label)}</dt></div>" for label, value in sums)
    st.html(f'<dl class="d-facts d-sums">{cells}</dl>')


def draw_told(title: str, lines: Iterable[tuple[str, str, str]]) -> None:
    """Show a title and, a line each, when or by what name, what, and more of it in small."""
    rows = "".join(
        f"<p><b>{escape(first)}</b><span>{escape(what)}<small>{escape(more)}</small></span></p>"
        for first, what, more in lines
    )
    st.html(f'<div class="d-list d-told"><h3>{escape(title)}</h3>{rows}</div>')


def draw_checklist(
    title: str, lines: Iterable[tuple[bool | None, str, Any]], notes: Mapping[str, str] | None = None
) -> None:
    """Show a title and, a line each, whether something is there (True, False, None = does not apply).

    `notes`: what is to be said under a line, by its label.
    """
    rows = "".join(_checked(*line, (notes or {}).get(line[1], "")) for line in lines)
    with st.container(border=True, height="stretch"):
        st.html(f'<div class="d-list"><h3>{escape(title)}</h3>{rows}</div>')


def _checked(state: bool | None, label: str, value: Any, note: str) -> str:
    mark, tone, said = MARKS[state]
    beside = _text(value) if value not in (None, "") else f'<em class="d-line">{said}</em>'
    late = f'<br><em class="d-line d-worse">{escape(note)}</em>' if note else ""
    return (
        f'<p><b class="{tone}" title="{said}" aria-label="{said}">{mark}</b>'
        f"<span>{escape(label)}</span><span>{beside}{late}</span></p>"
    )


def _text(value: Any) -> str:
    if value is None or value == "":
        return words.UNKNOWN
    if isinstance(value, datetime):
        return f"{words.day(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return escape(str(value))
