"""The Overview as it stands on the screen: its first screen, and folded below it what is not asked first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from d9311 import figures
from d9311.figures.approval import GLANCE
from d9311.frames import records
from d9311.store import StoreError
from d9311.ui import states
from d9311.ui.links import DATA, PAYERS, page_link
from d9311.ui.overview.answer import Row, answer, answer_of_records, explained
from d9311.ui.overview.cards import draw_cards
from d9311.ui.overview.do_next import draw_next
from d9311.ui.overview.gaps import draw_gaps
from d9311.ui.overview.more import draw_more
from d9311.ui.page import Page
from d9311.ui.payers.worry import draw_worry_line
from d9311.ui.show import words
from d9311.ui.show.heads import note_said
from d9311.ui.work.standing import open_items
from d9311.ui.work.worth import Worth, worth_of

if TYPE_CHECKING:
    import pandas


def draw_overview(page: Page) -> None:
    """Draw what the loaded files tell, and say which file is missing."""
    now = records(page.run("overview"))[0]
    if not page.has("claims"):
        _draw_answer(page, answer_of_records(now))
        draw_cards(page, now, None)
        states.without("claims", page.link)
    else:
        items = _read_items(page)
        worth = None if items is None else worth_of(items)
        _draw_answer(page, answer(now, worth), now)
        _draw_parts(page, now, items, worth)
        if not page.has("consultations"):
            states.without("consultations", page.link)
    draw_more(page)
    _draw_dates(page)


def _read_items(page: Page) -> pandas.DataFrame | None:
    """Return the open items of work; say why there are none where what people did cannot be read."""
    try:
        return open_items(page)
    except StoreError as error:
        st.warning(words.literal(error), icon=":material/error:")
        return None


def _draw_answer(page: Page, sentence: str, now: Row | None = None) -> None:
    """Draw the title and the sentence that answers; of claims, what its numbers are and the rows."""
    with st.container(key="overview_top"):
        st.html(f'<p class="d-answer">{escape(sentence)}</p>')
        note_said(sentence)
        if now is None:
            return
        terms = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in explained(now))
        with st.container(horizontal=True, key="overview_reach"):
            st.html(
                f'<details class="d-terms"><summary>What each number is</summary><dl>{terms}</dl></details>'
            )
            if now["episodes"]:
                page.rows_behind(f"See the {words.plural(now['episodes'], 'claim')}", outcome="counted")


def _draw_parts(page: Page, now: Row, items: pandas.DataFrame | None, worth: Worth | None) -> None:
    """Draw cards, what to do next, gaps, and payers: their chart first, because the browser takes longest for
    it, and draws it while the rest is computed.
    """
    cards = st.container(gap=None)
    with st.container(key="overview_below"):
        left, right = st.columns(2, gap="medium")
    above, chart = right.container(gap=None), right.container(gap=None)
    payers = page.run("approval_by_payer")
    with chart:
        page.chart(figures.approval_at_a_glance(payers), payers, "approval_by_payer")
    with cards:
        draw_cards(page, now, worth)
    with left:
        if items is not None:
            draw_next(page, items)
        if page.has("consultations"):
            draw_gaps(page)
    with above:
        page.section("Approval by payer", "Of those decided, with the 95% interval; hollow: 5 to 29 decided.")
        draw_worry_line(page, payers)
    with right:
        _draw_reach(page, payers)


def _draw_reach(page: Page, payers: pandas.DataFrame) -> None:
    line = page.reach(payers, "approval_by_payer")
    more = len(payers) - GLANCE
    says = (
        f"{words.plural(more, 'payer')} with fewer decided not shown: see all"
        if more > 0
        else "More about payers"
    )
    with line:
        page_link(PAYERS, says, ":material/arrow_forward:", page.link)


def _draw_dates(page: Page) -> None:
    """Say in a line how far the files behind the numbers reach, and lead to all about them."""
    facts = page.facts
    dates = {
        "service date": facts["last_service_date"],
        "decision": facts["newest_decision_date"],
        "consultation": facts["newest_consultation_date"],
    }
    newest = [f"newest {what} {words.day(day)}" for what, day in dates.items() if day is not None]
    told = " · ".join([*newest, f"{words.plural(facts['rows_set_aside'], 'row')} set aside"])
    with st.container(horizontal=True, vertical_alignment="center", key="overview_dates"):
        st.caption(told[0].upper() + told[1:])
        page_link(DATA, "All about the data", ":material/database:", page.link)
