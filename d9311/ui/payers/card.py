"""Whose card it is: the payer of the link, of the select box, or the one with most decided episodes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from d9311.filters import Filters, payer_key
from d9311.frames import records
from d9311.ui.export.outline import outline
from d9311.ui.filter_bar import BASES
from d9311.ui.filter_state import clear_filters
from d9311.ui.links import CARD
from d9311.ui.page import Page
from d9311.ui.show import words

Row = Mapping[str, Any]
BOX = "payer_card"
NEAR = 3  # names offered for one that is not there


@dataclass(frozen=True)
class Card:
    """One payer's card: a page whose every number and row is the payer's,
    and its row of `approval_by_payer`.
    """

    page: Page
    payer: str
    figures: Row


def open_card(page: Page) -> Card:
    """Draw the choice of a payer and return the chosen one's card; the run ends here where there is none.

    The payer comes from the link (`?card=NAME`, in any spelling that differs by case or spaces),
    else it is the one with most decided episodes in the filter. The filter on payers does not
    bind a card that is asked for.
    """
    everyone = page.run("approval_by_payer", replace(page.filters, payers=None))
    payers = {row["payer"]: row for row in sorted(records(everyone), key=lambda row: -row["decided"])}
    asked = st.query_params.get(CARD, "")
    chosen = _named(asked, payers) if asked else _most_decided(page, payers)
    _draw_choice(payers, chosen)
    if chosen is None:
        _draw_absent(page, asked, payers)
        st.stop()
    outline().describe(part=f"Card of {chosen}")
    own = replace(page.filters, payers=(chosen,))
    return Card(replace(page, filters=own, within={"payer": chosen}), chosen, payers[chosen])


def filters_in_words(filters: Filters, practices: Mapping[str, str] | None = None) -> str:
    """Say what the numbers of a card are of, for whoever holds it on paper: period, date, other filters."""
    parts = [words.period_of(filters), BASES[filters.date_basis].casefold()]
    for name in ("practices", "providers", "scenarios"):
        chosen = getattr(filters, name)
        if chosen and name == "practices":
            chosen = [(practices or {}).get(one, one) for one in chosen]
        parts.append(f"all {name}" if chosen is None else f"{name} {', '.join(chosen)}".replace("_", " "))
    return " · ".join(parts)


def _named(asked: str, payers: Mapping[str, Row]) -> str | None:
    return next((payer for payer in payers if payer_key(payer) == payer_key(asked)), None)


def _most_decided(page: Page, payers: Mapping[str, Row]) -> str | None:
    keys = None if page.filters.payers is None else {payer_key(name) for name in page.filters.payers}
    return next((payer for payer in payers if keys is None or payer_key(payer) in keys), None)


def _draw_choice(payers: Mapping[str, Row], chosen: str | None) -> None:
    if not payers:
        return
    st.session_state[BOX] = chosen
    st.selectbox(
        "Payer",
        list(payers),
        key=BOX,
        format_func=lambda payer: f"{payer} ({payers[payer]['decided']:,} decided)",
        placeholder="Choose a payer",
        label_visibility="collapsed",
        width=420,
        on_change=_chosen,
    )


def _chosen() -> None:
    _show(st.session_state[BOX])


def _show(payer: str) -> None:
    """Write a payer into the link, which alone says whose card it is."""
    st.query_params[CARD] = payer


def _draw_absent(page: Page, asked: str, payers: Mapping[str, Row]) -> None:
    """Say that there is no card, why, and where the next one is."""
    known = page.session.listing("choices", Filters(scope=page.filters.scope))
    spellings = [str(name) for name in known[known["kind"] == "payer"]["value"]]
    with st.container(border=True, key="full_page_state"):
        if asked and not _named(asked, dict.fromkeys(spellings, {})):
            st.header(":material/search_off: No payer of that name", anchor=False)
            st.text(f"The data hold no payer “{asked}”, or none among the practices that you may see.")
            _draw_near(asked, [*payers])
            return
        if asked:
            st.header(f":material/filter_alt_off: {words.literal(asked)}", anchor=False)
            st.text("This payer is in the data, but has no D9311 claim within the filters that reached it.")
        else:
            st.header(":material/filter_alt_off: No payer has a claim here", anchor=False)
            st.text("No D9311 claim within the filters has reached a payer.")
        st.button("Clear filters", key="clear_card", on_click=clear_filters)


def _draw_near(asked: str, payers: Sequence[str]) -> None:
    """Offer the nearest names; a link to the page that is open would leave the wrong name in the address."""
    keys = {payer_key(payer): payer for payer in payers}
    for key in difflib.get_close_matches(payer_key(asked), keys, n=NEAR, cutoff=0.5):
        st.button(
            f"Did you mean {words.literal(keys[key])}?",
            icon=":material/arrow_forward:",
            type="tertiary",
            key=f"near_{keys[key]}",
            on_click=_show,
            args=(keys[key],),
        )
