"""Letters about an item: made when they are asked for, never kept."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from d9311.ingest.places import database_path
from d9311.ui.page import Page
from d9311.ui.work.letterhead import draw_letterhead

KINDS = {
    "appeal": "Appeal packet",
    "corrected": "Corrected claim",
    "timely": "Timely filing",
    "records": "Request for records",
}
BY_ROUTE = {"appeal": "appeal", "correct and resubmit": "corrected"}
MIME = "application/zip"


def draw_letters(page: Page, item: Mapping[str, Any]) -> None:
    """Offer the letter that the next step asks for, and the others that there are behind it."""
    episodes = [item["episode_id"]]
    possible = _possible(page, episodes)
    offered = [kind for kind in KINDS if possible[kind]]
    if not offered:
        return
    wanted = BY_ROUTE.get(item["route"] or "", "records" if item["missing"] else "timely")
    first = wanted if wanted in offered else offered[0]
    with st.container(horizontal=True, key="work_letters"):
        _draw_letter(page, episodes, first, "")
        with st.popover("Letters", icon=":material/mail:", key="pop_letters"):
            name = st.text_input(
                "Patient's name", key="letters_patient", placeholder="Printed as typed, kept nowhere"
            )
            for kind in offered:
                _draw_letter(page, episodes, kind, name, "other_")
            draw_letterhead(item["practice_id"])


def draw_bulk_letters(page: Page, episodes: Sequence[str]) -> None:
    """Offer one zip with the appeal packets of those that have one."""
    possible = _possible(page, episodes)["appeal"]
    if possible:
        _draw_letter(page, possible, "appeal", "", "bulk_")


def _possible(page: Page, episodes: Sequence[str]) -> dict[str, list[str]]:
    """Return, by kind of letter, the episodes of which there is one."""
    from d9311.packet.facts import gather
    from d9311.packet.making import KINDS as letters

    cases = gather(page.session.cursor, episodes, page.everything)
    return {
        kind: [case.episode_id for case in cases if letters[kind].refusal(case) is None] for kind in KINDS
    }


def _draw_letter(page: Page, episodes: Sequence[str], kind: str, name: str, where: str = "") -> None:
    st.download_button(
        KINDS[kind],
        data=lambda: _made(page, episodes, kind, name),
        file_name=f"{kind}-{secrets.token_hex(8)}.zip",
        mime=MIME,
        icon=":material/description:",
        key=f"letter_{where}{kind}",
        on_click="ignore",
    )


def _made(page: Page, episodes: Sequence[str], kind: str, name: str) -> bytes:
    from d9311.packet import letterhead, make, packed

    heads = letterhead.beside(database_path())
    cursor = page.session.cursor
    files = make(
        cursor, episodes, kind, heads, patient_name=name, filters=page.everything, listed=True
    )  # fmt: skip
    return packed(files)
