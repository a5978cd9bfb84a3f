"""Time to a decision: the share still undecided by day, and how claims end as the days go by."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .layout import AXIS, base, drop_lone_legend, empty, percent_axis
from .palette import APPROVED, BAND, FAINT, FIRST, GAP, HATCH, PAID
from .words import count, interval, lines, literal, named, percent, shortened

NOTHING = "No episode with the date on which it was sent in this selection."
SHORTEST = 30  # days on the axis
# Most payers that one figure can tell apart, by colour and by dash.
LOOKS = ((APPROVED, "solid", BAND), (GAP, "dash", "rgba(213,94,0,0.12)"),
         (PAID, "dot", "rgba(0,143,104,0.12)"), (FIRST, "dashdot", "rgba(181,98,155,0.12)"))  # fmt: skip
ENDINGS = (
    ("approved", "approved", APPROVED, "rgba(0,114,178,0.55)", None),
    ("denied", "denied", GAP, "rgba(213,94,0,0.55)", {**HATCH, "fgcolor": GAP}),
    ("exhausted", "benefit used up", FIRST, "rgba(181,98,155,0.55)", None),
    ("undecided", "undecided", FAINT, "rgba(128,128,128,0.12)", None),
)


def undecided_curve(frame: Any, payers: Sequence[Any] = ("all",)) -> go.Figure:
    """Share still undecided by days since sent, with its 95% interval,
    one line for each of at most four payers.

    `frame` as `decision_curve` gives it; payer `all` is all of them together.
    """
    groups = {payer: [row for row in records(frame) if row["payer"] == payer] for payer in payers}
    groups = {payer: rows for payer, rows in groups.items() if rows}
    if not groups:
        return empty(NOTHING)
    figure = _day_figure([row for rows in groups.values() for row in rows])
    for (payer, rows), look in zip(groups.items(), LOOKS, strict=False):
        _add_curve(figure, _label(payer), rows, *look)
    return drop_lone_legend(figure)


def decision_endings(frame: Any, payer: Any = "all") -> go.Figure:
    """Shares approved, denied, with a used-up benefit and undecided by days since sent, stacked to 100%.

    `frame` as `decision_curve` gives it, of which the rows of one payer (default: all together) are drawn.
    """
    rows = [row for row in records(frame) if row["payer"] == payer]
    if not rows:
        return empty(NOTHING)
    figure = _day_figure(rows)
    days = [0, *(row["day"] for row in rows)]
    for ending, name, colour, fill, pattern in ENDINGS:
        shares = [float(ending == "undecided"), *(row[f"share_{ending}"] for row in rows)]
        if not any(shares):
            continue
        figure.add_trace(
            go.Scatter(
                x=days,
                y=shares,
                name=name,
                mode="lines",
                stackgroup="endings",
                line={"shape": "hv", "color": colour, "width": 1.5},
                fillcolor=fill,
                fillpattern=pattern,
                hovertext=["", *(_ending_hover(row, ending, name) for row in rows)],
                hoverinfo="text",
            )
        )
    return figure


def _day_figure(rows: Sequence[dict[str, Any]]) -> go.Figure:
    decided = [row["day"] for row in rows if row["approved"] + row["denied"] + row["exhausted"]]
    longest = max([SHORTEST, *decided])
    return base(
        360,
        margin={"l": 4, "r": 12, "t": 40, "b": 8, "pad": 0},
        xaxis={**AXIS, "title": {"text": "days since sent"}, "range": [0, longest], "showgrid": False},
        yaxis={**AXIS, **percent_axis(range=[0, 1.02])},
    )


def _add_curve(
    figure: go.Figure, name: str, rows: Sequence[dict[str, Any]], colour: str, dash: str, band: str
) -> None:
    days = [0, *(row["day"] for row in rows)]
    for column, fill in (("undecided_high", None), ("undecided_low", "tonexty")):
        bound = [1.0, *(row[column] if row[column] is not None else row["share_undecided"] for row in rows)]
        figure.add_trace(
            go.Scatter(
                x=days,
                y=bound,
                mode="lines",
                line={"width": 0, "shape": "hv"},
                fill=fill,
                fillcolor=band,
                showlegend=False,
                hoverinfo="skip",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=days,
            y=[1.0, *(row["share_undecided"] for row in rows)],
            mode="lines",
            name=shortened(name, 40),
            line={"color": colour, "width": 2.5, "dash": dash, "shape": "hv"},
            hovertext=["", *(_curve_hover(name, row) for row in rows)],
            hoverinfo="text",
        )
    )


def _label(payer: Any) -> str:
    return "All payers" if payer == "all" else named(payer, "payer")


def _curve_hover(name: str, row: dict[str, Any]) -> str:
    return lines(
        f"<b>{literal(name)}</b>",
        f"after {count(row['day'])} days {percent(row['share_undecided'])} undecided",
        interval(row["undecided_low"], row["undecided_high"]),
        f"{count(row['at_risk'])} undecided as the day began",
    )


def _ending_hover(row: dict[str, Any], ending: str, name: str) -> str:
    return lines(
        f"after {count(row['day'])} days {percent(row[f'share_{ending}'])} {name}",
        interval(row[f"{ending}_low"], row[f"{ending}_high"]),
    )
