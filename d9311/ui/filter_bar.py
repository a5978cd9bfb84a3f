"""The filter bar: one line of choices that stays from page to page and in the link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from d9311.filters import DATE_BASES, Filters
from d9311.ui.periods import PERIODS, Mature, dates_of, name_of
from d9311.ui.show import words
from d9311.ui.show.frames import records

if TYPE_CHECKING:
    import pandas

LISTS = {"practice": "practices", "payer": "payers", "provider": "providers", "scenario": "scenarios"}
BASES = {"service": "Date of service", "submitted": "Date first sent", "decided": "Date of the decision"}
DATES = ("from", "to", "as_of")
NAMES = (*LISTS, "period", "basis", *DATES)
END_WIDTH = 158  # pixels, so that why a period ends there stands in two lines beside it
TIMES_SET = "_filters_set"

Choices = Mapping[str, Mapping[str, str]]
Link = dict[str, list[str]]


@dataclass(frozen=True)
class Bar:
    """What the filter bar gave: the filters and the query parameters that stand for them."""

    filters: Filters
    link: Link


def choices_of(listing: pandas.DataFrame) -> Choices:
    """Turn the listing `choices` into kind -> value -> label, the most frequent first."""
    choices: dict[str, dict[str, str]] = {kind: {} for kind in LISTS}
    for row in records(listing):
        named = row["name"] or ""
        label = named if row["kind"] == "scenario" and named else row["value"]
        if named and row["kind"] == "practice":  # two of one name are told apart already
            label = named
        elif named and named != label:
            label = f"{named} ({row['value']})"
        choices[row["kind"]][row["value"]] = label
    return choices


def draw_filter_bar(
    choices: Choices, mature: Callable[[str, date | None], Mature], scope: tuple[str, ...] | None, page: str
) -> Bar:
    """Draw the bar, keep the link in step with it, and return the filters.

    `mature` gives, for a date basis and an as-of date, how far the data are mature.
    """
    arrive(choices, page)
    with st.container(horizontal=True, key="filter_bar", vertical_alignment="center"):
        basis, as_of = _value("basis", "service"), _value("as_of", None)
        first, last = _draw_period(mature(basis, as_of))
        for name in LISTS:
            _draw_list(name, choices[name])
        _draw_dates()
        if link_of_filters():
            st.button(
                "Clear filters", icon=":material/close:", type="tertiary", key="clear", on_click=clear_filters
            )
    link = link_of_filters()
    _keep_link(link)
    chosen = {field: tuple(_value(name, ())) or None for name, field in LISTS.items()}
    filters = Filters(
        **chosen,
        date_from=first,
        date_to=last,
        date_basis=basis,
        as_of=as_of,
        scope=scope,
    )
    return Bar(filters, link)


def clear_filters() -> None:
    """Set every filter back to its default."""
    _set({name: _default(name) for name in NAMES})


def _draw_period(mature: Mature) -> tuple[date | None, date | None]:
    period = _value("period", "recent")
    first, last = dates_of(period, mature, _value("from", None), _value("to", None))
    with st.popover(words.period(first, last), icon=":material/calendar_month:", key="pop_period"):
        st.radio(
            "Period",
            PERIODS,
            key=_key("period"),
            persist_state="session",
            format_func=lambda name: name_of(name, mature),
        )
        if period == "custom":
            st.date_input("From", value=None, key=_key("from"), persist_state="session", format="YYYY-MM-DD")
            st.date_input("To", value=None, key=_key("to"), persist_state="session", format="YYYY-MM-DD")
        st.caption(mature.explained)
    if end := mature.end_of(period):
        st.caption(end, width=END_WIDTH)
    return first, last


def _draw_list(name: str, offered: Mapping[str, str]) -> None:
    chosen = _value(name, [])
    label = f"All {LISTS[name]}"
    if len(chosen) == 1:
        label = words.literal(offered.get(chosen[0], chosen[0]))
    elif chosen:
        label = f"{len(chosen)} of {len(offered)} {LISTS[name]}"
    with st.popover(label, key=f"pop_{name}"):
        st.multiselect(
            LISTS[name].capitalize(),
            list(offered),
            key=_key(name),
            persist_state="session",
            format_func=lambda value: offered.get(value, value),
            placeholder=f"All {LISTS[name]}",
        )


def _draw_dates() -> None:
    as_of, basis = _value("as_of", None), _value("basis", "service")
    label = BASES[basis] + (f", as of {words.day(as_of)}" if as_of else "")
    with st.popover(label, key="pop_basis"):
        st.radio(
            "The period looks at",
            DATE_BASES,
            key=_key("basis"),
            persist_state="session",
            format_func=BASES.get,
        )
        st.date_input("As of", value=None, key=_key("as_of"), persist_state="session", format="YYYY-MM-DD")
        st.caption("Ages and waiting times count up to this day; blank = the latest date in the data.")


def _key(name: str) -> str:
    times = st.session_state.get(TIMES_SET, 0)
    return f"filter_{name}{f'_{times}' if times else ''}"


def _set(values: Mapping[str, Any]) -> None:
    """Give every filter a value under a new key.

    Under its old one the browser would hold on to what was chosen in a popover that is closed now,
    and send it with the next choice.
    """
    for name in NAMES:
        st.session_state.pop(_key(name), None)
    st.session_state[TIMES_SET] = st.session_state.get(TIMES_SET, -1) + 1
    for name, value in values.items():
        st.session_state[_key(name)] = value


def _default(name: str) -> Any:
    return [] if name in LISTS else {"period": "recent", "basis": "service"}.get(name)


def _value(name: str, default: Any) -> Any:
    return st.session_state.get(_key(name), default) or default


def link_of_filters() -> Link:
    """Return the filters that differ from their defaults, as query parameters."""
    link: Link = {}
    for name in NAMES:
        value = _value(name, _default(name))
        if name in ("from", "to") and _value("period", "recent") != "custom":
            continue
        if value != _default(name):
            link[name] = [str(part) for part in value] if name in LISTS else [str(value)]
    return link


def arrive(choices: Choices, page: str) -> None:
    """Take the filters from the link when the page was opened by it: first, from another page, or by Back.

    While the user stays on the page the bar leads and the link follows; a link that lags behind a quick
    second choice would else undo it.
    """
    context = get_script_run_ctx()
    going_back = context is not None and context.is_history_navigation
    came = st.session_state.get("_page") != page
    st.session_state["_page"] = page
    if not (came or going_back):
        return
    _set({name: _read(name, st.query_params.get_all(name), choices) for name in NAMES})


def _read(name: str, given: Sequence[str], choices: Choices) -> Any:
    if name in LISTS:
        return [value for value in dict.fromkeys(given) if value in choices[name]]
    text = given[-1] if given else ""
    if name in DATES:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    known = PERIODS if name == "period" else DATE_BASES
    return text if text in known else _default(name)


def _keep_link(link: Link) -> None:
    """Write the filters into the link.

    Written every time: where a link led to the page that is open already, the browser keeps the old address
    until it is told. An address that it has already, in the same order, it does not take twice.
    """
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    kept = {name: values for name, values in there.items() if name not in NAMES or name in link}
    st.query_params.from_dict(kept | link)
