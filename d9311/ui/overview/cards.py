"""The numbers under the answer: approval, what a consultation brings, complete records, what can be won."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from d9311.frames import records
from d9311.statistics.intervals import wilson
from d9311.ui.links import WORK
from d9311.ui.money.yields import draw_brings
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.headline import CARDS, Card
from d9311.ui.work.worth import DEFINITION, Worth

Row = Mapping[str, Any]
BY_VALUE = {card.value: card for card in CARDS}


def draw_cards(page: Page, now: Row, worth: Worth | None) -> None:
    """Draw those of the four that the loaded files tell; `now` is the row of `overview` as plain values."""
    has_claims, has_consultations = page.has("claims"), page.has("consultations")
    with st.container(key="cards_first"):
        if has_claims:
            _draw_rate(page, BY_VALUE["approval_rate"], now)
        if has_claims and has_consultations:
            draw_brings(page, records(page.run("net_yield"))[0])
        if has_consultations:
            _draw_rate(page, BY_VALUE["strict_pass_rate"], now)
        if worth is not None:
            _draw_worth(page, worth)


def _draw_rate(page: Page, card: Card, now: Row) -> None:
    part, of = now[card.part] or 0, now[card.of] or 0
    known = now[card.value] is not None
    before = (now[f"{card.part}_previous"], now[f"{card.of}_previous"])
    page.number(
        card.label,
        now[card.value],
        kind=card.kind,
        numerator=part if known else None,
        denominator=of if known else None,
        interval=wilson(part, of),
        previous=now[f"{card.value}_previous"],
        previous_of=before if None not in before else None,
        previous_when=words.period(now["previous_from"], now["previous_to"]),
        definition=card.definition,
        rate=card.rate,
        reason=card.reason,
        rows=card.rows,
        part=card.part_rows,
        sums=card.sums,
    )


def _draw_worth(page: Page, worth: Worth) -> None:
    page.number(
        "Can still be won",
        worth.dollars,
        kind="dollars",
        note=_of(worth),
        reason=_unknown(worth),
        definition=DEFINITION,
        leads=(WORK, "Open the work list"),
    )


def _of(worth: Worth) -> str:
    """Return the range and how many items it is of, and how many are not in it."""
    if worth.dollars is None:
        return ""
    parts = [
        f"{words.dollars(worth.low)} to {words.dollars(worth.high)}",
        f"of {worth.known:,} of {words.plural(worth.items, 'open item')}",
    ]
    if worth.unknown:
        parts.append(f"{worth.unknown:,} not known")
    if worth.past:
        parts.append(f"{worth.past:,} past the deadline")
    return " · ".join(parts)


def _unknown(worth: Worth) -> str:
    """Return why there is no sum."""
    if not worth.items:
        return "Nothing is to do."
    if worth.past == worth.items:
        return f"Of {words.plural(worth.items, 'open item')} the deadline is over."
    late = f", of {worth.past:,} the deadline is over" if worth.past else ""
    return f"Of {words.plural(worth.unknown, 'open item')} nobody knows what it may bring{late}."
