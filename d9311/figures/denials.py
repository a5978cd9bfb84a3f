"""Why payers deny: the reasons in order of weight, by count or by dollars."""

from typing import Any

import plotly.graph_objects as go

from .layout import empty, records, row_chart
from .palette import GAP, INK
from .words import count, dollars, lines, literal, of, percent, sentence, words, wrapped

# what the bars measure: (the column, the words above its numbers, how one number is written)
WEIGHTS = {
    "first_episodes": ("denied<br>at first", count),
    "episodes": ("denied<br>at last", count),
    "billed": ("dollars<br>billed", dollars),
}


def denial_reasons(frame: Any, weight: str = "episodes") -> go.Figure:
    """A Pareto of `denial_reasons`: bars are shares of all denials, the line adds them up, heaviest first.

    `weight` is `episodes` (denied at last), `first_episodes` (denied at first) or `billed` (dollars of those
    denied at last). Bars and line share one axis of 0 to 100 %.
    """
    rows = sorted((row for row in records(frame) if row[weight]), key=lambda row: -row[weight])
    if not rows:
        return empty("No denied episode in this selection.")
    total = float(sum(row[weight] for row in rows))
    shares = [float(row[weight]) / total for row in rows]
    sums = [sum(shares[: place + 1]) for place in range(len(shares))]
    title, write = WEIGHTS[weight]
    notes = [
        f"<b>{write(row[weight])}</b><br>{percent(share)}" for row, share in zip(rows, shares, strict=True)
    ]
    figure = row_chart([wrapped(_label(row)) for row in rows], notes, title)
    common = {
        "y": list(range(len(rows))),
        "customdata": [[row["category"], row["code"]] for row in rows],
        "hovertext": [_hover(row, share, sum_) for row, share, sum_ in zip(rows, shares, sums, strict=True)],
        "hoverinfo": "text",
    }
    bars = {"color": GAP, "line": {"width": 0}}
    figure.add_trace(go.Bar(x=shares, orientation="h", name="share of denials", marker=bars, **common))
    line = {"color": INK, "width": 1.5, "dash": "dot"}
    dots = {"size": 6, "color": INK}
    name = "with all reasons above it"
    figure.add_trace(go.Scatter(x=sums, mode="lines+markers", name=name, line=line, marker=dots, **common))
    return figure


def _label(row: dict[str, Any]) -> str:
    code = f" · {row['code']}" if row["code"] else ""
    return sentence(words(row["category"] or "no reason given")) + code


def _hover(row: dict[str, Any], share: float, running: float) -> str:
    recovered = of(row["recovered"], row["first_episodes"])
    return lines(
        f"<b>{literal(_label(row))}</b>",
        f"{count(row['first_episodes'])} denied at first, {recovered} recovered",
        f"{count(row['episodes'])} denied at last, {dollars(row['billed'])} billed",
        f"{percent(share, 1)} of all, {percent(running, 1)} with those above",
    )
