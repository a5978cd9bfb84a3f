"""What a page shows when it has no numbers to show: no data, data that do not open, nothing in the filter."""

from __future__ import annotations

import streamlit as st

from d9311.home import is_read_only
from d9311.ui.filter_state import clear_filters
from d9311.ui.links import DATA, Link, page_link, way_in


def no_data() -> None:
    """Say that nothing is loaded and lead to the place where that changes."""
    if is_read_only():
        with _state("inbox", "Nothing is published yet"):
            st.text("These pages show what is made elsewhere, as soon as it is there.")
        return
    with _state("inbox", "Nothing is loaded yet"):
        st.text(
            "Drop your claims export and your consultations export on the Data page; "
            "every number follows from them."
        )
        page_link(DATA, "Load your files", ":material/upload_file:", {})


# What follows from each kind of file.
FOLLOWS = {
    "claims": "every rate, reason, amount and waiting time",
    "consultations": "complete records, scenarios, and what was consulted and never billed "
    "or billed without a record",
}
MISSING = {"claims": "No D9311 claim is loaded", "consultations": "No consultations are loaded"}


def without(kind: str, link: Link) -> None:
    """Say that one of the two files is not there, what follows from it, and offer the workbook to fill in."""
    follows = f"From {kind} {'follow' if kind == 'consultations' else 'follows'} {FOLLOWS[kind]}."
    with _state("playlist_add", MISSING[kind], kind):
        if is_read_only():
            st.text(f"{follows} What is shown here is made elsewhere, without them.")
            return
        st.text(
            f"{follows} Drop the export on the Data page; if your system gives none, fill in this workbook "
            "and drop it there."
        )
        # it knows how files are read, which no other page does
        from d9311.ui.data.templates import draw_workbook

        with st.container(horizontal=True, vertical_alignment="center"):
            draw_workbook(kind)
            page_link(DATA, "Load your files", ":material/upload_file:", link)


def damaged(reason: str) -> None:
    """Say that the database does not open, why, and what to do."""
    with _state("error", "The data do not open"):
        st.text(reason)
        if is_read_only():
            return
        st.text(
            "Your exports are untouched. Close other programs that use the file, or load the exports again."
        )
        page_link(DATA, "Go to the Data page", ":material/database:", {})


def nothing_in_filter() -> None:
    """Say that the filters leave no row, and offer to clear them."""
    with _state("filter_alt_off", "No row meets these filters"):
        st.text("The data are there; no episode and no consultation fits all of your choices at once.")
        st.button("Clear filters", type="primary", key="clear_empty", on_click=clear_filters)


def nothing_to_compare(invented: bool, link: Link) -> None:
    """Say that there is no import yet whose changes could be told, and when there will be."""
    loaded = (
        "When the next export is loaded where the data are made,"
        if is_read_only()
        else "Load the next export over what is loaded, as every month: then"
    )
    with _state("event_repeat", "Nothing to compare with yet"):
        st.text(
            f"{loaded} this page shows which claims were decided, which flipped, what was edited, and which "
            "denied claims have a complete record now."
        )
        label = "Use your own files" if invented else "Load the next export"
        way_in(DATA, label, ":material/upload_file:", link)


def _state(icon: str, title: str, name: str = "") -> st.delta_generator.DeltaGenerator:
    box = st.container(border=True, key=f"full_page_state{name and '_'}{name}")
    box.header(f":material/{icon}: {title}", anchor=False)
    return box
