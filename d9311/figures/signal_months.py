"""The control chart of months: which of them differ by more than chance."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .layout import AXIS, UNSELECTED, base, empty, percent_axis
from .months import MONTH_AXIS, middle, month_range
from .palette import APPROVED, GAP, GUIDE
from .words import lines, of, percent, sentence

RULES = {
    "point_outside": "outside its limits",
    "run_of_eight": "eighth month in a row on one side",
    "trend_of_six": "sixth month in a row in one direction",
    "two_of_three": "second of three months near a limit",
}
LIMITS = (
    ("centre", "dot", "centre line"),
    ("limit_low", "dash", "limits of chance"),
    ("limit_high", "dash", ""),
)


def approval_signals(frame: Any, recalculated_from: str | None = None) -> go.Figure:
    """Approval rate of the mature months with centre line, limits and signals; `approval_signals`' frame.

    Lines break at the month from which a person had the limits recalculated.
    """
    months = [row for row in records(frame) if row["centre"] is not None]
    if not months:
        return empty("No mature month in this selection.")
    figure = base(
        380,
        margin={"l": 4, "r": 4, "t": 40, "b": 8, "pad": 0},
        xaxis={**MONTH_AXIS, "range": month_range([row["month"] for row in months])},
        yaxis={**AXIS, **percent_axis()},
    )
    start = recalculated_from or ""
    phases = [
        [row for row in months if row["month"] < start],
        [row for row in months if row["month"] >= start],
    ]
    for place, phase in enumerate(phase for phase in phases if phase):
        _add_limits(figure, phase, is_named=place == 0)
    if phases[0] and phases[1]:
        edge = f"{phases[1][0]['month']}-01"
        line = {"color": GUIDE, "width": 1}
        figure.add_shape(type="line", x0=edge, x1=edge, y0=0, y1=1, yref="paper", line=line, layer="below")
    _add_rates(figure, months)
    return figure


def _add_limits(figure: go.Figure, months: Sequence[dict[str, Any]], is_named: bool) -> None:
    for column, dash, name in LIMITS:
        if any(row[column] is not None for row in months):
            figure.add_trace(
                go.Scatter(
                    x=[middle(row["month"]) for row in months],
                    y=[row[column] for row in months],
                    # a phase of one month is no line
                    mode="lines" if len(months) > 1 else "markers",
                    marker={"symbol": "line-ew-open", "size": 12, "color": GUIDE},
                    name=name,
                    showlegend=bool(name) and is_named,
                    hoverinfo="skip",
                    line={"color": GUIDE, "width": 1.5, "dash": dash},
                )
            )


def _add_rates(figure: go.Figure, months: Sequence[dict[str, Any]]) -> None:
    is_signal = [bool(row["rules"]) for row in months]
    figure.add_trace(
        go.Scatter(
            x=[middle(row["month"]) for row in months],
            y=[row["approval_rate"] for row in months],
            mode="lines+markers",
            name="approved of decided",
            customdata=[[row["month"]] for row in months],
            hovertext=[_month_hover(row) for row in months],
            hoverinfo="text",
            line={"color": APPROVED, "width": 2},
            unselected=UNSELECTED,
            marker={
                "size": [13 if signal else 8 for signal in is_signal],
                "color": [GAP if signal else APPROVED for signal in is_signal],
                "symbol": ["diamond" if signal else "circle" for signal in is_signal],
            },
        )
    )


def _month_hover(row: dict[str, Any]) -> str:
    found = [RULES[rule] for rule in row["rules"].split(";") if rule]
    return lines(
        f"<b>{row['month']}</b>",
        f"approved {of(row['approved'], row['decided'])} decided: {percent(row['approval_rate'])}",
        *[sentence(text) for text in found],
    )
