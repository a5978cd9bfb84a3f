"""What the Overview folds away: all headline figures with their months, and what needs attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from d9311.statistics.intervals import wilson
from d9311.ui.overview.overdue import draw_overdue_line
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.frames import records
from d9311.ui.show.headline import ATTENTION, CARDS, Card, can_be_told
from d9311.ui.show.heads import explain
from d9311.ui.show.numbers import WRITE, Bar

Row = Mapping[str, Any]

FIRST = ("approval_rate", "strict_pass_rate")  # stand above
MONTHS = 24  # as many bars as a card has room for


def draw_more(page: Page) -> None:
    """Fold away what is not asked first; nothing of it is asked of the data before it is opened."""
    folded = st.expander(
        "More figures, month by month, and what needs attention", key="overview_more", on_change="rerun"
    )
    if folded.open:
        with folded:
            draw_headline(page)
            if page.has("claims"):
                draw_attention(page)


def draw_headline(page: Page) -> None:
    """Show the headline figures of the period against the period before, and each month by month."""
    now: Row = records(page.run("overview"))[0]
    first = page.filters.date_from
    months = records(
        page.session.listing("headline_months", replace(page.filters, date_from=None), first=str(first or ""))
    )
    totals: Row = next((row for row in months if row["month"] == "all"), {})
    months = [row for row in months if row["month"] != "all"]
    before = _before(page, now)
    with st.container(key="cards_headline"):
        for card in [card for card in CARDS if card.value not in FIRST and _is_told(page, card.value)]:
            _draw_card(page, card, now, totals, before, months)
    if now["episodes_previous"] is None:
        explain("The data do not reach back to a period of this length before it, so no change is shown.")
    else:
        when = words.period(now["previous_from"], now["previous_to"])
        explain(
            f"Changes are against the period of the same length before ({when}); an arrow stands only where "
            "the 95% interval of the difference leaves out zero. Bars: months, a rate's up to 100%; "
            "those of the period stand out."
        )


def _is_told(page: Page, name: str) -> bool:
    return can_be_told(name, page.has("claims"), page.has("consultations"))


def _before(page: Page, now: Row) -> Row:
    """Return the counts of the period before, empty where the data do not reach back to it."""
    if now["episodes_previous"] is None:
        return {}
    filters = replace(page.filters, date_from=now["previous_from"], date_to=now["previous_to"])
    months = page.session.listing("headline_months", filters, first=str(now["previous_from"]))
    return next((row for row in records(months) if row["month"] == "all"), {})


def _draw_card(
    page: Page, card: Card, now: Row, totals: Row, before: Row, months: list[dict[str, Any]]
) -> None:
    part, of = totals.get(card.part) or 0, totals.get(card.of) or 0
    known = now[card.value] is not None
    page.number(
        card.label,
        now[card.value],
        kind=card.kind,
        numerator=part if card.part and known else None,
        denominator=of if card.of and known else None,
        interval=wilson(part, of) if card.part else None,
        previous=now[f"{card.value}_previous"],
        previous_of=card.counts_of(before),
        trend=[_bar(page, card, month) for month in months[-MONTHS:]] if known else [],
        definition=card.definition,
        reason=card.reason,
        rows=card.rows,
    )


def _bar(page: Page, card: Card, month: Row) -> Bar:
    value = card.of_month(month)
    said = f"{month['month']}: {WRITE[card.kind](value)}"
    if card.part:
        said += f" ({month[card.part] or 0}/{month[card.of] or 0})"
    first = page.filters.date_from
    if first and month["month"] < f"{first:%Y-%m}":
        return Bar(value, said, "before")
    return Bar(value, said, "now" if month["mature"] else "immature")


def draw_attention(page: Page) -> None:
    """Show what needs work now, each with its dollars and the way to its rows."""
    now = records(page.run("overview"))[0]
    page.section("Needs attention")
    worth = {row["list"]: row for row in records(page.session.listing("attention", page.filters))}
    with st.container(key="cards_attention"):
        for name, label, conditions, definition in [one for one in ATTENTION if _is_told(page, one[0])]:
            page.number(
                label,
                now[name],
                definition=definition,
                rows=conditions,
                previous=now[f"{name}_previous"],
                note=_worth(worth.get(name)),
            )
    draw_overdue_line(page)


def _worth(work: Row | None) -> str:
    if work is None:
        return ""
    return f"{words.dollars(work['billed'])} billed · oldest {words.plural(work['oldest_days'], 'day')}"
