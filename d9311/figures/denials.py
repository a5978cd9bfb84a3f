"""Why payers deny: the kinds of reasons in order of weight, by count or by dollars."""

from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .layout import UNSELECTED, empty, row_chart
from .palette import GAP, INK
from .words import count, dollars, lines, literal, percent, sentence, words, wrapped

# what the bars measure: the words above its numbers, and how one number is written
WEIGHTS = {
    "first_episodes": ("denied<br>at first", count),
    "episodes": ("denied<br>at last", count),
    "billed": ("dollars<br>billed", dollars),
}
SUMMED = ("first_episodes", "episodes", "billed", "recovered")
CODES_IN_HOVER = 6


def denial_reasons(frame: Any, weight: str = "episodes") -> go.Figure:
    """A Pareto of `denial_reasons`: a bar a category of reasons, its codes in the hover, heaviest first.

    `weight` is `episodes` (denied at last), `first_episodes` (denied at first) or `billed` (dollars of those
    denied at last). Bars are shares of all denials, the line adds them up, on one axis of 0 to 100%.
    """
    kinds = sorted((kind for kind in _kinds(frame, weight) if kind[weight]), key=lambda kind: -kind[weight])
    if not kinds:
        return empty("No denied episode in this selection.")
    total = float(sum(kind[weight] for kind in kinds))
    shares = [float(kind[weight]) / total for kind in kinds]
    sums = [sum(shares[: place + 1]) for place in range(len(shares))]
    title, write = WEIGHTS[weight]
    numbers = zip(kinds, shares, strict=True)
    notes = [f"<b>{write(kind[weight])}</b><br>{percent(share)}" for kind, share in numbers]
    figure = row_chart([wrapped(_name(kind)) for kind in kinds], notes, title)
    common = {
        "y": list(range(len(kinds))),
        "customdata": [[kind["category"]] for kind in kinds],
        "hovertext": [_hover(kind, sum_) for kind, sum_ in zip(kinds, sums, strict=True)],
        "hoverinfo": "text",
        "unselected": UNSELECTED,
    }
    bars = {"color": GAP, "line": {"width": 0}}
    figure.add_trace(go.Bar(x=shares, orientation="h", name="share of denials", marker=bars, **common))
    line, dots = {"color": INK, "width": 1.5, "dash": "dot"}, {"size": 6, "color": INK}
    name = "with those above it"
    figure.add_trace(go.Scatter(x=sums, mode="lines+markers", name=name, line=line, marker=dots, **common))
    return figure


def _kinds(frame: Any, weight: str) -> list[dict[str, Any]]:
    kinds: dict[Any, dict[str, Any]] = {}
    for row in sorted(records(frame), key=lambda row: -(row[weight] or 0)):
        kind = kinds.setdefault(
            row["category"], {"category": row["category"], "codes": [], **dict.fromkeys(SUMMED, 0)}
        )
        for column in SUMMED:
            kind[column] += row[column] or 0
        if row["code"]:
            kind["codes"].append(row["code"])
    return list(kinds.values())


def _name(kind: dict[str, Any]) -> str:
    return sentence(words(kind["category"] or "no_reason_given"))


def _hover(kind: dict[str, Any], running: float) -> str:
    codes = [literal(code) for code in kind["codes"][:CODES_IN_HOVER]]
    more = len(kind["codes"]) - len(codes)
    return lines(
        f"<b>{_name(kind)}</b>",
        f"codes {', '.join(codes)}" + (f" and {more} more" if more else "") if codes else "",
        f"{count(kind['first_episodes'])} denied at first, {count(kind['recovered'])} of them recovered",
        f"{count(kind['episodes'])} denied at last, {dollars(kind['billed'])} billed",
        f"{percent(running, 1)} with those above it",
    )
