"""The columns that an export may have, as a template to fill and a table to read,
and the grade of each measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas
import streamlit as st

from d9311.contract import FILES
from d9311.frames import records
from d9311.ui.data.grades import grades, in_words
from d9311.ui.data.recognise import KINDS
from d9311.ui.data.templates import draw_csv_header, draw_workbook
from d9311.ui.page import Page
from d9311.ui.show.table import draw_table


def draw_grades(page: Page) -> None:
    """Show which measures the loaded columns do not carry well, and the grade of every one on request."""
    page.section("What can be computed from it")
    listing = records(page.session.listing("exported", page.filters))
    exported = {
        kind: [row["column_name"] for row in listing if row["kind"] == kind]
        for kind in {row["kind"] for row in listing}
    }
    filled = {
        row["column_name"]: row["filled"] for row in records(page.session.listing("filled", page.filters))
    }
    rows = grades(exported, filled, bool(page.facts["keeps_history"]))
    st.caption(in_words(rows))
    if doubtful := [row for row in rows if row["because"]]:
        _draw_grades(doubtful, "grades")
    with st.expander(f"All {len(rows)} measures with their grade", type="compact"):
        _draw_grades(rows, "all_grades")


def _draw_grades(rows: Sequence[Mapping[str, str]], key: str) -> None:
    draw_table(pandas.DataFrame(rows), ("measure", "grade", "because"), key=key, measure="grades",
               labels={}, on_open=None, export=False)  # fmt: skip


def draw_columns() -> None:
    """Offer empty files to fill in, and the meaning of every column."""
    st.header("What a file may hold", anchor=False)
    st.caption(
        "Only the columns marked required must be there. An absent column is never counted as a blank one. "
        "Does your system record no consultations? Fill in the workbook, which offers what to choose from, "
        "and drop it above."
    )
    with st.container(horizontal=True):
        for kind in ("consultations", "claims"):
            draw_workbook(kind)
            draw_csv_header(kind)
    listed = st.container(gap="xsmall")
    for kind, columns in FILES.items():
        with listed.expander(f"Columns of {KINDS[kind].lower()}", type="compact"):
            rows = [
                {"column": column.name, "required": "required" if column.required else "",
                 "kind": column.kind, "meaning": column.meaning}
                for column in columns
            ]  # fmt: skip
            st.table(pandas.DataFrame(rows), hide_index=True, border="horizontal")
