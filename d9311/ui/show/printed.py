"""What only paper shows: what the page's numbers are of, and each table whole, which the screen paints a
part of.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from d9311.ui.export.columns import Column, written_columns
from d9311.ui.export.outline import About, Shown
from d9311.ui.export.paper import NUMBERS, head_of, texts_of
from d9311.ui.show import words

MOST = 400  # rows; the browser holds them on every page, though only paper shows them
WIDE = 12  # columns; more are set in smaller letters


def draw_printed_head(about: About) -> None:
    """Write, for paper alone, the period, the filters and how far the data reach."""
    if about.filters:
        lines = "<br>".join(escape(one) for one in head_of(about))
        st.html(f'<p class="d-paper">{lines}</p>')


def draw_printed_table(table: Shown) -> None:
    """Write a table, for paper alone, with its first 400 rows, and say how many there are beside."""
    columns = written_columns(replace(table, frame=table.frame.head(MOST)))
    texts = [[escape(text) for text in texts_of(column)] for column in columns]
    heads = "".join(_cell("th", column, escape(column.heading)) for column in columns)
    rows = "".join(
        f"<tr>{''.join(_cell('td', *cell) for cell in zip(columns, row, strict=True))}</tr>"
        for row in zip(*texts, strict=True)
    )
    more = len(table.frame) - MOST
    rest = f"<p>{words.plural(more, 'more row')}: “Export” has all of them.</p>" if more > 0 else ""
    size = ' class="d-wide"' if len(columns) > WIDE else ""
    body = f"<table{size}><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{rest}"
    st.html(f'<div class="d-paper">{body}</div>')


def _cell(tag: str, column: Column, text: str) -> str:
    return f'<{tag} class="d-right">{text}</{tag}>' if column.kind in NUMBERS else f"<{tag}>{text}</{tag}>"
