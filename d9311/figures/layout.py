"""One look for every figure: sizes, axes, transparent grounds, nothing to zoom by accident.

Grounds are transparent and the font is the page's, so one figure serves the light and the dark theme.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from .palette import CLEAR, FAINT, INK
from .widths import width

Row = dict[str, Any]
ROW_HEIGHT = 40
LINE_HEIGHT, LINE_TOP, LINE_NOTE = 25, 24, 96  # of a row of one line, the axis above, the note beside it
MOST_ROWS = 30  # more than that nobody compares by eye; the table under a figure holds all
LEGEND = 28
BUTTON = 20  # of the one that saves a picture; a legend leaves it room
HEADED = 52 + BUTTON  # two lines of heading above the names of the axis, below the button
AXIS = {
    "fixedrange": True,
    "automargin": True,
    "zeroline": False,
    "gridcolor": FAINT,
    "title": {"text": "", "standoff": 4},
    "ticks": "",
    "tickfont": {"color": INK},
}
LEGEND_PLACE = {
    "orientation": "h",
    "yref": "container",
    "y": 1,
    "yanchor": "top",
    "x": 0,
    "xref": "container",
    "title": {"text": ""},
    "tracegroupgap": 0,
    "itemclick": False,
    "itemdoubleclick": False,
}
# Where the margins are known: Plotly neither measures nor hides a label, and draws once.
MEASURED: dict[str, Any] = {"automargin": False, "ticklabeloverflow": "allow"}
STANDOFF = 6
# A clicked mark stands out, the others stay readable.
UNSELECTED = {"marker": {"opacity": 0.4}}
QUARTERS = [0, 0.25, 0.5, 0.75, 1]


def base(height: int, legend: bool = True, **settings: Any) -> go.Figure:
    """An empty figure of `height` pixels with the project's grounds, margins and legend place.

    `settings` are further settings of the layout; a figure given them at once is built several times faster
    than one that is updated.
    """
    layout = {
        "height": height,
        "margin": {"l": 4, "r": 4, "t": 12 + LEGEND * legend, "b": 8, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"color": INK},
        # A finger that scrolls the page must not zoom the figure.
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "font": {"color": INK}},
        "showlegend": legend,
        "legend": LEGEND_PLACE,
        "xaxis": AXIS,
        "yaxis": AXIS,
    }
    return go.Figure(layout={**layout, **settings})


def empty(message: str) -> go.Figure:
    """The figure of nothing to draw: the sentence that says why, in its place."""
    words = {"text": message, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    hidden = {"visible": False, "fixedrange": True}
    return base(120, legend=False, xaxis=hidden, yaxis=hidden, annotations=[words])


def percent_axis(**settings: Any) -> dict[str, Any]:
    """An axis of fractions, 0 to 100%, with quarter lines and three labels that fit a phone."""
    return {
        "range": [-0.03, 1.03],
        "tickvals": QUARTERS,
        "ticktext": ["0%", "", "50%", "", "100%"],
        "tickangle": 0,
        "showgrid": True,
        **settings,
    }


def percent_axis_to(end: float) -> dict[str, Any]:
    """An axis of fractions that are all small, 0 to `end`."""
    return percent_axis(
        range=[-0.03 * end, 1.03 * end],
        tickvals=[end * quarter for quarter in QUARTERS],
        ticktext=["0%", "", f"{end * 50:g}%", "", f"{end * 100:g}%"],
    )


def count_axis(most: int) -> dict[str, Any]:
    """An axis of whole numbers from nothing to `most`, none of them twice and none a half."""
    step = {"dtick": 1} if most < 4 else {"nticks": 4}
    return {"rangemode": "tozero", "showgrid": True, "tickformat": ",d", **step}


def row_chart(
    labels: Sequence[str],
    notes: Sequence[str],
    note_title: str,
    legend: bool = True,
    axis: dict[str, Any] | None = None,
) -> go.Figure:
    """A figure of horizontal rows, first at the top: label at the left, counts at the right.

    Rows sit at y = 0, 1, ... so that two equal labels stay two rows. `axis` is the x axis (default percent).
    """
    top = HEADED + (LEGEND - BUTTON) * legend
    heading = {
        "text": note_title, "x": 1, "y": 1, "xref": "paper", "yref": "paper", "showarrow": False,
        "xanchor": "left", "yanchor": "bottom", "xshift": 6, "yshift": 18, "align": "left",
        "font": {"size": 11},
    }  # fmt: skip
    left, right = beside(labels), max(66, beside(notes))
    figure = base(
        top + ROW_HEIGHT * len(labels) + 8,
        legend,
        margin={"l": left, "r": right, "t": top, "b": 8, "pad": 0},
        bargap=0.45,
        xaxis={**AXIS, "side": "top", **(axis or percent_axis(**MEASURED))},
        yaxis=_row_axis(labels),
        yaxis2={**_row_axis(notes), "overlaying": "y", "side": "right"},
        annotations=[heading],
    )
    # Plotly draws an axis only where a trace uses it.
    figure.add_trace(go.Scatter(x=[None], y=[None], yaxis="y2", showlegend=False, hoverinfo="skip"))
    return figure


def beside(texts: Sequence[str]) -> int:
    """Return the pixels beside a figure that the longest text of its rows takes."""
    return 4 + STANDOFF + width(texts)


def _row_axis(texts: Sequence[str]) -> dict[str, Any]:
    places = {"tickvals": list(range(len(texts))), "ticktext": list(texts), "range": [len(texts) - 0.5, -0.5]}
    return {**AXIS, **MEASURED, **places, "showgrid": False, "ticklabelstandoff": STANDOFF}


def drop_lone_legend(figure: go.Figure) -> go.Figure:
    """The figure without its legend, and without the legend's room, where one entry explains nothing.

    An entry of a group says what grey or hollow means, and stays.
    """
    entries = [trace for trace in figure.data if trace.name and trace.showlegend is not False]
    if len(entries) < 2 and not any(trace.legendgroup for trace in entries):
        is_headed = figure.layout.margin.t == HEADED + LEGEND - BUTTON
        gone = LEGEND - BUTTON * is_headed
        top, height = figure.layout.margin.t - gone, figure.layout.height - gone
        figure.update_layout(showlegend=False, height=height, margin={"t": top})
    return figure


def lines_only(figure: go.Figure, rows: int) -> go.Figure:
    """A row chart as low as rows of one line can be: without its legend and the heading of its notes."""
    below = figure.layout.margin.b
    figure.layout.annotations = figure.layout.annotations[1:]
    figure.update_layout(
        height=LINE_TOP + LINE_HEIGHT * rows + below,
        showlegend=False,
        margin={"t": LINE_TOP, "r": max(LINE_NOTE, figure.layout.margin.r)},
    )
    return figure


def row_texts(figure: go.Figure, texts: Mapping[float, str]) -> None:
    """Words in the places of rows in the plot: why there is nothing drawn.
    All at once, because Plotly reads all notes anew with each that is added.
    """
    look = {"x": 0, "xref": "x", "yref": "y", "showarrow": False, "xanchor": "left", "font": {"size": 11},
            "opacity": 0.8}  # fmt: skip
    notes = [{"text": text, "y": row, **look} for row, text in texts.items()]
    figure.layout.annotations = [*figure.layout.annotations, *notes]


def most(rows: Sequence[Row], weight: Callable[[Row], Any]) -> list[Row]:
    """The MOST_ROWS rows of greatest weight, the earlier of equal ones, in the order in which they came."""
    heaviest = sorted(range(len(rows)), key=lambda place: weight(rows[place]), reverse=True)[:MOST_ROWS]
    return [rows[place] for place in sorted(heaviest)]


def say_left_out(figure: go.Figure, drawn: int, rows: int, those: str) -> None:
    """Say under the rows which ones are drawn where there are more, and where all are."""
    if rows <= drawn:
        return
    below = figure.layout.margin.b
    figure.add_annotation(
        text=f"{drawn} of {rows:,}: {those}.<br>Table and rows has all.", x=0, y=0, xref="paper",
        yref="paper", showarrow=False, xanchor="left", yanchor="top", yshift=4 - below, align="left",
        font={"size": 11},
    )  # fmt: skip
    figure.update_layout(height=figure.layout.height + 36, margin={"b": below + 36})
