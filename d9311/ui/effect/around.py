"""Denials by month with the events as lines, and what is to be said of the one that is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from d9311 import figures
from d9311.conditions.rows import Conditions
from d9311.desk.events import Event
from d9311.filters import Filters, payer_key
from d9311.frames import records
from d9311.statistics.effect import CHANGED, event_change
from d9311.statistics.strata import Stratum
from d9311.ui.effect.sentences import event_sentence, needed_sentence
from d9311.ui.export.controls import chart_config
from d9311.ui.notes import draw_notes, with_notes
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.definition import draw_definition
from d9311.ui.show.heads import draw_opener, explain, tell
from d9311.ui.show.sentences import Sentence, draw_sentences
from queries import listings

NEVER = "9999-12-31"  # before this day is everything
COUNTS = {"first_decided": "decided", "first_denied": "denied"}
LABELS = {
    "first_decided": "Decided", "first_denied": "Denied at first",
    "denial_rate": "Denied at first of decided",
    "before_decided": "Decided before", "before_denied": "Denied before", "after_decided": "Decided since",
    "after_denied": "Denied since",
}  # fmt: skip
MONTHS = ("month", "episodes", "first_decided", "first_denied", "denial_rate", "ci_low", "mature")
BASES = {"service": "day of service", "submitted": "day on which it was first sent"}


@dataclass(frozen=True)
class Around:
    """An event that stands, and the letter by which the chart and the list call it."""

    event: Event
    letter: str


def draw_around(page: Page, noted: Sequence[Around], chosen: int | None) -> None:
    """Draw denials by month with every event, and the verdict on the chosen one (its number)."""
    if page.filters.date_basis not in BASES:
        st.info(
            "Choose service or submitted as the date in the filter bar: what is decided after an event may "
            "have been sent before it.",
            icon=":material/info:",
        )
        return
    event = next((one.event for one in noted if one.event.event == chosen), None)
    filters = filters_around(page.filters, event)
    if event is None:
        _draw_beforehand(page, filters)
    else:
        _draw_verdict(page, filters, event)
    _draw_months(page, filters, noted, event)


def filters_around(filters: Filters, event: Event | None) -> Filters:
    """Return the page's filters over all dates, narrowed to the payer and the practice of the event."""
    payers, practices = filters.payers, filters.practices
    if event and event.payer:
        among = payers is None or payer_key(event.payer) in map(payer_key, payers)
        payers = (event.payer,) if among else ()
    if event and event.practice:
        practices = (event.practice,) if practices is None or event.practice in practices else ()
    return replace(
        filters, date_from=None, date_to=None, import_call=None, payers=payers, practices=practices
    )


def _draw_beforehand(page: Page, filters: Filters) -> None:
    found = event_change(_strata(page, filters, NEVER))
    needed = needed_sentence(found)
    tell(f"No event is noted. Were one noted today: {needed[0].lower()}{needed[1:]}")


def _draw_verdict(page: Page, filters: Filters, event: Event) -> None:
    found = event_change(_strata(page, filters, event.day.isoformat()))
    fewer = (found.difference.value or 0) < 0
    mark = ("fewer" if fewer else "more") if found.verdict == CHANGED else ""
    draw_sentences([Sentence(event_sentence(found), mark, needed_sentence(found))], "sentences")


def _strata(page: Page, filters: Filters, since: str) -> list[Stratum]:
    """Return each payer's claims since the day ("with") and before it ("without")."""
    return [
        Stratum(row["after_decided"], row["after_denied"], row["before_decided"], row["before_denied"])
        for row in records(page.session.listing("denials_around", filters, since=since))
    ]


def _draw_months(page: Page, filters: Filters, noted: Sequence[Around], event: Event | None) -> None:
    months = page.session.listing("denial_months", filters)
    marks = [figures.Mark(one.event.day, one.letter, one.event == event) for one in noted]
    st.plotly_chart(
        with_notes(page, figures.denial_months(months, marks)), key="denial_months_chart",
        config=chart_config("denial_months"),
        alt="Share of first decisions that are denials by month, with a line at the day of each event",
    )  # fmt: skip
    since = "" if event is None else f" Before and since: {words.day(event.day)}; mature months only."
    explain(
        f"All dates, by the {BASES[page.filters.date_basis]}; denied at the payer's first decision.{since}"
    )
    draw_notes(page, "denial_months", months["month"])
    with st.container(horizontal=True, vertical_alignment="center", key="events_reach"):
        opened = draw_opener("denial_months")
        draw_definition(listings.describe("denials_around"), key="denials_around_how")
    if not opened:
        return
    if event is not None:
        around = page.session.listing("denials_around", filters, since=event.day.isoformat())
        page.table(around, key="denials_around", labels=LABELS)
    told = months.assign(decided=months["first_decided"])  # below five no rate is shown
    page.table(told, MONTHS, key="denial_months", labels=LABELS, on_open=_opener(event))


def _opener(event: Event | None) -> Any:
    of = {} if event is None else {"payer": event.payer, "practice": event.practice}
    group = {name: value for name, value in of.items() if value}

    def opened(row: Mapping[str, Any], column: str) -> Conditions | None:
        if column not in COUNTS:
            return None
        counted = {"outcome": "counted", "first": COUNTS[column], "dates": "any"}
        return {**group, "month": row["month"], **counted}

    return opened
