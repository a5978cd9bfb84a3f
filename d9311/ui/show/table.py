"""One table: readable headings, literal text, counts that open their rows, and our own export."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from d9311.conditions.rows import Conditions
from d9311.figures.widths import width
from d9311.frames import records
from d9311.ui.behind.counts import payer_of
from d9311.ui.export.controls import draw_export
from d9311.ui.export.outline import Shown, outline
from d9311.ui.show.headings import column_format, heading, shown
from d9311.ui.show.kinds import INTERVALS
from d9311.ui.show.printed import draw_printed_table
from d9311.ui.show.written import with_texts

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
CELL_EDGES = 26  # pixels beside the text of a cell, whose letters are a little larger than those of a chart
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
    whole: pandas.DataFrame | None = None,
    note: str = "",
) -> Conditions | str | int | None:
    """Draw the table; return the conditions of the clicked count or the payer whose card is to open.

    With `rows_open` a whole row is chosen instead, and its position returned; with "many" by a click on a
    cell alone, while the boxes choose many, for the page to read. `widths` are pixels. `whole`: the table of
    which the frame is a page, to be exported; `note` says which rows it has.
    """
    all_rows = frame if whole is None else whole
    table = note_table(all_rows, columns, key=key, measure=measure, labels=labels, note=note)
    written = shown(frame, list(table.columns))
    selection: Any = st.dataframe(
        with_texts(written),
        key=key,
        hide_index=True,
        column_config=_formats(written, labels, widths or {}),
        height="content" if len(written) <= VISIBLE_ROWS else SCROLLED_HEIGHT[bool(rows_open)],
        on_select="rerun" if on_open or rows_open else "ignore",
        selection_mode=BOXES[rows_open],
        lazy=False,
        placeholder="–",
    )
    draw_printed_table(table if whole is None else replace(table, frame=frame))
    if export:
        draw_export(table, name=measure or key, key=key)
    if rows_open:
        return _chosen(selection, len(frame), by_box=rows_open != "many")
    return _clicked(selection, frame, on_open, measure) if on_open else None


def width_of_names(names: Iterable[object], room: tuple[int, int]) -> int:
    """Return the pixels of a column that shows the longest of these names, as far as there is room.

    `room`: the least that the column takes, and the most that the columns beside it leave.
    """
    least, most = room
    return min(max(least, width([str(name) for name in names]) + CELL_EDGES), most)


def _chosen(selection: Any, size: int, *, by_box: bool) -> int | None:
    """Return the position of the row that is chosen, by a click on a cell or by its box."""
    rows = selection.selection.rows if by_box else []
    return next((row for row in (*rows, *(row for row, _ in selection.selection.cells)) if row < size), None)


def _formats(
    written: pandas.DataFrame, labels: Mapping[str, str], widths: Mapping[str, int]
) -> dict[str, Any]:
    """Return how each column is headed and written, and how wide it is where that is given."""
    formats = {name: column_format(name, written[name], heading(name, labels)) for name in written}
    for name, pixels in widths.items():
        formats[name]["width"] = pixels
    return formats


def note_table(
    frame: pandas.DataFrame,
    columns: Sequence[str] | None,
    *,
    key: str,
    measure: str,
    labels: Mapping[str, str],
    note: str = "",
) -> Shown:
    """Note in the page's outline what a table shows, on the screen or one click away, and return it."""
    here = outline()
    table = Shown(here.section, frame, tuple(_names(frame, columns)), labels, measure, note)
    here.put(key, table)
    return table


def _names(frame: pandas.DataFrame, columns: Sequence[str] | None) -> list[str]:
    """Return the columns to show: an interval is one of them, and a practice stands by its name."""
    paired = set(INTERVALS.values())
    names = [name for name in (columns or frame.columns) if name in frame and name not in paired]
    return [name for name in names if name != "practice_name" or "practice_id" not in names]


def _clicked(
    selection: Any, frame: pandas.DataFrame, opening: Opening, measure: str
) -> Conditions | str | None:
    cells = selection.selection.cells
    if not cells or cells[0][0] >= len(frame):
        return None
    position, column = cells[0]
    row = records(frame.iloc[[position]])[0]
    return payer_of(measure, column, row) or opening(row, column)
