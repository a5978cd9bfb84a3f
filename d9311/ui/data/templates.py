"""Empty files to fill in, offered where a practice system gives none."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import streamlit as st

from d9311.template import template_csv, template_workbook
from d9311.ui.data.recognise import KINDS

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_workbook(kind: str) -> None:
    """Offer the workbook to fill in, which offers what to choose from."""
    _draw(f"{KINDS[kind]}: workbook to fill in", kind, "xlsx", WORKBOOK, template_workbook)


def draw_csv_header(kind: str) -> None:
    """Offer a CSV file that is only a header."""
    _draw(f"{KINDS[kind]}: CSV header", kind, "csv", "text/csv", template_csv)


def _draw(label: str, kind: str, ending: str, mime: str, make: Callable[[str], bytes]) -> None:
    st.download_button(
        label,
        data=lambda: make(kind),
        file_name=f"{kind}-to-fill-in-{secrets.token_hex(8)}.{ending}",
        mime=mime,
        icon=":material/download:",
        type="secondary" if ending == "xlsx" else "tertiary",
        key=f"template_{kind}_{ending}",
        on_click="ignore",
    )
