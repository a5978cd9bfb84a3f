"""Figures of many rows: thirty are drawn, the words say which and where all are, and the time is that of the
rows."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from d9311 import figures
from d9311.figures.layout import MOST_ROWS, row_texts

Row = dict[str, Any]
RATE = {"approval_rate": 0.5, "ci_low": 0.2, "ci_high": 0.8, "evidence": "some"}
READ = {
    "first_approval_rate": 0.5,
    "first_approved": 1,
    "first_decided": 2,
    "paid_rate": 0.5,
    "paid_lines": 1,
}
BESIDE = {"exhausted": 0, "pending": 0, "indeterminate": 0}
TIMES = {"episodes": 9, "median_days": 20, "median_low": 10, "median_high": 30, "p90_days": 40}
REST = {"rest_decided": 90, "rest_approved": 45, "rest_rate": 0.5, "difference": 0.0, "difference_low": -0.1}
LIKE = {
    "compared": 8,
    "compared_denied": 3,
    "expected_denied": 2.4,
    "denial_ratio": 1.25,
    "ratio_low": 0.3,
    "ratio_high": 3.7,
}
ADJUSTED = {"adjusted_rate": 0.6, "adjusted_low": 0.1, "adjusted_high": 0.9}
ELEMENT = {"element": "time", "present": 1, "missing": 1, "missing_rate": 0.5}


def frame(rows: list[Row]) -> pandas.DataFrame:
    return pandas.DataFrame(rows).convert_dtypes(dtype_backend="pyarrow")


def counts(place: int, decided: int) -> Row:
    return {"decided": decided, "approved": decided // 2, "denied": decided - decided // 2, **BESIDE}


def by(name: str, **cells: Any) -> Callable[[int], pandas.DataFrame]:
    """Make a frame of so many groups, the last with most decided."""
    return lambda n: frame([{name: f"G{place:04d}", **counts(place, place), **cells} for place in range(n)])


def times(n: int) -> pandas.DataFrame:
    return frame([{"payer": "all", **counts(0, n), **TIMES}, *by("payer", **TIMES)(n).to_dict("records")])


CASES: dict[str, tuple[Callable[[pandas.DataFrame], go.Figure], Callable[[int], pandas.DataFrame], str]] = {
    "payers": (figures.approval_by_payer, by("payer", **RATE), "those with most decided"),
    "plans": (figures.approval_by_plan, by("payer", plan_name="PPO", **RATE), "those with most decided"),
    "rates": (figures.three_rates, by("payer", **RATE, **READ), "those with most decided"),
    "times": (figures.decision_time, times, "those with most decided"),
    "practices": (
        figures.practice_differences,
        by("practice_id", **RATE, **REST, difference_high=0.1, verdict="no clear difference"),
        "clear ones first, then most decided",
    ),
    "ratios": (
        lambda table: figures.denial_ratio(table, "practice_id"),
        by("practice_id", **LIKE, **ADJUSTED, verdict="within chance"),
        "beyond chance first, then most compared",
    ),
    "cells": (
        lambda table: figures.element_heatmap(table, "payer"),
        by("payer", **ELEMENT, applicable=2),
        "those with most consultations",
    ),
}  # fmt: skip
every_figure = pytest.mark.parametrize(("draw", "table", "those"), CASES.values(), ids=CASES)


def notes(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations if "Table and rows" in (note.text or "")]


def labels(figure: go.Figure) -> list[str]:
    return [text for text in figure.layout.yaxis.ticktext if "All payers" not in text]


@every_figure
def test_thirty_rows_are_drawn_and_the_words_say_which(
    draw: Callable[[pandas.DataFrame], go.Figure], table: Callable[[int], pandas.DataFrame], those: str
) -> None:
    figure = draw(table(1_234))
    assert len(labels(figure)) == MOST_ROWS == 30
    assert notes(figure) == [f"30 of 1,234: {those}.<br>Table and rows has all."]


@every_figure
def test_thirty_rows_are_all_of_them_without_a_word(
    draw: Callable[[pandas.DataFrame], go.Figure], table: Callable[[int], pandas.DataFrame], those: str
) -> None:
    figure = draw(table(MOST_ROWS))
    assert len(labels(figure)) == MOST_ROWS
    assert notes(figure) == []


def test_those_with_most_decided_are_drawn_and_the_dotted_line_is_of_all() -> None:
    rows = [{"payer": f"Few {place}", **counts(0, 4), **RATE} for place in range(200)]
    rows.append({"payer": "Many", **RATE, **BESIDE, "decided": 100, "approved": 90, "denied": 10})
    figure = figures.approval_by_payer(frame(rows))
    assert labels(figure)[0] == "Many"
    assert figure.layout.shapes[0].x0 == (90 + 200 * 2) / (100 + 200 * 4)


def test_a_practice_that_differs_clearly_is_drawn_though_others_have_more() -> None:
    cells = {**RATE, **REST, "difference_high": 0.1}
    rows = [
        {"practice_id": f"P{place}", **counts(0, 50), **cells, "verdict": "no clear difference"}
        for place in range(60)
    ]
    rows[-1] |= {"decided": 9, "verdict": "lower"}
    figure = figures.practice_differences(frame(rows))
    assert labels(figure)[-1] == "P59"
    assert len(labels(figure)) == 30


@pytest.mark.slow
def test_words_of_many_rows_take_work_by_the_row() -> None:
    """Counted in calls of functions, which no busy machine changes."""

    def calls(n: int) -> int:
        figure, counted = go.Figure(), Counter[str]()
        sys.setprofile(lambda frame, event, argument: counted.update([event]))
        try:
            row_texts(figure, dict.fromkeys(range(n), "too few for a rate"))
        finally:
            sys.setprofile(None)
        assert len(figure.layout.annotations) == n
        return counted["call"] + counted["c_call"]

    calls(10)
    assert calls(800) < 12 * calls(100)  # one by one it is 64 times as many


def test_at_a_glance_eight_rows_of_one_line_stand_against_the_rate_of_all() -> None:
    names = [f"Delta Dental Plan of the State of {state}" for state in ("Iowa", "Ohio")] + [
        f"Payer {number}" for number in range(8)
    ]
    rows = [
        {
            **RATE,
            "payer": name,
            "decided": 40 - place,
            "approved": 20,
            "pending": 0,
            "exhausted": 0,
            "indeterminate": 0,
        }
        for place, name in enumerate(names)
    ]
    drawn = figures.approval_at_a_glance(pandas.DataFrame(rows))
    assert list(drawn.layout.yaxis.ticktext[:3]) == ["…Iowa", "…Ohio", "Payer 0"]
    assert [len(trace.y) for trace in drawn.data if trace.customdata is not None] == [8]
    assert [note.text for note in drawn.layout.annotations] == ["all together 56%"]  # 200 of 355
    assert (drawn.layout.showlegend, drawn.layout.height) == (False, 24 + 25 * 8 + 28)
