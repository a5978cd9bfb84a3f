"""A payer's card: what its approved and its denied claims have, side by side."""

from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import Rate, add_rates, say_few
from .layout import empty, row_chart
from .palette import APPROVED, GAP, GUIDE
from .words import lines, of, percent, sentence, words, wrapped

SIDES = {"approved": "approved at first", "denied": "denied at first"}


def payer_common(frame: Any) -> go.Figure:
    """Share that has each element or passes each check, among approved and among denied, a row each.

    `frame`: name, kind, approved_with, approved_all, denied_with, denied_all. No mark below five.
    """
    rows = records(frame)
    if not rows:
        return empty("No decided claim to compare.")
    approved = [_rate(row, "approved", place) for place, row in enumerate(rows)]
    denied = [_rate(row, "denied", place) for place, row in enumerate(rows)]
    notes = [
        f"● {of(one.part, one.whole)}<br>◆ {of(other.part, other.whole)}"
        for one, other in zip(approved, denied, strict=True)
    ]
    figure = row_chart([wrapped(sentence(words(row["name"]))) for row in rows], notes, "there,<br>of all")
    for one, other in zip(approved, denied, strict=True):
        if "few" not in (one.evidence, other.evidence):
            figure.add_shape(type="line", x0=one.rate, x1=other.rate, y0=one.row, y1=other.row,
                             line={"color": GUIDE, "width": 1.5}, layer="below")  # fmt: skip
    add_rates(figure, approved, APPROVED, SIDES["approved"])
    add_rates(figure, denied, GAP, SIDES["denied"], "diamond")
    say_few(figure, "none decided", approved, denied)
    return figure


def _rate(row: dict[str, Any], side: str, place: int) -> Rate:
    part, whole = row[f"{side}_with"], row[f"{side}_all"]
    rate = part / whole if whole else None
    there = "present" if row["kind"] == "element" else "passed"
    hover = lines(
        f"<b>{sentence(words(row['name']))}</b>",
        f"{there} in {of(part, whole)} {SIDES[side]}: {percent(rate, 1)}",
    )
    return Rate(place, (row["name"],), part, whole, rate, hover=hover)
