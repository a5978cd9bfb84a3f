"""The filter bar: one line of choices that stays in view, from page to page, and in the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from d9311.filters import COMPARES, DATE_BASES, Filters
from d9311.ui.filter_chips import draw_chips
from d9311.ui.filter_state import (
    LISTS,
    Choices,
    Link,
    arrive,
    choose,
    keep_link,
    key_of,
    link_of_filters,
    value_of,
)
from d9311.ui.periods import Mature, call_of, dates_of, is_of_import, name_of, offered, quick
from d9311.ui.show import words
from d9311.ui.show.compared import COMPARISONS, comparison

BASES = {"service": "Date of service", "submitted": "Date first sent", "decided": "Date of the decision"}
FIRST = ("practice", "payer")  # lists that have a button of their own
QUICK = "quick_period"
FEW = 8  # entries of a list that are offered all at once
END_WIDTH = 144  # pixels, so that why a period ends there stands in two lines beside it


@dataclass(frozen=True)
class Asks:
    """What the bar asks of the data.

    `mature`: how far they are mature, by a date basis and an as-of date. `compared`: the listing of that
    name, which period the filters are held against.
    """

    mature: Callable[[str, date | None], Mature]
    compared: Callable[[Filters], Mapping[str, Any]]


@dataclass(frozen=True)
class Bar:
    """What the filter bar gave: the filters and the query parameters that stand for them."""

    filters: Filters
    link: Link


def draw_filter_bar(choices: Choices, asks: Asks, scope: tuple[str, ...] | None, page: str) -> Bar:
    """Draw the bar, keep the link in step with it, and return the filters."""
    unknown = arrive(choices, page)
    mature = asks.mature(value_of("basis"), value_of("as_of"))
    filters = _chosen(mature, scope)
    with st.container(horizontal=True, key="filter_bar", vertical_alignment="center"):
        _draw_quick(mature)
        _draw_period(mature, filters, asks)
        for name in FIRST:
            with st.popover(_said(name, choices[name]), key=f"pop_{name}"):
                _draw_list(name, choices[name])
        _draw_more(choices)
        draw_chips(choices, _period_in_words(mature, filters), BASES)
    for name, number in unknown.items():
        named = words.plural(number, name, LISTS[name])
        st.warning(f"The link names {named} that the data do not hold; left out of the filters.")
    link = link_of_filters()
    keep_link(link)
    return Bar(filters, link)


def _chosen(mature: Mature, scope: tuple[str, ...] | None) -> Filters:
    first, last = dates_of(value_of("period"), mature, value_of("from"), value_of("to"))
    return Filters(
        **{field: tuple(value_of(name)) or None for name, field in LISTS.items()},
        date_from=first,
        date_to=last,
        date_basis=value_of("basis"),
        as_of=value_of("as_of"),
        scope=scope,
        compare=value_of("compare"),
        import_call=call_of(value_of("period"), mature),
    )


def _period_in_words(mature: Mature, filters: Filters) -> str:
    period = value_of("period")
    is_typed = period == "custom"
    return words.period(filters.date_from, filters.date_to) if is_typed else name_of(period, mature)


def _draw_quick(mature: Mature) -> None:
    """Draw the periods that are asked most often, each one click away; none is marked where another holds."""
    short = quick(mature)
    st.session_state[QUICK] = value_of("period") if value_of("period") in short else None
    st.segmented_control(
        "Period", list(short), format_func=short.__getitem__, key=QUICK, label_visibility="collapsed",
        on_change=_take_quick,
    )  # fmt: skip


def _take_quick() -> None:
    """Take the period that was clicked; a second click on it leaves it as it is."""
    if chosen := st.session_state[QUICK]:
        choose({"period": chosen})


def _draw_period(mature: Mature, filters: Filters, asks: Asks) -> None:
    period = value_of("period")
    shown = (
        name_of(period, mature) if is_of_import(period) else words.period(filters.date_from, filters.date_to)
    )
    with st.popover(shown, icon=":material/calendar_month:", key="pop_period"):
        st.radio(
            "Period",
            offered(mature, period),
            key=key_of("period"),
            persist_state="session",
            format_func=lambda name: name_of(name, mature),
        )
        if period == "custom":
            st.date_input(
                "From", value=None, key=key_of("from"), persist_state="session", format="YYYY-MM-DD"
            )
            st.date_input("To", value=None, key=key_of("to"), persist_state="session", format="YYYY-MM-DD")
        st.caption(mature.explained)
        st.segmented_control(
            "Compare with",
            COMPARES,
            key=key_of("compare"),
            persist_state="session",
            required=True,
            format_func=lambda name: COMPARISONS[name].short,
        )
        st.caption(comparison({**asks.compared(filters), "compare": filters.compare}))
    if end := mature.end_of(period):
        st.caption(end, width=END_WIDTH)


def _said(name: str, offered: Mapping[str, str]) -> str:
    """Say on the button of a list what is chosen in it."""
    chosen = value_of(name)
    if len(chosen) == 1:
        return words.literal(offered.get(chosen[0], chosen[0]))
    return f"{len(chosen)} of {len(offered)} {LISTS[name]}" if chosen else f"All {LISTS[name]}"


def _draw_list(name: str, offered: Mapping[str, str]) -> None:
    title, key = LISTS[name].capitalize(), key_of(name)

    def called(value: str) -> str:
        return words.literal(offered.get(value, value))

    if len(offered) <= FEW:  # all in sight, and each one click away
        st.pills(
            title, list(offered), selection_mode="multi", key=key, persist_state="session",
            format_func=called,
        )  # fmt: skip
        return
    st.multiselect(
        title,
        list(offered),
        key=key,
        persist_state="session",
        format_func=lambda value: offered.get(value, value),
        placeholder=f"All {LISTS[name]}",
    )


def _draw_more(choices: Choices) -> None:
    """Draw what is asked less often behind one button; what is set in it stands beside it as a chip."""
    with st.popover("More", icon=":material/tune:", key="pop_more"):
        for name in LISTS:
            if name not in FIRST:
                _draw_list(name, choices[name])
        _draw_dates()


def _draw_dates() -> None:
    st.radio(
        "The period looks at",
        DATE_BASES,
        key=key_of("basis"),
        persist_state="session",
        format_func=BASES.get,
    )
    st.date_input("As of", value=None, key=key_of("as_of"), persist_state="session", format="YYYY-MM-DD")
    st.caption("Ages and waiting times count up to this day; blank = the latest date in the data.")
