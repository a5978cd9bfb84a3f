"""The rows behind a number, shown in place, with the way to the claims of the page Work: the same rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.figures.words import words as phrase
from d9311.ui.behind.conditions import PARAMETER, Conditions, to_link
from d9311.ui.links import PAYERS, WORK, Link, card_link, page_link, part_link
from d9311.ui.show import words
from d9311.ui.show.rules import LINKS
from d9311.ui.show.table import draw_table

if TYPE_CHECKING:
    import pandas

EPISODES = (
    "claim_ids",
    "payer",
    "service_date",
    "outcome",
    "billed",
    "paid",
    "denial_code",
    "provider_id",
    "episode_id",
)
CONSULTATIONS = (
    "consultation_id", "consultation_date", "provider_id", "payer", "method", "scenarios", "ledger_bucket",
    "strict",
)  # fmt: skip

# Conditions whose names say too little.
SAID = {
    "nth": "consultation no.", "group": "group code", "after": "after one", "written": "record written",
    "link": "joined because", "doubt": "link",
}  # fmt: skip


def rows_link(link: Link, conditions: Conditions) -> dict[str, Sequence[str]]:
    """Return the query parameters that list these rows on the page Work, the filters as they are."""
    return {**part_link(link, "claims"), PARAMETER: to_link(conditions)}


def is_of_consultations(conditions: Conditions) -> bool:
    """Say whether the rows behind are consultations; else they are episodes."""
    return conditions.get("list") == "consultations"


def in_words(
    conditions: Conditions,
    practices: Mapping[str, str] | None = None,
    write: Callable[[object], str] = words.literal,
) -> str:
    """Write conditions as a person reads them; `practices`: what they are called, by id; `write`: foreign
    text, on screen literal.
    """
    hidden = {"list", "of", "dates", "state", "element", "check"}
    parts = [
        f"{SAID.get(name, name.replace('_', ' '))} {_value(name, value, write)}"
        for name, value in _named(conditions, practices or {}).items()
        if name not in hidden
    ]
    for kind in ("element", "check"):
        if kind in conditions:
            parts.append(f"{phrase(conditions[kind])} {conditions.get('state', 'applicable')}")
    if conditions.get("dates") == "any":
        parts.append("whatever the period")
    return ", ".join(parts) or "all within the filters"


def draw_rows(
    rows: pandas.DataFrame,
    conditions: Conditions,
    *,
    key: str,
    link: Link,
    practices: Mapping[str, str],
    has_card: bool = True,
) -> None:
    """Show the rows that a number counts, their number first, so that a reader sees that they add up.

    `link`: the filters as query parameters; `practices`: what they are called, by id; `has_card`: whether the
    card of the payer in `conditions` is linked, as everywhere but on that card.
    """
    listed = "consultations" if is_of_consultations(conditions) else "episodes"
    with st.container(border=True, key=f"{key}_panel"):
        size = words.plural(len(rows), listed.removesuffix("s"))
        st.markdown(f"**{size}**: {in_words(conditions, practices)}")
        draw_table(
            rows,
            CONSULTATIONS if listed == "consultations" else EPISODES,
            key=key,
            measure=listed,
            labels={},
            on_open=None,
            export=True,
            note=f"{size}: {in_words(conditions, practices, str)}",
        )
        with st.container(horizontal=True):
            icon = ":material/arrow_forward:"
            page_link(WORK, "Open in Claims", icon, rows_link(link, conditions))
            if has_card and conditions.get("payer"):
                card = card_link(link, conditions["payer"])
                page_link(PAYERS, "Payer card", ":material/contact_page:", card)


def _named(conditions: Conditions, practices: Mapping[str, str]) -> Conditions:
    of_practices = ("practice", "other_practice")
    return {
        name: practices.get(value, value) if name in of_practices else value
        for name, value in conditions.items()
    }


def _value(name: str, value: str, write: Callable[[object], str]) -> str:
    if not value:
        return "blank"
    if name == "link":
        return LINKS.get(value) or write(value)
    return write(phrase(value) if name in ("outcome", "first", "category", "scenario") else value)
