"""One kept view then and now: each number twice, what lies between, and its claims."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.conditions.quantities import APART, DOLLARS, PART, Quantity
from d9311.desk.views import Counted, Kept, View
from d9311.figures.words import words as phrase
from d9311.frames import records
from d9311.ingest.places import database_path
from d9311.kept.causes import why
from d9311.kept.comparing import Compared, Reopened, filters_now, reopen
from d9311.kept.differences import AMOUNT, ENTERED, LEFT, TURNED, Difference
from d9311.store import StoreError
from d9311.ui.kept.control import KEPT
from d9311.ui.kept.written import (
    difference_in_words,
    filters_in_words,
    interval_of,
    of_in_words,
    value_of,
)
from d9311.ui.linked import linked_choice
from d9311.ui.links import WORK, claim_link, go, page_link, record_link
from d9311.ui.menu import entry
from d9311.ui.page import Page
from d9311.ui.show import words
from d9311.ui.show.table import draw_table

if TYPE_CHECKING:
    import pandas

Row = dict[str, Any]
HEADS = ("Number", "Then", "Now", "Between")
KIND_WORDS = {ENTERED: "Came in", LEFT: "Went out", TURNED: "Turned", AMOUNT: "Amount changed"}
LABELS = {
    "what": "What happened", "day": "Date", "then": "Then", "now": "Now",
    "part": "Counted", "amount": "Dollars", "why": "Why",
}  # fmt: skip
WIDTHS = {"what": 100, "named": 110, "then": 110, "now": 110, "why": 370}


def draw_compared(page: Page, view: View) -> None:
    """Draw a view's numbers then and now, and the rows that made the difference of one of them."""
    filters = filters_now(view, page.filters.scope)
    try:
        found = reopen(
            database_path(), view, page.filters.scope, lambda name: page.session.listing(name, filters)
        )
    except StoreError as error:
        st.warning(words.literal(error), icon=":material/error:")
        return
    page.section(words.literal(view.name), words.literal(_told(page, view)))
    st.html(_table(found))
    st.caption("Under each rate stand its counts and its 95% interval.")
    _draw_written(view.kept)
    link = {**view.kept.link, KEPT: [str(view.view)]}
    page_link(entry(view.kept.page).file, "Open the page", ":material/open_in_new:", link)
    differing = [one for one in found.numbers if one.found]
    if not differing:
        st.info("Every number is made by the same claims as then.", icon=":material/check:")
        return
    places = {str(found.numbers.index(one)): one.then.quantity.label for one in differing}
    chosen = linked_choice(
        "of", "Claims between then and now", list(places), default=next(iter(places)),
        shown=places.__getitem__,
    )  # fmt: skip
    if chosen in places:
        _draw_rows(page, found, found.numbers[int(chosen)])


def _draw_written(kept: Kept) -> None:
    """Show what was kept as it was written, and say what was not kept."""
    if kept.written:
        st.markdown("**Kept as it was written, without claims to compare**")
        lines = "".join(
            f"<p><i>·</i><span>{escape(f'{name}: {text}')}</span></p>" for name, text in kept.written
        )
        st.html(f'<div class="d-says">{lines}</div>')
    if kept.tables:
        named = ", ".join(map(words.literal, kept.tables))
        st.caption(f"Not kept are the tables of the page and their charts: {named}.")


def _told(page: Page, view: View) -> str:
    kept = view.kept
    return (
        f"{entry(kept.page).title}, {filters_in_words(view, page.practices)}. Kept by {view.who} on "
        f"{words.day(view.day)}, of the data of import {kept.call} ({kept.files}). Now: the same filters and "
        "days in the data of today."
    )


def _table(found: Reopened) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    rows = "".join(
        f'<tr><th scope="row">{escape(one.then.quantity.label)}</th><td>{_cell(one.then)}</td>'
        f"<td>{_cell(one.now)}</td><td>{escape(difference_in_words(one.found, one.then))}</td></tr>"
        for one in found.numbers
    )
    return f'<table class="d-kept"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(number: Any) -> str:
    under = " · ".join(part for part in (of_in_words(number).strip(" ()"), interval_of(number)) if part)
    return f"<b>{escape(value_of(number))}</b><small>{escape(under)}</small>"


def _draw_rows(page: Page, found: Reopened, one: Compared) -> None:
    """Show the rows between then and now; one that is in the data opens on the page Work."""
    frame = _frame(page, found, one)
    counts = "amount" if one.then.quantity.kind == DOLLARS else "part"
    labels = {**LABELS, "named": "Consultation" if one.then.quantity.of_consultations else "Claim"}
    columns = ["what", "named", "then", "now", counts, "why", "payer", "day"]
    position = draw_table(
        frame, columns, key="kept_between", measure="kept_view", labels=labels, on_open=None, export=True,
        rows_open=True, widths=WIDTHS,
    )  # fmt: skip
    st.caption("Then, and what is listed here, makes now. A row opens its claim or consultation on Work.")
    if isinstance(position, int) and (item := one.found[position].pair.item):
        kind, _, name = item.partition("|")
        practice, _, consultation = name.partition("|")
        link = claim_link(page.link, name) if kind == "episode" else None
        go(WORK, link or record_link(page.link, practice, consultation))


def _frame(page: Page, found: Reopened, one: Compared) -> pandas.DataFrame:
    import pandas

    known = _known(page, one)
    place, quantity = found.numbers.index(one), one.then.quantity
    rows = [
        {
            **_row(difference, known, found),
            "then": _outcome(difference.pair.then, place, quantity),
            "now": _outcome(difference.pair.now, place, quantity),
        }
        for difference in one.found
    ]
    return pandas.DataFrame(rows)


def _known(page: Page, one: Compared) -> dict[str, Row]:
    """Return what is known now of the rows, of all dates and filters that the user may see, by item."""
    name = "consultations" if one.then.quantity.of_consultations else "episodes"
    return {row["item_id"]: row for row in records(page.session.listing(name, page.everything))}


def _row(difference: Difference, known: dict[str, Row], found: Reopened) -> Row:
    pair = difference.pair
    now = known.get(pair.item, {})
    return {
        "what": KIND_WORDS[difference.kind],
        "named": now.get("claim_ids") or now.get("consultation_id") or _named(pair.was or pair.item),
        "payer": now.get("payer"),
        "day": now.get("service_date") or now.get("consultation_date"),
        "part": difference.part,
        "amount": difference.amount,
        "why": why(difference, found.causes.get(pair.item)),
    }


def _named(item: str) -> str:
    """Return the number in the name of an item that is not in the data."""
    kind, _, name = item.partition("|")
    parts = name.split("|")
    return parts[1] if len(parts) > 1 else name


def _outcome(counted: Counted | None, place: int, quantity: Quantity) -> str:
    """Return the outcome of an episode, of a consultation whether the number counts it."""
    if counted is None:
        return words.UNKNOWN
    if counted.outcome:
        return phrase(counted.outcome)
    at = int(counted.at[place])
    if at == APART or quantity.part is None:
        return "not counted" if at == APART else "counted"
    named = ("complete", "incomplete") if quantity.rows.get("element") == "strict" else ("yes", "no")
    return named[at != PART]
