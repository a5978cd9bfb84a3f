"""One table: readable headings, literal text, counts that open their rows, and our own export."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from d9311.conditions.rows import Conditions
from d9311.exports import spreadsheet_csv
from d9311.frames import records, rows
from d9311.ui.behind.counts import payer_of
from d9311.ui.show.headings import INTERVALS, column_format, heading, shown

if TYPE_CHECKING:
    import pandas

Opens = Callable[[Mapping[str, Any], str], Conditions | None]
Opening = Callable[[Mapping[str, Any], str], Conditions | str | None]  # text: the payer of a card

# A longer table scrolls in itself, so that what follows stays in reach.
VISIBLE_ROWS = 16
# A click anywhere in a row opens it; the box before it is for the keyboard, or chooses many.
BOXES: dict[object, Any] = {
    False: "single-cell",
    True: ["single-row", "single-cell"],
    "many": ["multi-row", "single-cell"],
}
SCROLLED_HEIGHT = {False: 460, True: 640}


def draw_table(
    frame: pandas.DataFrame,
    columns: Sequence[str] | None,
    *,
    key: str,
    measure: str,
    labels: Mapping[str, str],
    on_open: Opening | None,
    export: bool,
    rows_open: bool | Literal["many"] = False,
    widths: Mapping[str, int] | None = None,
) -> Conditions | str | int | None:
    """Draw the table; return the conditions of the clicked count or the payer whose card is to open.

    With `rows_open` a whole row is chosen instead, and its position returned; with "many" by a click on a
    cell alone, while the boxes choose many, for the page to read. `widths` of columns are pixels.
    """
    written = shown(frame, _names(frame, columns))
    config = {name: column_format(name, written[name], heading(name, labels)) for name in written}
    for name, width in (widths or {}).items():
        config[name]["width"] = width
    selection: Any = st.dataframe(
        written,
        key=key,
        hide_index=True,
        column_config=config,
        height="content" if len(written) <= VISIBLE_ROWS else SCROLLED_HEIGHT[bool(rows_open)],
        on_select="rerun" if on_open or rows_open else "ignore",
        selection_mode=BOXES[rows_open],
        lazy=False,
        placeholder="–",
    )
    if export:
        draw_export(frame, name=measure or key, key=key)
    if rows_open:
        rows = [] if rows_open == "many" else selection.selection.rows
        chosen = [*rows, *(row for row, _ in selection.selection.cells)]
        return next((row for row in chosen if row < len(frame)), None)
    return _clicked(selection, frame, on_open, measure) if on_open else None


def _names(frame: pandas.DataFrame, columns: Sequence[str] | None) -> list[str]:
    """Return the columns to show: an interval is one of them, and a practice stands by its name."""
    paired = set(INTERVALS.values())
    names = [name for name in (columns or frame.columns) if name in frame and name not in paired]
    return [name for name in names if name != "practice_name" or "practice_id" not in names]


def draw_export(frame: pandas.DataFrame, *, name: str, key: str, label: str = "Export CSV") -> None:
    """Offer a frame as CSV, made on click; the random part of its name keeps its
    address from being guessed.
    """
    st.download_button(
        label,
        data=lambda: _csv(frame),
        file_name=f"{name}-{secrets.token_hex(8)}.csv",
        mime="text/csv",
        icon=":material/download:",
        type="tertiary",
        key=f"{key}_export",
        on_click="ignore",
    )


def _csv(frame: pandas.DataFrame) -> bytes:
    return spreadsheet_csv(list(frame.columns), rows(frame))


def _clicked(
    selection: Any, frame: pandas.DataFrame, opening: Opening, measure: str
) -> Conditions | str | None:
    cells = selection.selection.cells
    if not cells or cells[0][0] >= len(frame):
        return None
    position, column = cells[0]
    row = records(frame.iloc[[position]])[0]
    return payer_of(measure, column, row) or opening(row, column)
