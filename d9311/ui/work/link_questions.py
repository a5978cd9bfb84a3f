"""Billings whose record could be one of several: the person who knows says which, or that it is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.ingest.choices import choose_link, take_back_link
from d9311.ingest.places import database_path
from d9311.ui.data.answering import Kind, draw_answer
from d9311.ui.page import Page
from d9311.ui.show import words

MOST = 10
SAID = "link_said"


def draw_link_questions(page: Page) -> None:
    """Ask which consultation was billed, and show what was answered; nothing where no link is ambiguous."""
    rows = records(page.session.listing("link_questions", page.filters))
    said: str = st.session_state.pop(SAID, "")
    if said:
        st.success(words.literal(said), icon=":material/check:")
    if not rows:
        return
    page.section(
        "Which record was billed?",
        "Several records of the patient lie in the days of these claims. An answer goes before every guess; "
        "no import loses it.",
    )
    billings = [list(group) for _, group in groupby(rows, key=lambda row: row["episode_id"])]
    asked = [group for group in billings if not group[0]["is_answered"]]
    for number, group in enumerate(asked[:MOST]):
        _draw_question(group, number)
    if len(asked) > MOST:
        st.caption(f"And {len(asked) - MOST:,} more, once these are answered.")
    answered = [group for group in billings if group[0]["is_answered"]]
    if answered:
        with st.expander(f"{words.plural(len(answered), 'answer')} of yours", type="compact"):
            for number, (row,) in enumerate(answered):
                _draw_answered(row, number)


def _draw_question(candidates: Sequence[dict[str, Any]], number: int) -> None:
    first = candidates[0]
    claim = first["practice_id"], first["episode_id"]
    with st.container(border=True, key=f"link_{number}"):
        st.text(f"{_claim(first)}, billed {words.dollars(first['billed'])}")
        for place, row in enumerate(candidates):
            with st.container(horizontal=True, vertical_alignment="center", key=f"link_{number}_{place}"):
                st.text(f"{_record(row)}{' · joined now, by guess' if row['is_linked'] else ''}")
                chosen = row["consultation_id"]
                _answer(
                    "This one was billed",
                    f"{number}_{place}",
                    lambda chosen=chosen: choose_link(database_path(), *claim, chosen),  # type: ignore[misc]
                )
        _answer(
            "None of them", f"{number}_none", lambda: choose_link(database_path(), *claim, None), "tertiary"
        )


def _draw_answered(row: dict[str, Any], number: int) -> None:
    claim = row["practice_id"], row["episode_id"]
    with st.container(horizontal=True, vertical_alignment="center", key=f"link_answered_{number}"):
        record = "none of the records" if row["consultation_id"] is None else _record(row)
        st.text(f"{_claim(row)}: {record}, as you said.")
        _answer("Ask again", f"again_{number}", lambda: take_back_link(database_path(), *claim))


def _claim(row: dict[str, Any]) -> str:
    return f"Claim {row['claim_ids']} of {words.day(row['service_date'])} at {row['payer']}"


def _record(row: dict[str, Any]) -> str:
    """Say when and how the consultation was, and with whom; blanks are left out."""
    time = f"{row['consultation_time']:%H:%M}" if row["consultation_time"] else ""
    when = f"{words.day(row['consultation_date'])} {time}".strip()
    told = (when, row["method"], row["professional_name"], row["reason"])
    return f"Record {row['consultation_id']}: {', '.join(str(part) for part in told if part)}"


def _answer(label: str, key: str, act: Callable[[], str], kind: Kind = "secondary") -> None:
    draw_answer(label, f"link_answer_{key}", SAID, act, kind)
