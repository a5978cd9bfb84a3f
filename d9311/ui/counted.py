"""Tables as pages show them: the columns that say something, exports and definition in one line below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from d9311.ui.export.controls import draw_export_of
from d9311.ui.show.headings import heading

if TYPE_CHECKING:
    import pandas

    from d9311.ui.page import Page


def draw_counts(
    page: Page,
    measure: str,
    rows: pandas.DataFrame,
    columns: Sequence[str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> None:
    """Show a measure's counts, each opening its rows, with exports and definition in one line below."""
    page.table(rows, columns, key=measure, measure=measure, labels=labels, export=False)
    draw_reach(page, measure, measure)


def draw_reach(page: Page, table: str, measure: str) -> None:
    """Draw below a table, by the key under which it was drawn, its exports and a measure's definition."""
    with st.container(horizontal=True, key=f"reach_{table}"):
        draw_export_of(table, name=table)
        page.definition(measure, key=table)


def filled(
    rows: pandas.DataFrame, columns: Sequence[str], labels: Mapping[str, str]
) -> tuple[list[str], str]:
    """Return those columns that at least one row fills, and a sentence that names the others, if any."""
    blank = [name for name in columns if rows[name].isna().all()]
    named = ", ".join(heading(name, labels) for name in blank)
    told = f"Blank in every row, so left out: {named}." if blank else ""
    return [name for name in columns if name not in blank], told
