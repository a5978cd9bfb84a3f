"""Tables of claims on a payer's card: rows that open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.behind.claims import draw_claim_rows
from d9311.ui.links import card_link

if TYPE_CHECKING:
    import pandas

    from d9311.ui.page import Page


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
