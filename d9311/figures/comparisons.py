"""Fair comparisons: denials against what was expected, and what carries a change."""

from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import FEW, Rate, add_dots
from .layout import UNSELECTED, empty, most, row_chart, row_texts, say_left_out
from .palette import APPROVED, GAP, GUIDE, HATCH, PAID
from .words import called, count, interval, labels, lines, literal, of, percent, sentence, signed, words

MOST_PARTS = 10
STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)  # between the marks of an axis of points
MOST_TIMES = 4.0  # a ratio beyond it is drawn at the edge; its numbers stand beside it
HATCHED = {**HATCH, "fgcolor": PAID}


def denial_ratio(frame: Any, group: str) -> go.Figure:
    """Denied over expected denials with its 95% limits, one row each; `practice_comparison`'s frame or
    `provider_comparison`'s, `group` the column that names a row. Of many thirty are drawn: those beyond
    chance, then those with most that can be compared.
    """
    every = records(frame)
    rows = most(
        every, lambda row: ("explain" in row["verdict"], row["denial_ratio"] is not None, row["compared"])
    )
    if not any(row["denial_ratio"] is not None for row in rows):
        return empty("There is nothing to compare in this selection.")
    highest = max(row["ratio_high"] for row in rows if row["denial_ratio"] is not None)
    top = min(max(2.0, highest), MOST_TIMES)
    axis = {
        "range": [0, top * 1.04],
        "showgrid": True,
        "tickvals": [0, 1, 2, 3, 4],
        "ticktext": ["0", "as expected", "2x", "3x", "4x"],
    }
    notes = ["" if row["denial_ratio"] is None else _observed(row) for row in rows]
    figure = row_chart(labels([_name(row, group) for row in rows]), notes, "denied<br>(expected)", axis=axis)
    figure.add_shape(
        type="line", x0=1, x1=1, y0=0, y1=1, yref="paper", layer="below", line={"dash": "dot", "color": GUIDE}
    )
    marks: dict[bool, list[Rate]] = {True: [], False: []}
    drawn = [row["denial_ratio"] is not None and row["compared"] >= FEW for row in rows]
    row_texts(figure, {place: row["verdict"] for place, row in enumerate(rows) if not drawn[place]})
    for place, row in enumerate(rows):
        if not drawn[place]:
            continue
        ratio, low, high = (min(row[end], MOST_TIMES) for end in ("denial_ratio", "ratio_low", "ratio_high"))
        mark = Rate(
            place, _key(row, group), row["compared_denied"], row["compared"], ratio, low, high,
            _ratio_hover(row, group),
        )  # fmt: skip
        marks["explain" in row["verdict"]].append(mark)
    add_dots(figure, marks[True], GAP, "beyond chance", "diamond")
    add_dots(figure, marks[False], APPROVED, "within chance", "circle")
    say_left_out(figure, len(rows), len(every), "beyond chance first, then most compared")
    return figure


def change_parts(frame: Any, group: str) -> go.Figure:
    """What each group carries of a change of the approval rate,
    by its share of the claims and by its own rate.

    `frame`: the group column, then approved_before, decided_before, approved, decided, mix, within, carries
    (fractions), largest first; at most ten rows are drawn, the table holds all.
    """
    rows = records(frame)[:MOST_PARTS]
    if not rows:
        return empty("Nothing is decided in one of the two periods.")
    widest = max(abs(row["mix"]) + abs(row["within"]) for row in rows)
    figure = _carried(rows, [called(row, group) for row in rows], widest, legend=True)
    hovers = [_part_hover(row, group) for row in rows]
    _add_bars(figure, rows, "within", group, hovers, "its own rate", {"color": GAP})
    hatched = {"color": PAID, "pattern": HATCHED, "line": {"width": 1, "color": PAID}}
    _add_bars(figure, rows, "mix", group, hovers, "its share of the claims", hatched)
    return figure


def reason_parts(frame: Any) -> go.Figure:
    """What each denial reason carries of a change of the approval rate; rows: category, denied_before,
    denied, carries (fraction), largest first; at most ten are drawn.
    """
    rows = records(frame)[:MOST_PARTS]
    if not rows:
        return empty("Nothing was denied in either period.")
    widest = max(abs(row["carries"]) for row in rows)
    figure = _carried(rows, [sentence(words(row["category"])) for row in rows], widest, legend=False)
    hovers = [f"denied {count(row['denied'])}, before {count(row['denied_before'])}" for row in rows]
    _add_bars(figure, rows, "carries", "category", hovers, "", {"color": GAP})
    return figure


def _carried(rows: list[dict[str, Any]], names: list[str], widest: float, legend: bool) -> go.Figure:
    """Rows with an axis of points of a hundred around nothing, wide enough for the widest bar."""
    reach = 1.15 * (widest or 0.01)
    step = max((one for one in STEPS if 2 * one <= reach), default=STEPS[0])
    ticks = [step * place for place in range(-2, 3)]
    axis = {
        "range": [-reach, reach],
        "showgrid": True,
        "zeroline": True,
        "zerolinecolor": GUIDE,
        "tickvals": ticks,
        "ticktext": [signed(tick * 100, 0 if step >= 0.01 else 1) for tick in ticks],
    }
    notes = [_points(row["carries"]) for row in rows]
    figure = row_chart(labels(names), notes, "carries,<br>points", legend=legend, axis=axis)
    figure.update_layout(barmode="relative")
    return figure


def _add_bars(
    figure: go.Figure,
    rows: list[dict[str, Any]],
    column: str,
    group: str,
    hovers: list[str],
    name: str,
    marker: dict[str, Any],
) -> None:
    figure.add_trace(
        go.Bar(
            x=[row[column] for row in rows],
            y=list(range(len(rows))),
            orientation="h",
            name=name,
            showlegend=bool(name),
            customdata=[[row[group]] for row in rows],
            hovertext=hovers,
            hoverinfo="text",
            unselected=UNSELECTED,
            marker=marker,
        )
    )


def _points(fraction: float) -> str:
    return signed(fraction * 100, 1)


def _name(row: dict[str, Any], group: str) -> str:
    name = called(row, group)
    return name if group == "practice_id" else f"{called(row, 'practice_id')}: {name}"


def _key(row: dict[str, Any], group: str) -> tuple[Any, ...]:
    return (row[group],) if group == "practice_id" else (row["practice_id"], row[group])


def _observed(row: dict[str, Any]) -> str:
    return f"<b>{count(row['compared_denied'])}</b><br>({row['expected_denied']:.1f})"


def _ratio_hover(row: dict[str, Any], group: str) -> str:
    return lines(
        f"<b>{literal(_name(row, group))}</b>",
        f"denied {of(row['compared_denied'], row['compared'])} comparable, "
        f"expected {row['expected_denied']:.1f}",
        f"denied / expected {row['denial_ratio']:.2f}, "
        f"95% limits {row['ratio_low']:.2f} to {row['ratio_high']:.2f}",
        f"approved, adjusted {percent(row['adjusted_rate'])}, "
        f"{interval(row['adjusted_low'], row['adjusted_high'])}",
        row["verdict"],
    )


def _part_hover(row: dict[str, Any], group: str) -> str:
    return lines(
        f"<b>{literal(called(row, group))}</b>",
        f"approved {of(row['approved'], row['decided'])}, before "
        f"{of(row['approved_before'], row['decided_before'])}",
        f"by its own rate {_points(row['within'])} points, by its share {_points(row['mix'])}",
    )
