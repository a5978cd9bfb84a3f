"""What is chosen in the filter bar: kept in the session, written into the link, read from it on arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from d9311.filters import COMPARES, DATE_BASES
from d9311.frames import records
from d9311.ui.periods import PERIODS, is_of_import

if TYPE_CHECKING:
    import pandas

LISTS = {"practice": "practices", "payer": "payers", "provider": "providers", "scenario": "scenarios"}
DATES = ("from", "to", "as_of")
# Choices of one word: the words that are known, the default first.
WORDS = {"period": PERIODS, "basis": DATE_BASES, "compare": COMPARES}
NAMES = (*LISTS, *WORDS, *DATES)
TIMES_SET = "_filters_set"
CAME = "_came"  # the run that draws a page where another one, or none, was drawn before

Choices = Mapping[str, Mapping[str, str]]
Link = dict[str, list[str]]


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


def key_of(name: str) -> str:
    """Return the key of a filter's widget."""
    times = st.session_state.get(TIMES_SET, 0)
    return f"filter_{name}{f'_{times}' if times else ''}"


def value_of(name: str) -> Any:
    """Return what is chosen: a list of values, a word, or a date or None."""
    default = default_of(name)
    return st.session_state.get(key_of(name), default) or default


def default_of(name: str) -> Any:
    """Return what stands where nothing was chosen."""
    return [] if name in LISTS else WORDS[name][0] if name in WORDS else None


def clear_filters() -> None:
    """Set every filter back to its default."""
    _set({name: default_of(name) for name in NAMES})


def choose(values: Mapping[str, Any]) -> None:
    """Choose other values of some filters; all others stay."""
    _set({name: value_of(name) for name in NAMES} | dict(values))


def _set(values: Mapping[str, Any]) -> None:
    """Give every filter a value under a new key.

    Under its old one the browser would hold on to what was chosen in a popover that is closed now,
    and send it with the next choice.
    """
    for name in NAMES:
        st.session_state.pop(key_of(name), None)
    st.session_state[TIMES_SET] = st.session_state.get(TIMES_SET, -1) + 1
    for name, value in values.items():
        st.session_state[key_of(name)] = value


def link_of_filters() -> Link:
    """Return the filters that differ from their defaults, as query parameters."""
    link: Link = {}
    for name in NAMES:
        value = value_of(name)
        if name in ("from", "to") and value_of("period") != "custom":
            continue
        if value != default_of(name):
            link[name] = [str(part) for part in value] if name in LISTS else [str(value)]
    return link


def arrive(choices: Choices, page: str) -> dict[str, int]:
    """Take the filters from the link when the page was opened by it: first, from another page, or by Back.
    Return how many values of each list the link names that the data do not hold.

    While the user stays on the page the bar leads and the link follows; a link that lags behind a quick
    second choice would else undo it.
    """
    context = get_script_run_ctx()
    going_back = context is not None and context.is_history_navigation
    came = st.session_state.get("_page") != page
    st.session_state["_page"] = page
    st.session_state[CAME] = came
    if not (came or going_back):
        return {}
    given = {name: st.query_params.get_all(name) for name in NAMES}
    _set({name: _read(name, values, choices) for name, values in given.items()})
    unknown = {name: len(set(given[name]) - choices[name].keys()) for name in LISTS}
    return {name: number for name, number in unknown.items() if number}


def _read(name: str, given: Sequence[str], choices: Choices) -> Any:
    if name in LISTS:
        return [value for value in dict.fromkeys(given) if value in choices[name]]
    text = given[-1] if given else ""
    if name in DATES:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    is_known = text in WORDS[name] or (name == "period" and is_of_import(text))
    return text if is_known else default_of(name)


def keep_link(link: Link) -> None:
    """Write the filters into the link.

    Written though the link says the same: where it led to the page that is open already, the browser keeps
    the old address until it is told. An address that it has already, in the same order, it does not take
    twice. Where it led here from another page the browser knows what to write, but not yet that this is the
    page: told now, it would write the same into its history as a state of the page that was left, and Back
    would lead there.
    """
    there = {name: st.query_params.get_all(name) for name in st.query_params}
    kept = {name: values for name, values in there.items() if name not in NAMES or name in link}
    if not (st.session_state[CAME] and list(there.items()) == list((kept | link).items())):
        st.query_params.from_dict(kept | link)
