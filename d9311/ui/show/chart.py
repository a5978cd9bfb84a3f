"""A chart, and what its chosen mark opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.conditions.rows import Conditions
from d9311.ui.behind.counts import behind_mark
from d9311.ui.export.controls import chart_config
from d9311.ui.show.takeaway import takeaway

if TYPE_CHECKING:
    import pandas
    import plotly.graph_objects


def draw_chart(
    figure: plotly.graph_objects.Figure,
    frame: pandas.DataFrame,
    name: str,
    *,
    marks: bool,
    key: str,
    alt: str,
) -> Conditions | None:
    """Draw the chart of a measure; return the conditions of the rows behind its chosen mark, if there is one.

    A mark has the ids of its row in `customdata`. `alt` tells the chart, where `takeaway` cannot.
    """
    chosen: Any = st.plotly_chart(
        figure,
        key=f"{key}_chart",
        config=chart_config(key),
        on_select="rerun" if marks else "ignore",
        selection_mode="points",
        alt=alt or takeaway(frame, key, name),
    )
    points = chosen.selection.points if marks else []
    return behind_mark(name, points[0].get("customdata") or ()) if points else None
