"""Denials by month with the events that somebody noted drawn as lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import FEW
from .layout import AXIS, base, empty, percent_axis
from .months import BAR, MONTH_AXIS, every_month, middle, month_range
from .palette import APPROVED, CLEAR, FAINT, GAP, GUIDE, HATCH, QUIET
from .words import count, interval, lines, of, percent

TOP, BOTTOM = [0.34, 0.94], [0, 0.22]


@dataclass(frozen=True)
class Mark:
    """An event on the chart: its day, the letter that names it in the list, and whether it is looked at."""

    day: date
    letter: str
    is_chosen: bool


def denial_months(frame: Any, marks: Sequence[Mark]) -> go.Figure:
    """Denied of decided by month with its interval, over bars of decided; the listing `denial_months`.

    Months with fewer than five decisions show their bar only; immature ones are hatched.
    """
    rows = records(frame)
    if not any(row["first_decided"] for row in rows):
        return empty("No decided claim with a date in this selection.")
    months = every_month([row["month"] for row in rows])
    figure = base(
        380,
        margin={"l": 4, "r": 4, "t": 40, "b": 8, "pad": 0},
        xaxis={**MONTH_AXIS, "anchor": "y2", "range": _range(months, marks)},
        yaxis={**AXIS, **percent_axis(), "domain": TOP},
        yaxis2={**AXIS, "domain": BOTTOM, "rangemode": "tozero", "nticks": 3, "showgrid": True},
        yaxis3={"domain": TOP, "range": [0, 1], "overlaying": "y", "visible": False, "fixedrange": True},
        shapes=[_line(mark) for mark in marks],
        annotations=[_bars_note(), *map(_letter, marks)],
    )
    _add_immature(figure, rows)
    _add_rates(figure, rows, months)
    _add_decided(figure, rows)
    return figure


def _range(months: Sequence[str], marks: Sequence[Mark]) -> list[str]:
    """Wide enough for the events too."""
    return month_range([*months, *(f"{mark.day:%Y-%m}" for mark in marks)])


def _line(mark: Mark) -> dict[str, Any]:
    look = {"color": APPROVED, "width": 2} if mark.is_chosen else {"color": GUIDE, "width": 1, "dash": "dot"}
    day = mark.day.isoformat()
    return {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": TOP[1], "yref": "paper", "line": look}


def _letter(mark: Mark) -> dict[str, Any]:
    text = f"<b>{mark.letter}</b>" if mark.is_chosen else mark.letter
    return {"text": text, "x": mark.day.isoformat(), "y": TOP[1], "yref": "paper", "yanchor": "bottom",
            "showarrow": False}  # fmt: skip


def _bars_note() -> dict[str, Any]:
    return {"text": "decided", "x": 0, "xref": "paper", "y": BOTTOM[1], "yref": "paper", "xanchor": "left",
            "yanchor": "bottom", "showarrow": False, "font": {"size": 11}}  # fmt: skip


def _add_immature(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    immature = [row["month"] for row in rows if row["mature"] is False]
    if immature:
        figure.add_trace(
            go.Bar(
                x=[middle(month) for month in immature],
                y=[1 for _ in immature],
                width=BAR,
                yaxis="y3",
                name="immature: over 10% pending",
                hoverinfo="skip",
                marker={"color": CLEAR, "pattern": HATCH, "line": {"width": 0}},
            )
        )


def _add_rates(figure: go.Figure, rows: Sequence[dict[str, Any]], months: Sequence[str]) -> None:
    by_month = {row["month"]: row for row in rows if row["first_decided"] >= FEW}
    shown = [by_month.get(month) for month in months]
    figure.add_trace(
        go.Scatter(
            x=[middle(month) for month in months],
            y=[row and row["denial_rate"] for row in shown],
            mode="lines+markers",
            name="denied of decided, with its 95% interval",
            hovertext=[_hover(row) if row else "" for row in shown],
            hoverinfo="text",
            line={"color": GAP, "width": 2},
            marker={
                "size": 8,
                "symbol": ["circle-open" if row and row["mature"] is False else "circle" for row in shown],
            },
            error_y={
                "symmetric": False,
                "array": [row and row["ci_high"] - row["denial_rate"] for row in shown],
                "arrayminus": [row and row["denial_rate"] - row["ci_low"] for row in shown],
                "color": GUIDE,
                "thickness": 1,
                "width": 0,
            },
        )
    )


def _add_decided(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    figure.add_trace(
        go.Bar(
            x=[middle(row["month"]) for row in rows],
            y=[row["first_decided"] for row in rows],
            width=BAR,
            yaxis="y2",
            showlegend=False,
            hovertext=[_hover(row) for row in rows],
            hoverinfo="text",
            marker={
                "color": [FAINT if row["mature"] is False else QUIET for row in rows],
                "line": {"width": 0},
            },
        )
    )


def _hover(row: dict[str, Any]) -> str:
    few = row["first_decided"] < FEW
    return lines(
        f"<b>{row['month']}</b>",
        f"denied at first {of(row['first_denied'], row['first_decided'])} decided",
        "too few for a rate"
        if few
        else f"{percent(row['denial_rate'], 1)}, {interval(row['ci_low'], row['ci_high'])}",
        f"{count(row['episodes'])} sent" + (": immature, will still move" if row["mature"] is False else ""),
    )
