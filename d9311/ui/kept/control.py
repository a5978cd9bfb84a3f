"""The control in the head of a page that keeps what the page shows, and what the link of a kept view says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from d9311.conditions.quantities import STANDARD, Quantity, distinct
from d9311.desk.views import LONGEST, find_view, keep_view
from d9311.filters import Filters
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.kept.comparing import taken
from d9311.kept.counting import count
from d9311.store import StoreError
from d9311.ui.export.outline import Figure, Shown, outline
from d9311.ui.kept.shown import begin, last_shown
from d9311.ui.links import DATA, Link, page_link
from d9311.ui.me import ME
from d9311.ui.session import NO_SESSION, Session
from d9311.ui.show import words
from d9311.ui.show.numbers import WRITE

KEPT = "kept"  # the part of the page Data that lists them, and the parameter of a link to one on its page
VIEW = "kept_view"  # the parameter that opens one then and now
SAID, MADE = "_kept_said", "_kept_made"
NAME, WHO = "kept_name", "kept_who"
PERIOD = ("period", "from", "to")
EXPLAINED = (
    "Keeps the filters, the period as fixed days, the numbers of this page and the claims behind "
    "them. Opened again, it shows then and now."
)


def draw_keep(name: str, filters: Filters, session: Session) -> None:
    """Draw the control that keeps what a page shows; the page Data has none."""
    if session == NO_SESSION or name == "data":
        return
    begin()
    with st.popover("Keep this view", icon=":material/bookmark_add:", type="tertiary", key="kept_form"):
        st.caption(EXPLAINED, width=300)
        st.text_input("Name", max_chars=LONGEST, key=NAME, placeholder="Report of May")
        if not st.session_state.get(ME):
            st.text_input("Your name", key=WHO, max_chars=LONGEST)
        here = {one: st.query_params.get_all(one) for one in st.query_params if one != KEPT}
        st.button(
            "Keep it", type="primary", key="kept_keep", on_click=_keep,
            args=(name, filters, session, fixed(here, filters)),
        )  # fmt: skip


def draw_said(link: Link) -> None:
    """Say what came of the last click, and of which kept view the page is where its link was opened."""
    if said := st.session_state.pop(SAID, ""):
        st.warning(words.literal(said))
    if made := st.session_state.pop(MADE, 0):
        page_link(DATA, "Kept. See it then and now", ":material/bookmark_added:", {**link, **kept_link(made)})
    if given := st.query_params.get(KEPT):
        _draw_named(given, link)


def fixed(link: Mapping[str, Sequence[str]], filters: Filters) -> dict[str, list[str]]:
    """Return a page's query parameters with the period as the days, or the import, that it holds today."""
    rest = {name: list(values) for name, values in link.items() if name not in PERIOD}
    ends = {"from": filters.date_from, "to": filters.date_to}
    days = {name: [day.isoformat()] for name, day in ends.items() if day is not None}
    period = "all" if filters.import_call is None else f"import_{filters.import_call}"
    return {**rest, "period": ["custom"], **days} if days else {**rest, "period": [period]}


def kept_link(view: int | None = None) -> dict[str, list[str]]:
    """Return the query parameters of the page Data that list the kept views, or open one."""
    return {"part": [KEPT], **({} if view is None else {VIEW: [str(view)]})}


def _keep(page: str, filters: Filters, session: Session, link: dict[str, list[str]]) -> None:
    who = str(st.session_state.get(ME) or st.session_state.get(WHO) or "")
    try:
        counting = count(_quantities(session, filters), lambda name: session.listing(name, filters))
        kept = taken(counting, page, link, filters, session.version, session.cursor)
        kept = replace(kept, written=written(), tables=tables())
        made = keep_view(database_path(), who, st.session_state.get(NAME) or "", kept, counting.rows)
    except (Refused, StoreError) as error:
        st.session_state[SAID] = str(error)
        return
    st.session_state.update({ME: who, NAME: "", MADE: made})


def _quantities(session: Session, filters: Filters) -> list[Quantity]:
    """Return the numbers that were shown, and the standard ones that the loaded files tell."""
    shown, facts = last_shown(), session.facts(filters)
    standard = [
        one.within(shown.within)
        for one in STANDARD
        if facts["consultations" if one.of_consultations else "episodes"]
    ]
    return distinct([*shown.numbers, *standard])


def written() -> tuple[tuple[str, str], ...]:
    """Return the numbers that the page showed and no rows make, as they were written: medians, estimates."""
    made = {one.label for one in last_shown().numbers}
    figures = [one for one in outline().entries.values() if isinstance(one, Figure)]
    return tuple((one.label, _as_written(one)) for one in figures if one.label not in made)


def _as_written(figure: Figure) -> str:
    is_known = figure.value is not None and not figure.is_small
    value = WRITE[figure.kind](figure.value) if is_known else "not known"
    return " · ".join(part for part in (value, figure.note) if part)


def tables() -> tuple[str, ...]:
    """Return the titles of the tables that the page showed, each once."""
    shown = [one.title for one in outline().entries.values() if isinstance(one, Shown)]
    return tuple(dict.fromkeys(shown))


def _draw_named(given: str, link: Link) -> None:
    """Say of which kept view this page is; nothing where there is none of that number."""
    try:
        view = find_view(database_path(), int(given))
    except (Refused, StoreError, ValueError):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="kept_named"):
        on = words.day(view.day)
        st.markdown(f"Kept view **{words.literal(view.name)}**, {on}. The numbers below are those of today.")
        page_link(DATA, "Then and now", ":material/compare_arrows:", {**link, **kept_link(view.view)})
