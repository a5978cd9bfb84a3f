"""Which element is missing where: a cell for each group and element, its counts written in it."""

from typing import Any

import plotly.graph_objects as go

from d9311.frames import records

from .dots import FEW
from .layout import AXIS, LEGEND, MEASURED, MOST_ROWS, STANDOFF, base, beside, empty, say_left_out
from .palette import BAND, CLEAR, HATCH, INK, MISSING_SCALE
from .words import ELEMENTS, count, labels, lines, named, of, percent, sentence, words, wrapped

ROW = 38
FLAT = 32  # pixels above, where names lie flat: with less Plotly finds it too little and draws all once more
DEEPEST = 0.5  # gaps over half are rare; one scale from 0 to 100% would leave every cell pale
ANY = "any element"  # the strict test fails where any element is missing

Cell = tuple[int, int, dict[str, Any]]


def element_heatmap(frame: Any, group: str) -> go.Figure:
    """Missing of applicable for each `group` (`payer` or `provider_id`) and element,
    largest group first, at most thirty.

    `frame` as `documentation_by_payer` or `documentation_by_provider` gives it. Colour is the missing rate,
    deepest from 50% on, none below five consultations; a hatched cell is an element that
    the group's practices do not export.
    """
    rows = records(frame)
    every = _by_size(rows, group)
    groups = every[:MOST_ROWS]
    if not groups:
        return empty("No consultation in this selection.")
    found = {(row[group], row["element"]): row for row in rows}
    cells = [
        (x, y, found.get((name, element)) or {"applicable": 0})
        for y, name in enumerate(groups)
        for x, element in enumerate(ELEMENTS)
    ]
    not_exported = [cell for cell in cells if not cell[2]["applicable"]]
    figure = _axes([_name(name, group) for name in groups], bool(not_exported))
    _add_colours(figure, cells)
    _add_counts(figure, [cell for cell in cells if cell[2]["applicable"]], group)
    _add_not_exported(figure, not_exported)
    say_left_out(figure, len(groups), len(every), "those with most consultations")
    return figure


def _by_size(rows: list[dict[str, Any]], group: str) -> list[Any]:
    size: dict[Any, int] = {}
    for row in rows:
        size[row[group]] = max(size.get(row[group], 0), row["applicable"])
    return sorted((name for name in size if size[name]), key=lambda name: (name is None, -size[name]))


def _axes(names: list[Any], is_hatched: bool) -> go.Figure:
    columns = [f"<b>{ANY}</b>" if key == "strict" else words(key) for key in ELEMENTS]
    places = {**AXIS, "showgrid": False, "tickmode": "array"}
    across = {"tickvals": list(range(len(columns))), "ticktext": columns, "range": [-0.5, len(columns) - 0.5]}
    rows = labels(names)
    down = {"tickvals": list(range(len(rows))), "ticktext": rows, "range": [len(rows) - 0.5, -0.5]}
    # Room for names that stand upright on a phone; where they lie flat the rows take it.
    return base(
        110 + ROW * len(names),
        legend=is_hatched,
        xaxis={**places, **across, "side": "top", "autotickangles": [0, -90]},
        yaxis={**places, **MEASURED, **down, "ticklabelstandoff": STANDOFF},
        margin={"l": beside(rows), "r": 4, "t": max(FLAT, 12 + LEGEND * is_hatched), "b": 8, "pad": 0},
    )


def _add_colours(figure: go.Figure, cells: list[Cell]) -> None:
    width = len(ELEMENTS)
    rates = [cell["missing_rate"] if cell["applicable"] >= FEW else None for _, _, cell in cells]
    figure.add_trace(
        go.Heatmap(
            z=[rates[first : first + width] for first in range(0, len(rates), width)],
            zmin=0,
            zmax=DEEPEST,
            colorscale=MISSING_SCALE,
            showscale=False,
            hoverinfo="skip",
            xgap=3,
            ygap=3,
        )
    )


def _add_counts(figure: go.Figure, cells: list[Cell], group: str) -> None:
    # Marks, not the heatmap, carry the ids: Plotly selects no cell of a heatmap.
    figure.add_trace(
        go.Scatter(
            x=[x for x, _, _ in cells],
            y=[y for _, y, _ in cells],
            mode="markers+text",
            text=[
                f"<b>{count(cell['missing'])}</b><br>of {count(cell['applicable'])}" for _, _, cell in cells
            ],
            textfont={"size": 10},
            customdata=[[cell[group], cell["element"]] for _, _, cell in cells],
            hovertext=[_hover(cell, group) for _, _, cell in cells],
            hoverinfo="text",
            marker={"size": ROW - 6, "symbol": "square", "color": CLEAR, "line": {"width": 0}},
            selected={"marker": {"opacity": 1, "color": BAND}},
            unselected={"marker": {"opacity": 0}, "textfont": {"color": INK}},
            showlegend=False,
        )
    )


def _add_not_exported(figure: go.Figure, cells: list[Cell]) -> None:
    if cells:
        figure.add_trace(
            go.Bar(
                x=[x for x, _, _ in cells],
                y=[0.92 for _ in cells],
                base=[y - 0.46 for _, y, _ in cells],
                width=0.96,
                name="not exported: no gap, not counted",
                hovertext=["not exported: no gap, not counted" for _ in cells],
                hoverinfo="text",
                marker={"color": CLEAR, "pattern": HATCH, "line": {"width": 0}},
            )
        )


def _name(name: Any, group: str) -> str:
    # A consultation has its payer from the claim that it is linked to.
    return "not linked to a claim" if name is None and group == "payer" else named(name, group)


def _hover(cell: dict[str, Any], group: str) -> str:
    element = ANY if cell["element"] == "strict" else words(cell["element"])
    few = cell["applicable"] < FEW
    return lines(
        f"<b>{wrapped(_name(cell[group], group), 40)}</b>",
        f"{sentence(element)} missing in {of(cell['missing'], cell['applicable'])} consultations",
        "too few for a rate" if few else f"{percent(cell['missing_rate'], 1)} missing",
    )
