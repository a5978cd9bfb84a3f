"""The first statement of every page: set-up, access scope, data, filters, menu;
or a page that says why not.
"""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from d9311.filters import Filters
from d9311.frames import records
from d9311.home import ROOT, is_read_only
from d9311.ingest.errors import Refused
from d9311.ingest.places import database_path
from d9311.store import StoreError
from d9311.ui import states
from d9311.ui.export.about import about
from d9311.ui.export.outline import About, begin
from d9311.ui.filter_bar import Asks, Bar, draw_filter_bar
from d9311.ui.filter_state import Choices, arrive, choices_of, keep_link, link_of_filters
from d9311.ui.help import draw_first_steps
from d9311.ui.kept.control import draw_said
from d9311.ui.kept.side import draw_way_to_kept
from d9311.ui.links import DATA, Link, way_in
from d9311.ui.menu import draw_menu, entry
from d9311.ui.page import Page
from d9311.ui.periods import Mature, month_of
from d9311.ui.session import Session, open_session, was_emptied
from d9311.ui.show import words
from d9311.ui.show.heads import explain

STYLE = Path(__file__).with_name("style.css")
SCRIPT = Path(__file__).with_name("place.js").read_text(encoding="utf-8")  # the guard lets this one run
ICON = Path(__file__).with_name("icon.svg")
SAMPLE = {kind: ROOT / "sample_data" / f"{kind}.csv" for kind in ("claims", "consultations")}

_first_start = threading.Lock()


def open_page(name: str) -> Page:
    """Set the page up and return it; the run ends here when there is nothing to show.

    The first start imports the sample data. The Data page opens without data too, and has no filter bar.
    Raises KeyError for a page that is not in the menu.
    """
    page = entry(name)
    st.set_page_config(page_title=f"{page.title} · D9311", page_icon=ICON, layout="wide")
    st.html(STYLE)
    st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)
    scope = access_scope()
    try:
        _import_sample()
        if not database_path().exists():
            return _without_data(name)
        session = open_session(database_path())
    except (StoreError, Refused) as error:
        return _without_data(name, problem=str(error))
    facts = session.facts(Filters(scope=scope))
    banner = st.container(horizontal=True, key="sample_banner") if facts["invented"] else None
    choices = choices_of(session.listing("choices", Filters(scope=scope)))
    if name == "data":
        arrive(choices, name)
        keep_link(link_of_filters())
        _draw_ways(name, link_of_filters(), banner)
        begin(about(session, Filters(scope=scope), facts, choices))
        return Page(name, Filters(scope=scope), session, link_of_filters(), facts)
    if not facts["episodes"] and not facts["consultations"]:
        return _without_data(name)
    bar = _draw_bar(name, session, choices, scope)
    begin(about(session, bar.filters, facts, choices))
    _draw_ways(name, bar.link, banner)
    draw_said(bar.link)
    _check_size(name, session, bar)
    return Page(name, bar.filters, session, bar.link, facts)


def access_scope() -> tuple[str, ...] | None:
    """Return the practices that the user may see; None = all, as long as there is no sign-in."""
    return None


def _without_data(name: str, problem: str = "") -> Page:
    """Say that there are no data, or why they do not open, and end the run;
    the Data page, the way out, goes on.
    """
    draw_menu(name, {})
    begin(About())
    if name != "data":
        st.title(entry(name).title, anchor=False)
    if problem:
        states.damaged(problem)
    elif name != "data":
        states.no_data()
    if name != "data":
        st.stop()
    return Page(name, Filters(scope=access_scope()), problem=problem)


def _import_sample() -> None:
    path = database_path()
    with _first_start:
        if path.exists() or was_emptied() or is_read_only():
            return
        if not all(file.exists() for file in SAMPLE.values()):
            return
        from d9311.ingest.load import import_files  # no other start needs what reads files

        with st.spinner("First start: reading the sample data"):
            import_files(path, claims=[SAMPLE["claims"]], consultations=[SAMPLE["consultations"]])


def _draw_bar(name: str, session: Session, choices: Choices, scope: tuple[str, ...] | None) -> Bar:
    def mature(basis: str, as_of: date | None) -> Mature:
        filters = Filters(scope=scope, date_basis=basis, as_of=as_of)  # type: ignore[arg-type]
        found = records(session.listing("maturity", filters))[0]
        first, last, newest = (
            month_of(found[name]) for name in ("first_month", "last_month", "newest_month")
        )
        calls = records(session.listing("calls"))
        imports = {one["call_number"]: one["imported_at"].date() for one in calls if one["is_compared"]}
        return Mature(first, last, newest, found["as_of"], imports, calls[0]["call_number"] if calls else 0)

    def compared(filters: Filters) -> dict[str, Any]:
        return records(session.listing("compared", filters))[0]

    return draw_filter_bar(choices, Asks(mature, compared), scope, name)


def _check_size(name: str, session: Session, bar: Bar) -> None:
    size = records(session.listing("filter_size", bar.filters))[0]
    if not size["episodes"] and not len(session.listing("consultations", bar.filters)):
        st.title(entry(name).title, anchor=False)
        states.nothing_in_filter()
        st.stop()
    if size["undated"]:
        left_out = words.plural(size["undated"], "episode has", "episodes have")
        explain(f"{left_out} no such date and cannot be placed in the period; left out here.")


def _draw_ways(name: str, link: Link, banner: DeltaGenerator | None) -> None:
    """Draw the menu, the way to kept views and the banner of the sample; their links hand on the filters,
    which are known only once the bar is drawn.
    """
    draw_menu(name, link)
    draw_way_to_kept(link)
    if banner is not None:
        with banner:
            _draw_banner(name, link)


def _draw_banner(name: str, link: Link) -> None:
    st.markdown("**Invented sample data.** No real patient, practice or payer is behind these numbers.")
    draw_first_steps(link)
    if name != "data":
        way_in(DATA, "Use your own files", ":material/upload_file:", link)
