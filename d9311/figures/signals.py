"""Chance or not: the funnel of payers and other groups."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import FEW
from .layout import AXIS, UNSELECTED, base, drop_lone_legend, empty, percent_axis
from .palette import APPROVED, GAP, GUIDE
from .words import called, interval, lines, literal, named, of, percent

SIGNALS = {
    "inside": ("within chance", APPROVED, "circle"),
    "below": ("below, beyond chance", GAP, "triangle-down"),
    "above": ("above, beyond chance", GAP, "triangle-up"),
}
NEAR, FAR = "95% limits", "99.8% limits"


def funnel(frame: Any, group: tuple[str, ...] = ("payer",)) -> go.Figure:
    """Approval rate over decided episodes with the limits of chance; the frame of a query of signals.

    `group` are its group columns. Groups with fewer than five decided are not drawn; they are in the table.
    """
    rows = records(frame)
    drawn = [row for row in rows if row["decided"] >= FEW]
    if not drawn:
        return empty("Nothing has five decided episodes in this selection.")
    highest = max(row["decided"] for row in drawn)
    figure = base(
        420,
        margin={"l": 4, "r": 12, "t": 40, "b": 8, "pad": 0},
        xaxis={
            **AXIS,
            "title": {"text": "decided episodes"},
            "range": [0, 1.08 * highest],
            "showgrid": False,
        },
        yaxis={**AXIS, **percent_axis()},
    )
    _add_target(figure, [row for row in rows if row["decided"]])
    _add_limits(figure, drawn, ("limit_95_low", "limit_95_high"), "dash", NEAR)
    _add_limits(figure, drawn, ("limit_998_low", "limit_998_high"), "solid", FAR)
    for signal, (name, colour, symbol) in SIGNALS.items():
        _add_groups(figure, [row for row in drawn if row["signal"] == signal], group, (name, colour, symbol))
    return drop_lone_legend(figure)


def _add_target(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    rate = sum(row["approved"] for row in rows) / sum(row["decided"] for row in rows)
    # the rate around which the limits lie, so there is a line only where there are limits
    if len(rows) > 1:
        figure.add_hline(y=rate, line={"color": GUIDE, "width": 1, "dash": "dot"}, layer="below")


def _add_limits(
    figure: go.Figure, rows: Sequence[dict[str, Any]], ends: tuple[str, str], dash: str, name: str
) -> None:
    known = sorted((row for row in rows if row[ends[0]] is not None), key=lambda row: row["decided"])
    for place, end in enumerate(ends if known else ()):
        figure.add_trace(
            go.Scatter(
                x=[row["decided"] for row in known],
                y=[row[end] for row in known],
                mode="lines",
                line={"color": GUIDE, "width": 1.5, "dash": dash, "shape": "spline", "smoothing": 0.6},
                name=name,
                legendgroup=name,
                showlegend=place == 0,
                hoverinfo="skip",
            )
        )


def _add_groups(
    figure: go.Figure, rows: Sequence[dict[str, Any]], group: tuple[str, ...], look: tuple[str, str, str]
) -> None:
    if not rows:
        return
    name, colour, symbol = look
    figure.add_trace(
        go.Scatter(
            x=[row["decided"] for row in rows],
            y=[row["approval_rate"] for row in rows],
            mode="markers",
            name=name,
            customdata=[[row[column] for column in group] for row in rows],
            hovertext=[_group_hover(row, group) for row in rows],
            hoverinfo="text",
            marker={"color": colour, "size": 11, "symbol": symbol},
            unselected=UNSELECTED,
            cliponaxis=False,
        )
    )


def _group_hover(row: dict[str, Any], group: tuple[str, ...]) -> str:
    limits = row["limit_998_low"]
    names = [
        literal(
            called(row, column)
            if column == "practice_id"
            else named(row[column], column.removesuffix("_name"))
        )
        for column in reversed(group)
    ]
    return lines(
        f"<b>{', '.join(names)}</b>",
        f"approved {of(row['approved'], row['decided'])} decided: {percent(row['approval_rate'])}",
        interval(row["ci_low"], row["ci_high"]),
        "" if limits is None else f"chance reaches {percent(limits)} to {percent(row['limit_998_high'])}",
    )
