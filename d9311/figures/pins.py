"""Notes that somebody pinned to months, on any figure over months: a line at the month, its words above."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from .months import middle
from .palette import GUIDE
from .words import lines, literal, shortened

LINE = 15  # pixels of a line of words
MOST_LINES = 3  # neighbours stand on lines of their own; a fourth shares that of the first
WIDTH = 34  # characters of a note above the figure; all of it is in the hover and in the list


@dataclass(frozen=True)
class Pin:
    """A note on a figure: its month `2025-03` and its words."""

    month: str
    text: str


def pinned(figure: go.Figure, pins: Sequence[Pin]) -> go.Figure:
    """Return the figure with the pins that lie in the range of its dates; it grows by their lines.

    A figure without an axis of dates, as an empty one, is returned as it is.
    """
    axis = figure.layout.xaxis
    if axis.type != "date" or not axis.range:
        return figure
    first, last = (str(end)[:7] for end in axis.range)  # the last is the month after
    shown = [pin for pin in sorted(pins, key=lambda one: one.month) if first <= pin.month < last]
    if not shown:
        return figure
    rows = min(len(shown), MOST_LINES)
    room = rows * LINE + 6
    figure.update_layout(height=figure.layout.height + room, margin={"t": figure.layout.margin.t + room})
    for place, pin in enumerate(shown):
        figure.add_shape(_line(pin))
        figure.add_annotation(_words(pin, rows - 1 - place % rows, is_late=pin.month > _between(first, last)))
    return figure


def _line(pin: Pin) -> dict[str, Any]:
    look = {"color": GUIDE, "width": 1, "dash": "dot"}
    day = middle(pin.month)
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "yref": "paper", "line": look}


def _words(pin: Pin, level: int, is_late: bool) -> dict[str, Any]:
    return {
        "text": f"{shortened(pin.text, WIDTH)} ▾" if is_late else f"▾ {shortened(pin.text, WIDTH)}",
        "hovertext": lines(f"<b>{pin.month}</b>", literal(pin.text)),
        "x": middle(pin.month), "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + level * LINE,
        "xanchor": "right" if is_late else "left", "xshift": 5 if is_late else -5,
        "showarrow": False, "font": {"size": 11},
    }  # fmt: skip


def _between(first: str, last: str) -> str:
    """The month in the middle of an axis: words of later ones stand to the left of their line."""
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    middle_month = (start + end) // 2
    return f"{middle_month // 12:04d}-{middle_month % 12 + 1:02d}"
