"""Chance or not: the funnel of payers, the effect of each gap."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from .dots import FEW, Rate, add_dots
from .layout import (
    AXIS,
    UNSELECTED,
    base,
    drop_lone_legend,
    empty,
    percent_axis,
    records,
    row_chart,
    row_text,
)
from .palette import APPROVED, GAP, GUIDE, QUIET
from .words import count, interval, labels, lines, literal, named, of, percent, sentence, words

SIGNALS = {
    "inside": ("within chance", APPROVED, "circle"),
    "below": ("below, beyond chance", GAP, "triangle-down"),
    "above": ("above, beyond chance", GAP, "triangle-up"),
}
NEAR, FAR = "95 % limits", "99.8 % limits"


def payer_funnel(frame: Any) -> go.Figure:
    """Approval rate over decided episodes with the limits of chance; `payer_signals`' frame.

    Payers with fewer than five decided are not drawn; they are in the table.
    """
    drawn = [row for row in records(frame) if row["decided"] >= FEW]
    if not drawn:
        return empty("No payer has five decided episodes in this selection.")
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
    for ends, dash, name in ((("limit_95_low", "limit_95_high"), "dash", NEAR), (("limit_998_low", "limit_998_high"), "solid", FAR)):  # fmt: skip
        _add_limits(figure, drawn, ends, dash, name)
    for signal, (name, colour, symbol) in SIGNALS.items():
        _add_payers(figure, [row for row in drawn if row["signal"] == signal], name, colour, symbol)
    return drop_lone_legend(figure)


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


def _add_payers(
    figure: go.Figure, rows: Sequence[dict[str, Any]], name: str, colour: str, symbol: str
) -> None:
    if not rows:
        return
    figure.add_trace(
        go.Scatter(
            x=[row["decided"] for row in rows],
            y=[row["approval_rate"] for row in rows],
            mode="markers",
            name=name,
            customdata=[[row["payer"]] for row in rows],
            hovertext=[_payer_hover(row) for row in rows],
            hoverinfo="text",
            marker={"color": colour, "size": 11, "symbol": symbol},
            unselected=UNSELECTED,
            cliponaxis=False,
        )
    )


def _payer_hover(row: dict[str, Any]) -> str:
    limits = row["limit_998_low"]
    return lines(
        f"<b>{literal(named(row['payer'], 'payer'))}</b>",
        f"approved {of(row['approved'], row['decided'])} decided: {percent(row['approval_rate'])}",
        interval(row["ci_low"], row["ci_high"]),
        "" if limits is None else f"chance reaches {percent(limits)} to {percent(row['limit_998_high'])}",
    )


def gap_effects(frame: Any) -> go.Figure:
    """Difference of the denial rates with and without each gap, within payers; `gap_effects`' frame."""
    rows = sorted(
        records(frame), key=lambda row: (row["risk_difference"] is None, -(row["risk_difference"] or 0))
    )
    if not rows:
        return empty("No episode with a first decision in this selection.")
    axis = {**percent_axis(range=[-1.03, 1.03]), "tickvals": [-1, -0.5, 0, 0.5, 1]}
    axis["ticktext"] = ["-100", "", "same", "", "+100"]
    figure = row_chart(
        labels([sentence(words(row["name"])) for row in rows]),
        [count(row["with_gap_decided"]) for row in rows],
        "with the<br>gap",
        axis=axis,
    )
    strong: list[Rate] = []
    weak: list[Rate] = []
    for place, row in enumerate(rows):
        if row["risk_difference"] is None or row["verdict"] == "too few to tell":
            row_text(figure, place, "too few to tell")
            continue
        mark = Rate(
            place, (row["name"], row["kind"]), row["with_gap_denied"], row["with_gap_decided"],
            row["risk_difference"], row["rd_low"], row["rd_high"], _gap_hover(row),
        )  # fmt: skip
        (strong if "beyond chance" in row["verdict"] else weak).append(mark)
    add_dots(figure, strong, GAP, "beyond chance", "diamond")
    add_dots(figure, weak, QUIET, "no clear difference", "circle-open")
    return figure


def _gap_hover(row: dict[str, Any]) -> str:
    return lines(
        f"<b>{sentence(words(row['name']))}</b>",
        f"denied with the gap {of(row['with_gap_denied'], row['with_gap_decided'])}",
        f"denied without it {of(row['without_gap_denied'], row['without_gap_decided'])}",
        f"within payers {row['risk_difference'] * 100:+.0f} points "
        f"({row['rd_low'] * 100:+.0f} to {row['rd_high'] * 100:+.0f})",
    )
