"""Choices of one page that stand in its link, so that a link shows what was seen;
the filters are not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from d9311.ui.export.outline import outline
from d9311.ui.filter_state import link_of_filters
from d9311.ui.links import PART

ON = "1"  # what a switch that is on writes into the link


def linked_choice(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str | None = None,
    shown: Callable[[str], str] = str,
    placeholder: str = "",
    width: int = 320,
) -> str | None:
    """Draw a select box whose value is the link's parameter `name`;
    what the options do not hold is ignored.
    """
    given = st.query_params.get(name)
    key = f"linked_{name}"
    st.session_state[key] = given if given in options else default
    chosen: str | None = st.selectbox(
        label,
        options,
        # without a default it can be cleared
        index=None if default is None else 0,
        key=key,
        format_func=shown,
        placeholder=placeholder,
        width=width,
        on_change=_write,
        args=(name, key),
    )
    return chosen


def linked_choices(
    name: str, label: str, options: Sequence[str], *, most: int, placeholder: str = "", width: int = 520
) -> list[str]:
    """Draw a multiple choice whose values are the link's repeated parameter `name`, `most` of them."""
    key = f"linked_{name}"
    given = [value for value in st.query_params.get_all(name) if value in options]
    st.session_state[key] = list(dict.fromkeys(given))[:most]
    return st.multiselect(
        label,
        options,
        key=key,
        max_selections=most,
        placeholder=placeholder,
        width=width,
        on_change=_write,
        args=(name, key),
    )


def linked_segments(name: str, label: str, options: Mapping[str, str]) -> str:
    """Draw a few choices side by side (value -> label); the chosen value is the link's parameter `name`, and
    the first one needs none.
    """
    return _segments(name, label, options, _write)


def linked_switch(name: str, label: str) -> bool:
    """Draw a switch that is on where the link's parameter `name` is 1."""
    key = f"linked_{name}"
    st.session_state[key] = st.query_params.get(name) == ON
    return st.toggle(label, key=key, on_change=_write, args=(name, key))


def linked_part(name: str, parts: Mapping[str, str], *, keeps: bool = False) -> str:
    """Draw the parts of a page (name -> label); the chosen one is the link's parameter `name`, and the first
    one needs none. What else stands in the link but filters belongs to the part that is left, and goes,
    unless the new part `keeps` it.
    """
    return _segments(name, "Part of the page", parts, _write if keeps else _turn, visibility="collapsed")


def _segments(
    name: str,
    label: str,
    options: Mapping[str, str],
    on_change: Callable[[str, str], None],
    visibility: Literal["visible", "collapsed"] = "visible",
) -> str:
    first = next(iter(options))
    given = [value for value in st.query_params.get_all(name) if value in options]
    key = f"linked_{name}"
    st.session_state[key] = given[-1] if given else first
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        label_visibility=visibility,
        on_change=on_change,
        args=(name, key),
    )
    here = outline()
    said = options[chosen or first]
    if name == PART:
        here.describe(part=said, parts=tuple(options))
    else:  # a choice inside a part
        here.describe(part=f"{here.about.part}, {said}" if here.about.part else said)
    return chosen or first


def _turn(name: str, key: str) -> None:
    chosen = st.session_state[key]
    st.query_params.from_dict({**link_of_filters(), **({name: chosen} if chosen else {})})


def _write(name: str, key: str) -> None:
    value = st.session_state[key]
    if value:
        st.query_params[name] = ON if value is True else value
    else:
        st.query_params.pop(name, None)
