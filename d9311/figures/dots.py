"""Rates as a dot with its interval, one row each: the shape shared by most figures of this project."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from .layout import UNSELECTED, row_texts
from .palette import GUIDE, QUIET
from .words import of, percent

FEW = 5
ENOUGH = 30
TOO_FEW = "too few for a rate"
GREY = f"n {FEW} to {ENOUGH - 1}"


@dataclass(frozen=True)
class Rate:
    """One rate (or number of days) in one row;
    `key` is what a click hands to the drill-down, as in the data.
    """

    row: float
    key: tuple[Any, ...]
    part: int
    whole: int
    rate: float | None
    low: float | None = None
    high: float | None = None
    hover: str = ""

    @property
    def evidence(self) -> str:
        """`few`, `some` or `enough`, as every query of this project draws the line."""
        return "few" if self.whole < FEW else "some" if self.whole < ENOUGH else "enough"

    @property
    def note(self) -> str:
        """The rate over its counts; the counts alone where they are too few for a rate."""
        counts = of(self.part, self.whole)
        return (
            counts
            if self.evidence == "few" or self.rate is None
            else f"<b>{percent(self.rate)}</b><br>{counts}"
        )


def add_rates(
    figure: go.Figure, rates: Sequence[Rate], colour: str, name: str, symbol: str = "circle"
) -> None:
    """Draw rates with `enough` evidence in `colour`, those with `some` hollow and grey, and `few` not at all.

    The legend says what grey is, so that it is never taken for a worse rate.
    """
    strong = [rate for rate in rates if rate.evidence == "enough"]
    weak = [rate for rate in rates if rate.evidence == "some"]
    add_dots(figure, strong, colour, name, symbol)
    said = any(trace.legendgroup == GREY for trace in figure.data)
    grey = {"legendgroup": GREY, "legendrank": 2000, "showlegend": not (strong and said)}
    add_dots(figure, weak, QUIET, GREY if strong else f"{name}, {GREY}", f"{symbol}-open", **grey)


def say_few(figure: go.Figure, nothing: str, *columns: Sequence[Rate]) -> None:
    """Say in each row without a mark that there are too few, or `nothing` where there are none at all.

    `columns` are the rates drawn side by side, row by row.
    """
    texts: dict[float, str] = {
        place: TOO_FEW if any(rate.whole for rate in rates) else nothing
        for place, rates in enumerate(zip(*columns, strict=True))
        if all(rate.evidence == "few" for rate in rates)
    }
    row_texts(figure, texts)


def add_dots(
    figure: go.Figure, rates: Sequence[Rate], colour: str, name: str, symbol: str, **legend: Any
) -> None:
    """One trace of dots with their intervals; nothing at all when there is no rate to draw."""
    drawn = [rate for rate in rates if rate.rate is not None]
    if not drawn:
        return
    figure.add_trace(
        go.Scatter(
            x=[rate.rate for rate in drawn],
            y=[rate.row for rate in drawn],
            mode="markers",
            name=name,
            customdata=[list(rate.key) for rate in drawn],
            hovertext=[rate.hover for rate in drawn],
            hoverinfo="text",
            cliponaxis=False,
            marker={"color": colour, "size": 11, "symbol": symbol, "line": {"width": 2, "color": colour}},
            error_x=_whiskers(drawn, colour),
            unselected=UNSELECTED,
            **legend,
        )
    )


def _whiskers(rates: Sequence[Rate], colour: str) -> dict[str, Any]:
    high = [rate.high - rate.rate if rate.high is not None and rate.rate is not None else 0 for rate in rates]
    low = [rate.rate - rate.low if rate.low is not None and rate.rate is not None else 0 for rate in rates]
    return {
        "symmetric": False,
        "array": high,
        "arrayminus": low,
        "color": colour,
        "thickness": 2.5,
        "width": 0,
    }


def pooled_line(figure: go.Figure, counts: Sequence[tuple[int, int]], what: str) -> None:
    """A dotted line at the rate of all rows together, named below: context, not a target.

    `counts`: numerator and denominator of every row, also of those that are not drawn.
    """
    part, whole = sum(pair[0] for pair in counts), sum(pair[1] for pair in counts)
    if len(counts) < 2 or whole < FEW:
        return
    line = {"dash": "dot", "color": GUIDE, "width": 1.5}
    ends = {"x0": part / whole, "x1": part / whole, "y0": 0, "y1": 1, "yref": "paper"}
    figure.add_shape(type="line", line=line, layer="below", **ends)
    figure.add_annotation(
        text=f"{what} {percent(part / whole)}", x=part / whole, y=0, yref="paper", yanchor="top",
        showarrow=False, font={"size": 11}, xanchor="right" if part / whole > 0.5 else "left",
    )  # fmt: skip
    figure.update_layout(height=figure.layout.height + 20, margin={"b": 28})
