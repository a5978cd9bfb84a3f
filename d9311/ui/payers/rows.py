"""Tables of a payer's card: counts that open their rows, and claims as rows that open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.links import WORK, card_link, claim_link, go
from d9311.ui.show.frames import records
from d9311.ui.show.table import draw_export, draw_table

if TYPE_CHECKING:
    import pandas

    from d9311.ui.page import Page


def draw_counts(
    page: Page,
    measure: str,
    rows: pandas.DataFrame,
    columns: Sequence[str],
    labels: Mapping[str, str] | None = None,
) -> None:
    """Show a measure's counts, each opening its rows, with export and definition in one line below."""
    page.table(rows, columns, key=measure, measure=measure, labels=labels, export=False)
    with st.container(horizontal=True, key=f"reach_{measure}"):
        draw_export(rows, name=measure, key=measure)
        page.definition(measure)


def draw_claims(
    page: Page,
    rows: pandas.DataFrame,
    columns: Sequence[str],
    *,
    key: str,
    labels: Mapping[str, str],
    caption: str,
) -> None:
    """Show claims, one a row with its `episode_id`; a chosen row opens on the page Work."""
    st.caption(f"{caption}. Choose a row to open it.")
    chosen = draw_table(
        rows,
        columns,
        key=key,
        measure=key,
        labels=labels,
        on_open=None,
        export=True,
        rows_open=True,
    )
    if isinstance(chosen, int):
        link = card_link(page.link, page.within["payer"])
        go(WORK, claim_link(link, records(rows.iloc[[chosen]])[0]["episode_id"]))
