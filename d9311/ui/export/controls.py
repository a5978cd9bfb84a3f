"""The two controls: a table as CSV or Excel, and the page as Excel or PDF; each file is made on click."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import streamlit as st

from d9311.exports import spreadsheet_csv
from d9311.frames import rows
from d9311.ui.export import paper
from d9311.ui.export.outline import Outline, Shown, outline
from d9311.ui.show.kinds import DRAWN

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
PICTURES = "_picture_format"  # of a chart, for as long as the session lasts
KINDS = {"png": "PNG", "svg": "SVG"}


def draw_export(table: Shown, *, name: str, key: str, what: str = "") -> None:
    """Offer a table as Excel, as it is shown, and as CSV, exactly the frame; `name` is that of the file.

    `what` stands before the kind where the table is more than what is drawn.
    """
    page = outline()
    with st.container(horizontal=True, gap="small", width="content", key=f"{key}_exports"):
        excel, csv = (f"{what}, {kind}" if what else kind for kind in ("Excel", "CSV"))
        _offer(excel, lambda: _workbook(page, table), f"{name}.xlsx", XLSX, key=f"{key}_excel")
        _offer(csv, lambda: _csv(table), f"{name}.csv", CSV, key=f"{key}_export")


def draw_export_of(key: str, *, name: str) -> None:
    """Offer the table that the page has drawn under a key, where its control stands beside others."""
    table = outline().entries[key]
    assert isinstance(table, Shown)
    draw_export(table, name=name, key=key)


def draw_page_export(page: Outline) -> None:
    """Offer all that the page shows, once it is drawn, and say in which form charts give their picture."""
    with st.popover("Export page", icon=":material/download:", type="tertiary", key="page_exports"):
        _offer("Excel", lambda: _workbook(page), f"{page.about.page}.xlsx", XLSX, key="page_excel")
        _offer("PDF", lambda: paper.of_pages([page]), f"{page.about.page}.pdf", PDF, key="page_pdf")
        st.segmented_control(
            "Picture of a chart, by the button above it", list(KINDS), format_func=KINDS.__getitem__,
            default="png", required=True, key=PICTURES, persist_state="session",
        )  # fmt: skip


def chart_config(name: str) -> dict[str, object]:
    """Return Plotly's settings of a chart: one button, which saves its picture from the browser."""
    form = st.session_state.get(PICTURES) or "png"
    return {
        "displaylogo": False,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": form, "filename": f"d9311-{_slug(name)}", "scale": 2},
    }


def _offer(label: str, made: Callable[[], bytes], name: str, mime: str, *, key: str) -> None:
    """Offer one file; the random part of its name keeps its address from being guessed."""
    stem, _, end = name.rpartition(".")
    st.download_button(
        label,
        data=made,
        file_name=f"d9311-{_slug(stem)}-{secrets.token_hex(8)}.{end}",
        mime=mime,
        type="tertiary",
        icon=":material/download:",
        key=key,
        on_click="ignore",
    )


# What writes a workbook is loaded once one is wanted.
def _workbook(page: Outline, table: Shown | None = None) -> bytes:
    from d9311.ui.export import workbook

    return workbook.of_page(page) if table is None else workbook.of_table(page.about, table)


def _slug(name: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())


def _csv(table: Shown) -> bytes:
    frame = table.frame.drop(columns=DRAWN, errors="ignore")
    return spreadsheet_csv(list(frame.columns), rows(frame))
