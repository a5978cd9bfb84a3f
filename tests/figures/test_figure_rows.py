"""What the figures of documentation, scenarios and waiting work draw, and what they say instead of
drawing."""

from __future__ import annotations

from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from d9311 import figures

Row = dict[str, Any]


def frame(*rows: Row) -> pandas.DataFrame:
    """A frame of Arrow columns with exact decimals, as the runner gives it."""
    return pandas.DataFrame({name: [row[name] for row in rows] for name in rows[0]}).convert_dtypes(
        dtype_backend="pyarrow"
    )


def trace(figure: go.Figure, name: str) -> Any:
    """The one trace of that name."""
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def said(figure: go.Figure) -> dict[float, str]:
    """What is written in the rows, by their place."""
    return {note.y: note.text for note in figure.layout.annotations if note.yref == "y"}


def gap(element: str, missing: int, applicable: int, *denied: int) -> Row:
    """A row of `documentation_gaps`: denied and decided with the gap, then without it."""
    with_denied, with_decided, without_denied, without_decided = denied or (0, 0, 0, 0)
    return {
        "element": element,
        "exported": applicable > 0,
        "applicable": applicable,
        "present": applicable - missing,
        "missing": missing,
        "missing_rate": missing / applicable if applicable else None,
        "ci_low": 0.1 if applicable else None,
        "ci_high": 0.4 if applicable else None,
        "with_gap_denied": with_denied,
        "with_gap_decided": with_decided,
        "without_gap_denied": without_denied,
        "without_gap_decided": without_decided,
    }


GAPS = frame(
    gap("date", 0, 40, 0, 2, 7, 30),
    gap("reason", 10, 40, 6, 8, 5, 25),
    gap("time", 0, 0),  # the export has no such column
    gap("strict", 12, 40, 7, 10, 4, 23),
)


def test_any_element_stands_above_the_elements_in_the_order_of_the_guide() -> None:
    figure = figures.element_rates(GAPS)
    assert figure.layout.yaxis.ticktext == (
        "<b>Any element missing</b>", "Reason missing", "Date missing", "Time missing",
    )  # fmt: skip
    assert trace(figure, "missing").x == pytest.approx((12 / 40, 10 / 40, 0))


def test_interval_of_missing_is_that_of_the_measure() -> None:
    strict = trace(figures.element_rates(GAPS), "missing")
    assert (
        strict.x[0] - strict.error_x.arrayminus[0],
        strict.x[0] + strict.error_x.array[0],
    ) == pytest.approx((0.1, 0.4))


def test_element_that_is_not_exported_is_said_and_not_drawn() -> None:
    figure = figures.element_rates(GAPS)
    assert (said(figure), figure.layout.yaxis2.ticktext[3]) == ({3: "not exported"}, "")


def test_denials_with_and_without_a_gap_keep_their_counts() -> None:
    figure = figures.denial_by_element(GAPS)
    assert figure.layout.yaxis2.ticktext == (
        "● 4 of 23<br>◆ 7 of 10",
        "● 5 of 25<br>◆ 6 of 8",
        "● 7 of 30<br>◆ 0 of 2",
    )
    assert trace(figure, "element present").x == (7 / 30,)
    assert trace(figure, "n 5 to 29").x == (4 / 23, 5 / 25)
    assert trace(figure, "element missing, n 5 to 29").x == (7 / 10, 6 / 8)  # two without a date: no mark


def test_checks_show_failed_of_applicable() -> None:
    rows = [
        {"check": "signed", "exported": False, "applicable": 0, "failed": 0, "failed_rate": None},
        {"check": "has_record", "exported": True, "applicable": 40, "failed": 10, "failed_rate": 0.25},
        {"check": "separate_record", "exported": True, "applicable": 0, "failed": 0, "failed_rate": None},
    ]
    figure = figures.billing_checks(frame(*rows))
    assert trace(figure, "failed").x == (0.25,)
    assert said(figure) == {0: "not exported", 2: "applies to none"}


def cell(payer: str | None, element: str, missing: int, applicable: int) -> Row:
    """A row of `documentation_by_payer`."""
    rate = missing / applicable if applicable else None
    return {
        "payer": payer,
        "element": element,
        "applicable": applicable,
        "present": applicable - missing,
        "missing": missing,
        "missing_rate": rate,
    }


CELLS = frame(
    cell(None, "reason", 1, 50),
    cell("Aetna", "reason", 2, 8),
    cell("Aetna", "time", 0, 0),
    cell("Small", "reason", 0, 3),
    cell("Small", "time", 1, 3),
)


def test_cells_show_counts_and_colour_only_from_five_on() -> None:
    figure = figures.element_heatmap(CELLS, "payer")
    assert figure.layout.yaxis.ticktext == ("Aetna", "Small", "not linked to a<br>claim")
    assert [row[0] for row in figure.data[0].z] == [0.25, None, 0.02]
    assert figure.data[1].text == (
        "<b>2</b><br>of 8",
        "<b>0</b><br>of 3",
        "<b>1</b><br>of 3",
        "<b>1</b><br>of 50",
    )
    assert figure.data[1].customdata == (
        ["Aetna", "reason"],
        ["Small", "reason"],
        ["Small", "time"],
        [None, "reason"],
    )


def test_cell_that_is_not_exported_is_hatched_and_holds_no_zero() -> None:
    hatched = trace(figures.element_heatmap(CELLS, "payer"), "not exported: no gap, not counted")
    places = set(zip(hatched.x, hatched.base, strict=True))
    assert hatched.marker.pattern.shape == "/"
    assert (2, -0.46) in places  # Aetna, time
    assert (2, 0.54) not in places  # Small has one


def days(name: str, decided: int, median: int | None, low: int | None, high: int | None) -> Row:
    """A row of `decision_time`; ninety in a hundred are never decided."""
    interval = {"median_days": median, "median_low": low, "median_high": high}
    return {"payer": name, "episodes": 60, "decided": decided, **interval, "p90_days": None}


def test_median_has_no_whisker_where_its_bound_is_not_reached() -> None:
    figure = figures.decision_time(frame(days("all", 36, 20, 12, None), days("Slow", 9, None, None, None)))
    median = trace(figure, "half decided (median)")
    assert (median.x, median.error_x.arrayminus, median.error_x.array) == ((20,), (8,), (0,))
    assert "95% interval 12 to not reached days" in median.hovertext[0]


def test_median_that_is_not_reached_or_rests_on_few_is_said() -> None:
    rows = [days("all", 36, 20, 12, 30), days("Slow", 9, None, None, None), days("Few", 4, 3, 1, 9)]
    figure = figures.decision_time(frame(*rows))
    assert said(figure) == {1: "under half decided yet", 2: "too few for a rate"}


def test_legend_of_one_entry_gives_its_room_back_unless_it_explains_grey() -> None:
    strong, grey = frame(gap("date", 3, 40)), frame(gap("date", 3, 20))
    strong_layout, grey_layout = (figures.element_rates(table).layout for table in (strong, grey))
    assert (strong_layout.showlegend, grey_layout.showlegend) == (False, True)
    assert grey_layout.height - strong_layout.height == 28 - 20  # which the button that saves a picture takes
