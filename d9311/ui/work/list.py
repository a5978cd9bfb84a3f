"""The list of claims: what to show, search, narrow, and open one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import streamlit as st

from d9311.figures.words import words as phrase
from d9311.ui.behind.conditions import CHECKS, ELEMENTS, PARAMETER, VALUES, from_link, to_link
from d9311.ui.behind.panel import in_words, is_of_consultations
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.frames import records
from d9311.ui.show.rules import OUTCOMES
from d9311.ui.show.table import draw_table

EPISODES = (
    "attention", "claim_ids", "payer", "service_date", "outcome", "billed", "paid", "age_days",
    "denial_category", "denial_code", "practice_id", "provider_id", "plan_name", "submissions", "link",
    "strict", "ledger_bucket", "scenarios", "patient", "episode_id",
)  # fmt: skip
CONSULTATIONS = (
    "consultation_date", "ledger_bucket", "payer", "provider_id", "method", "professional_name", "scenarios",
    "strict", "element_reason", "element_date", "element_time", "element_method", "element_professional",
    "element_outcome", "element_record", "practice_id", "patient", "consultation_id",
)  # fmt: skip
BUCKETS = (
    "consulted and billed", "consulted, not yet accepted", "routine referral",
    "consulted, outside the claims export", "consulted, too recent to tell", "consulted, never billed",
    "billed before the first record", "billed without record",
)  # fmt: skip
UNOFFERED = ("billed", "timed", "waited for a decision", "waited and decided")
NEEDS = ("denied, not appealed", "open over 60 days", "slower than 9 of 10", "billed without record", "open")
EITHER = {"element": ("missing", "present"), "check": ("failed", "passed")}
LISTS = {"episodes": "Episodes", "consultations": "Consultations"}


def conditions_here() -> dict[str, str]:
    """Return the conditions of the page's link."""
    return from_link(st.query_params.get_all(PARAMETER))


def draw_list(page: Page) -> None:
    """Draw the controls, what they add up to, and the rows; a chosen row opens."""
    conditions = conditions_here()
    _draw_controls(conditions)
    rows = page.rows_of(conditions)
    consultations = is_of_consultations(conditions)
    with st.container(horizontal=True, vertical_alignment="center", key="claims_sum"):
        size = words.plural(len(rows), "consultation" if consultations else "episode")
        money = "" if consultations else f" · {words.dollars(rows['billed'].sum())} billed"
        st.markdown(f"**{size}**{money.replace('$', chr(92) + '$')} · {in_words(conditions, page.practices)}")
        if set(conditions) - {"list"}:
            st.button(
                "Show all", icon=":material/close:", type="tertiary", key="show_all", on_click=_show_all
            )
    if not len(rows):
        st.info("No row meets these conditions within the filters above.", icon=":material/filter_alt_off:")
        return
    order = "What needs work first stands first, then the most dollars, then the oldest."
    st.caption(f"Choose a row to open it. {'The latest stands first.' if consultations else order}")
    names = CONSULTATIONS if consultations else EPISODES
    chosen = draw_table(
        rows, names, key=f"claims_{conditions.get('list', 'episodes')}",
        measure="consultations" if consultations else "episodes", labels={}, on_open=None, export=True,
        rows_open=True, note=f"{size}: {in_words(conditions, page.practices, str)}",
    )  # fmt: skip
    if chosen is not None:
        _open(records(rows.iloc[[chosen]])[0], consultations)


def _draw_controls(conditions: dict[str, str]) -> None:
    consultations = is_of_consultations(conditions)
    with st.container(horizontal=True, key="claims_controls", vertical_alignment="bottom"):
        _choice("list", "Show", list(LISTS), conditions, lambda name: LISTS[name], width=140)
        _search(conditions)
        if not consultations:
            _choice("attention", "Needs", NEEDS, conditions)
            _choice("outcome", "Outcome", list(OUTCOMES), conditions, _outcome_words)
        more = len({"flag", "check", "element", "bucket"} & set(conditions))
        with st.popover(f"More ({more})" if more else "More", icon=":material/tune:", key="claims_more"):
            _draw_more(conditions, consultations)


def _draw_more(conditions: dict[str, str], consultations: bool) -> None:
    if not consultations:
        offered = [flag for flag in VALUES["flag"] if flag not in UNOFFERED]
        _choice("flag", "History", offered, conditions, width="stretch")
        _choice("check", "Billing check", CHECKS, conditions, phrase, "stretch")
    _choice("element", "Element of the record", ELEMENTS, conditions, phrase, "stretch")
    for kind in [kind for kind in ("check", "element") if kind in conditions][:1]:
        said = f"{phrase(conditions[kind]).capitalize()} is"
        _choice("state", said, EITHER[kind], conditions, width="stretch")
    _choice("bucket", "Consulted against billed", BUCKETS, conditions, width="stretch")


def _outcome_words(name: str) -> str:
    return OUTCOMES.get(name, name.capitalize())


def _choice(
    name: str,
    label: str,
    options: Sequence[str],
    conditions: Mapping[str, str],
    shown: Callable[[str], str] = str,
    width: int | Literal["stretch"] = 170,
) -> None:
    value = conditions.get(name)
    # another key for another value: the browser would send what was chosen in a
    # popover, closed since, once more
    key = f"narrow_{name}{f'_{value}' if value else ''}"
    offered = [*options, *([value] if value and value not in options else [])]
    st.session_state[key] = value if value or name != "list" else "episodes"
    st.selectbox(
        label,
        offered,
        key=key,
        format_func=shown,
        placeholder="Any",
        width=width,
        on_change=_narrowed,
        args=(name, key),
    )


def _search(conditions: dict[str, str]) -> None:
    st.session_state["narrow_search"] = conditions.get("search", "")
    st.text_input(
        "Search", key="narrow_search", placeholder="Claim, patient, payer", icon=":material/search:",
        width=220, on_change=_narrowed, args=("search", "narrow_search"),
    )  # fmt: skip


def _narrowed(name: str, key: str) -> None:
    """Write a changed control into the link, which alone holds the conditions."""
    conditions = conditions_here()
    value = st.session_state[key]
    if name == "list":
        conditions = {
            kept: text
            for kept, text in conditions.items()
            if kept in ("element", "state", "bucket", "search")
        }
    if value and value != "episodes":
        conditions[name] = value
    else:
        conditions.pop(name, None)
    if name in ("check", "element"):
        conditions.pop("state", None)
        if value:
            conditions["state"] = EITHER[name][0]
    st.query_params[PARAMETER] = to_link(conditions)


def _show_all() -> None:
    kept = {name: value for name, value in conditions_here().items() if name == "list"}
    st.query_params[PARAMETER] = to_link(kept)


def _open(row: dict[str, object], consultations: bool) -> None:
    if consultations and not row["episode_id"]:
        st.query_params["consultation"] = f"{row['practice_id']}|{row['consultation_id']}"
    else:
        st.query_params["episode"] = str(row["episode_id"])
    st.rerun()
