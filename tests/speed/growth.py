"""How what the benchmark measured grows with the lines, drawn: one page that a browser opens without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

Result = dict[str, Any]
Curves = Mapping[str, Sequence[float]]
"""Name -> a value for each size, in order."""

PARTS = ("Import, CPU seconds", "Memory at most, MB", "Database file, MB",
         "A further month, CPU seconds", "Measures, CPU ms", "One question by other means, CPU ms")  # fmt: skip


def write(results: Result, target: Path, about: str) -> None:
    """Draw each part over the number of lines, both axes logarithmic, and the table's machine as the title."""
    sizes = results["sizes"]
    figure = make_subplots(
        rows=3, cols=2, subplot_titles=PARTS, horizontal_spacing=0.12, vertical_spacing=0.1
    )
    for place, curves in enumerate(_curves(sizes)):
        for name, values in curves.items():
            line = go.Scatter(
                x=[size["lines"] for size in sizes], y=list(values), name=name, mode="lines+markers"
            )
            figure.add_trace(line.update(legendgroup=str(place), showlegend=len(curves) > 1,
                                         legendgrouptitle_text=PARTS[place]),
                             row=place // 2 + 1, col=place % 2 + 1)  # fmt: skip
    figure.update_xaxes(type="log", dtick=1, title_text="claim lines")
    figure.update_yaxes(type="log", rangemode="tozero")
    figure.update_layout(title_text=f"How the dashboard grows<br><sub>{about}</sub>", width=1240, height=1180)
    figure.write_html(target, include_plotlyjs=True)


def _curves(sizes: Sequence[Result]) -> list[Curves]:
    """Return the curves of each of `PARTS`; a means that is not installed has none."""
    imports = [size["import"] for size in sizes]
    measured = [[one["cpu"] for one in size["measures"].values()] for size in sizes]
    means = [one["name"] for one in sizes[0]["others"] if "missing" not in one]
    asked = [{one["name"]: one for one in size["others"]} for size in sizes]
    return [
        {"here": [one["import"]["cpu_seconds"] for one in imports],
         "DuckDB alone": [one["bare"]["cpu_seconds"] for one in imports]},
        {"here": [one["peak_mb"] for one in imports], "DuckDB alone": [one["bare_peak_mb"] for one in imports]},
        {"database": [one["database_mb"] for one in imports], "claims file": [one["megabytes"] for one in imports]},
        {"a month more": [size["month"]["cpu_seconds"] for size in sizes]},
        {"slowest": [max(of) for of in measured], "median": [median(of) for of in measured]},
        {name: [of[name]["cpu_ms"] for of in asked] for name in means},
    ]  # fmt: skip
