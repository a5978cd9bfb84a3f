"""The columns that an export may have, as a template to fill and a table to read, and the grade of each measure."""

from __future__ import annotations

import pandas
import streamlit as st

from d9311.contract import FILES, column_names
from d9311.exports import spreadsheet_csv
from d9311.ui.frames import records
from d9311.ui.grades import grades, in_words
from d9311.ui.page import Page
from d9311.ui.recognise import KINDS
from d9311.ui.table import draw_table


def draw_grades(page: Page) -> None:
    """Show for every measure whether the loaded columns carry it."""
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
    draw_table(pandas.DataFrame(rows), ("measure", "grade", "because"), key="grades", measure="grades", opens=None,
               labels={}, on_open=None, export=False)  # fmt: skip


def draw_columns() -> None:
    """Offer an empty template of each file, and the meaning of every column."""
    st.subheader("What a file may hold", anchor=False)
    st.caption(
        "Only the columns marked required must be there. An absent column is never counted as a blank one."
    )
    with st.container(horizontal=True):
        for kind in ("claims", "consultations"):
            st.download_button(
                f"Template for {kind}", data=spreadsheet_csv(column_names(kind), []), file_name=f"{kind}-template.csv",
                mime="text/csv", icon=":material/download:", key=f"template_{kind}", on_click="ignore",
            )  # fmt: skip
    listed = st.container(gap="xsmall")
    for kind, columns in FILES.items():
        with listed.expander(f"Columns of {KINDS[kind].lower()}", type="compact"):
            rows = [
                {"column": column.name, "required": "required" if column.required else "", "kind": column.kind,
                 "meaning": column.meaning}
                for column in columns
            ]  # fmt: skip
            st.table(pandas.DataFrame(rows), hide_index=True, border="horizontal")
