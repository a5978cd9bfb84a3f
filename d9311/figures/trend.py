"""Approval by month, with its interval and the number of decisions that it rests on."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import FEW
from .layout import AXIS, UNSELECTED, base, drop_lone_legend, empty, percent_axis
from .months import BAR, MONTH_AXIS, every_month, middle, month_range
from .palette import APPROVED, BAND, CLEAR, FAINT, HATCH, QUIET
from .words import count, interval, lines, of, percent


def approval_trend(frame: Any) -> go.Figure:
    """Approval rate by month with its interval band, over bars of decided episodes; `approval_trend`'s frame.

    Immature months (too many still pending) are hatched over the full height: their rate will move. Months
    with fewer than five decisions show their bar only. Episodes without a date are named below, not drawn.
    """
    dated = [row for row in records(frame) if row["month"] is not None]
    undated = sum(row["episodes"] for row in records(frame) if row["month"] is None)
    if not dated:
        return empty("No episode with a date in this selection.")
    months = _without_holes(dated)
    highest = max(row["decided"] for row in dated)
    figure = _trend_axes(month_range([row["month"] for row in months]), undated, highest)
    _add_immature(figure, [row for row in dated if row["mature"] is False])
    _add_band(figure, months)
    _add_line(figure, months)
    _add_counts(figure, dated)
    if all(row["decided"] < FEW for row in dated):
        sides = {"xref": "paper", "yref": "paper", "showarrow": False}
        figure.add_annotation(text="No month has five decided: counts only.", x=0.5, y=0.68, **sides)
    return drop_lone_legend(figure)


def _without_holes(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    by_month = {row["month"]: row for row in rows}
    blank = {
        "approval_rate": None,
        "ci_low": None,
        "ci_high": None,
        "decided": 0,
        "approved": 0,
        "mature": None,
    }
    return [by_month.get(month) or {**blank, "month": month} for month in every_month(list(by_month))]


def _trend_axes(bounds: list[str], undated: int, highest: int) -> go.Figure:
    below = {
        "x": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "showarrow": False,
        "font": {"size": 11},
    }
    notes = [{**below, "text": "decided episodes", "y": 0.25, "yanchor": "bottom"}]
    if undated:
        text = f"{count(undated)} without a date are not drawn"
        notes.append({**below, "text": text, "y": 0, "yshift": -40, "yanchor": "top"})
    room = 56 if undated else 0
    return base(
        400 + room // 2,
        margin={"l": 4, "r": 4, "t": 40, "b": 8 + room, "pad": 0},
        xaxis={**MONTH_AXIS, "anchor": "y2", "range": bounds},
        yaxis={**AXIS, **percent_axis(range=[0, 1.02]), "domain": [0.36, 1]},
        yaxis2={
            **AXIS,
            "domain": [0, 0.24],
            "range": [0, max(4, 1.35 * highest)],
            "nticks": 3,
            "showgrid": True,
        },
        yaxis3={
            "domain": [0.36, 1],
            "range": [0, 1],
            "overlaying": "y",
            "visible": False,
            "fixedrange": True,
        },
        annotations=notes,
        uniformtext={"minsize": 9, "mode": "hide"},
    )


def _add_immature(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        figure.add_trace(
            go.Bar(
                x=[middle(row["month"]) for row in rows],
                y=[1 for _ in rows],
                width=BAR,
                yaxis="y3",
                name="immature: over 10% pending",
                hoverinfo="skip",
                marker={"color": CLEAR, "pattern": HATCH, "line": {"width": 0}},
            )
        )


def _shown(row: dict[str, Any], column: str) -> float | None:
    return row[column] if row["decided"] >= FEW else None


def _add_band(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    # A filled area runs across holes, so each unbroken stretch is an area of its own.
    first = True
    for stretch in _stretches(rows):
        if len(stretch) == 1:
            continue
        x = [middle(row["month"]) for row in stretch]
        high, low = [row["ci_high"] for row in stretch], [row["ci_low"] for row in stretch]
        figure.add_trace(
            go.Scatter(
                x=x + x[::-1],
                y=high + low[::-1],
                fill="toself",
                fillcolor=BAND,
                line={"width": 0},
                mode="lines",
                name="95% interval",
                legendgroup="interval",
                showlegend=first,
                hoverinfo="skip",
            )
        )
        first = False


def _stretches(rows: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    stretches: list[list[dict[str, Any]]] = [[]]
    for row in rows:
        if _shown(row, "ci_low") is None:
            stretches.append([])
        else:
            stretches[-1].append(row)
    return [stretch for stretch in stretches if stretch]


def _lone_whiskers(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    # A month between two holes has no area; its interval is a whisker.
    lone = {stretch[0]["month"] for stretch in _stretches(rows) if len(stretch) == 1}
    up = [row["ci_high"] - row["approval_rate"] if row["month"] in lone else 0 for row in rows]
    down = [row["approval_rate"] - row["ci_low"] if row["month"] in lone else 0 for row in rows]
    return {
        "symmetric": False,
        "array": up,
        "arrayminus": down,
        "color": APPROVED,
        "thickness": 2,
        "width": 0,
    }


def _add_line(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    figure.add_trace(
        go.Scatter(
            x=[middle(row["month"]) for row in rows],
            y=[_shown(row, "approval_rate") for row in rows],
            mode="lines+markers",
            name="approved of decided",
            customdata=[[row["month"]] for row in rows],
            hovertext=[_hover(row) for row in rows],
            hoverinfo="text",
            unselected=UNSELECTED,
            line={"color": APPROVED, "width": 2},
            error_y=_lone_whiskers(rows),
            marker={
                "size": 8,
                "color": APPROVED,
                "symbol": ["circle-open" if row["mature"] is False else "circle" for row in rows],
            },
        )
    )


def _add_counts(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    figure.add_trace(
        go.Bar(
            x=[middle(row["month"]) for row in rows],
            y=[row["decided"] for row in rows],
            width=BAR,
            yaxis="y2",
            showlegend=False,
            customdata=[[row["month"]] for row in rows],
            hovertext=[_hover(row) for row in rows],
            hoverinfo="text",
            unselected=UNSELECTED,
            text=[count(row["decided"]) for row in rows],
            textposition="outside",
            marker={
                "color": [FAINT if row["mature"] is False else QUIET for row in rows],
                "line": {"width": 0},
            },
        )
    )


def _hover(row: dict[str, Any]) -> str:
    pending = row.get("pending") or 0
    few = row["decided"] < FEW
    return lines(
        f"<b>{row['month']}</b>",
        f"approved {of(row['approved'], row['decided'])} decided",
        "too few for a rate"
        if few
        else f"{percent(row['approval_rate'], 1)}, {interval(row['ci_low'], row['ci_high'])}",
        f"{count(pending)} pending" + (": immature, will still move" if row["mature"] is False else ""),
    )
