"""Chance or not: the funnel of payers and other groups."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import FEW
from .layout import AXIS, QUARTERS, UNSELECTED, base, drop_lone_legend, empty, percent_axis
from .palette import APPROVED, GAP, GUIDE
from .words import called, interval, lines, literal, named, of, percent, shortened

SIGNALS = {
    "inside": ("within chance", APPROVED, "circle"),
    "below": ("below, beyond chance", GAP, "triangle-down"),
    "above": ("above, beyond chance", GAP, "triangle-up"),
}
Pair = tuple[float, float]
# Names are written as if the chart were this large, in pixels: on a narrower one some stand closer.
ROOM, DOT, LETTER, LONGEST = (560, 320), 14, 6.2, 20
# Where a name may stand, in pixels from the middle of its dot: above, below, above to the right (1) or to the
# left (-1), right, left.
PLACES = ((0, (0, 14)), (0, (0, -14)), (1, (-6, 14)), (-1, (6, 14)), (1, (9, 0)), (-1, (-9, 0)))
NEAR, FAR = "95% limits", "99.8% limits"
NEAR_ENDS, FAR_ENDS = ("limit_95_low", "limit_95_high"), ("limit_998_low", "limit_998_high")


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
    _add_limits(figure, drawn, NEAR_ENDS, "dash", NEAR)
    _add_limits(figure, drawn, FAR_ENDS, "solid", FAR)
    for signal, (name, colour, symbol) in SIGNALS.items():
        _add_groups(figure, [row for row in drawn if row["signal"] == signal], group, (name, colour, symbol))
    _add_names(figure, drawn, group)
    return drop_lone_legend(figure)


def _add_names(figure: go.Figure, rows: Sequence[dict[str, Any]], group: tuple[str, ...]) -> None:
    """Write beside each dot whose it is, those beyond chance first; where there is no room, none. Of the
    places that are free it takes the first that the fewest lines and limits cross.
    """
    across, up = 1.08 * max(row["decided"] for row in rows) / ROOM[0], 1 / ROOM[1]  # of a pixel
    straight = [*QUARTERS, sum(row["approved"] for row in rows) / sum(row["decided"] for row in rows)]
    drawn = [[(0.0, line), (ROOM[0] * across, line)] for line in straight]
    drawn += [_limit(rows, end) for end in (*NEAR_ENDS, *FAR_ENDS)]
    taken = [_box(row["decided"], row["approval_rate"], (0, 0), (DOT, DOT), (across, up)) for row in rows]
    for row in sorted(rows, key=lambda row: (row["signal"] == "inside", -row["decided"])):
        name = shortened(_named(row, group), LONGEST)
        size = (LETTER * len(name), 12)
        free = []
        for anchor, shift in PLACES:
            middle = (shift[0] + anchor * size[0] / 2, shift[1])
            box = _box(row["decided"], row["approval_rate"], middle, size, (across, up))
            is_inside = box[0] >= 0 and box[1] <= ROOM[0] * across
            if is_inside and not any(_meet(box, other) for other in taken):
                free.append((sum(_crosses(line, box) for line in drawn), anchor, shift, box))
        if free:
            _, anchor, shift, box = min(free, key=lambda place: place[0])
            taken.append(box)
            figure.add_annotation(
                x=row["decided"], y=row["approval_rate"], text=name, showarrow=False,
                xshift=shift[0], yshift=shift[1], font={"size": 11},
                xanchor=("center", "left", "right")[anchor],
            )  # fmt: skip


def _box(x: float, y: float, shift: Pair, size: Pair, pixel: Pair) -> tuple[float, float, float, float]:
    """Return left, right, bottom and top of what lies `shift` pixels beside a point."""
    middle = (x + shift[0] * pixel[0], y + shift[1] * pixel[1])
    half = (size[0] / 2 * pixel[0], size[1] / 2 * pixel[1])
    return middle[0] - half[0], middle[0] + half[0], middle[1] - half[1], middle[1] + half[1]


def _crosses(line: Sequence[Pair], box: tuple[float, ...]) -> bool:
    """Tell whether a line through these points, from left to right, goes through a box."""
    left, right, bottom, top = box
    for (x0, y0), (x1, y1) in pairwise(line):
        first, last = max(x0, left), min(x1, right)
        if first < last:
            ends = [y0 + (y1 - y0) * (x - x0) / (x1 - x0) for x in (first, last)]
            if min(ends) < top and max(ends) > bottom:
                return True
    return False


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _add_target(figure: go.Figure, rows: Sequence[dict[str, Any]]) -> None:
    rate = sum(row["approved"] for row in rows) / sum(row["decided"] for row in rows)
    # the rate around which the limits lie, so there is a line only where there are limits
    if len(rows) > 1:
        figure.add_hline(y=rate, line={"color": GUIDE, "width": 1, "dash": "dot"}, layer="below")


def _add_limits(
    figure: go.Figure, rows: Sequence[dict[str, Any]], ends: tuple[str, str], dash: str, name: str
) -> None:
    for place, end in enumerate(ends):
        limit = _limit(rows, end)
        if not limit:
            return
        figure.add_trace(
            go.Scatter(
                x=[decided for decided, _ in limit],
                y=[rate for _, rate in limit],
                mode="lines",
                line={"color": GUIDE, "width": 1.5, "dash": dash, "shape": "spline", "smoothing": 0.6},
                name=name,
                legendgroup=name,
                showlegend=place == 0,
                hoverinfo="skip",
            )
        )


def _limit(rows: Sequence[dict[str, Any]], end: str) -> list[Pair]:
    """Return the points of a limit of chance, from few decided to many."""
    return sorted((row["decided"], row[end]) for row in rows if row[end] is not None)


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


def _named(row: dict[str, Any], group: tuple[str, ...]) -> str:
    return ", ".join(
        called(row, column) if column == "practice_id" else named(row[column], column.removesuffix("_name"))
        for column in reversed(group)
    )


def _group_hover(row: dict[str, Any], group: tuple[str, ...]) -> str:
    limits = row["limit_998_low"]
    return lines(
        f"<b>{literal(_named(row, group))}</b>",
        f"approved {of(row['approved'], row['decided'])} decided: {percent(row['approval_rate'])}",
        interval(row["ci_low"], row["ci_high"]),
        "" if limits is None else f"chance reaches {percent(limits)} to {percent(row['limit_998_high'])}",
    )
