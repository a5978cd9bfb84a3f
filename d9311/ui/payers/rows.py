"""Tables of a payer's card: counts that open their rows, and claims as rows that open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.behind.claims import draw_claim_rows
from d9311.ui.export.controls import draw_export_of
from d9311.ui.links import card_link

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
        draw_export_of(measure, name=measure)
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
    link = card_link(page.link, page.within["payer"])
    draw_claim_rows(link, rows, columns, key=key, measure=key, labels=labels)
