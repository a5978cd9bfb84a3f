"""What the figures of waiting, of comparisons and of a change draw, and what they say instead of drawing."""

from __future__ import annotations

import json
from typing import Any

import pandas
import plotly.graph_objects as go
import pytest

from d9311 import figures
from tests.figures.test_figure_rows import frame, said, trace

Row = dict[str, Any]
TAG = "<a href=//x>&lt;"


def day(day: int, undecided: float, approved: float, payer: str = "all") -> Row:
    """A row of `decision_curve`; what is neither undecided nor approved is denied."""
    bounds = {
        f"{name}_{end}": None for name in ("approved", "denied", "exhausted") for end in ("low", "high")
    }
    return {
        "payer": payer,
        "day": day,
        "at_risk": 10,
        "approved": 1,
        "denied": 1,
        "exhausted": 0,
        "censored": 0,
        "share_undecided": undecided,
        "undecided_low": undecided / 2 if undecided else None,
        "undecided_high": (1 + undecided) / 2 if undecided else None,
        "share_approved": approved,
        "share_denied": 1 - undecided - approved,
        "share_exhausted": 0.0,
        **bounds,
    }


CURVE = frame(day(10, 0.5, 0.25), day(40, 0.0, 0.5), day(10, 0.5, 0.5, TAG))


def part(payer: str | None, mix: float, within: float) -> Row:
    counts = {"approved_before": 8, "decided_before": 10, "approved": 3, "decided": 6}
    return {"payer": payer, **counts, "mix": mix, "within": within, "carries": mix + within}


def test_curve_begins_with_all_undecided_and_steps_at_each_day() -> None:
    line = trace(figures.undecided_curve(CURVE), "All payers")
    assert (line.x, line.y, line.line.shape) == ((0, 10, 40), (1.0, 0.5, 0.0), "hv")


def test_band_closes_where_the_curve_has_no_interval() -> None:
    high, low, _ = figures.undecided_curve(CURVE).data
    assert (high.y, low.y) == ((1.0, 0.75, 0.0), (1.0, 0.25, 0.0))


def test_each_chosen_payer_has_a_line_told_apart_by_colour_and_dash() -> None:
    figure = figures.undecided_curve(CURVE, ("all", TAG))
    lines = [trace for trace in figure.data if trace.name]
    assert len({(line.line.color, line.line.dash) for line in lines}) == 2
    assert "<a" not in json.dumps(figure.to_plotly_json(), default=list)


def test_endings_add_up_to_all_at_every_day() -> None:
    figure = figures.decision_endings(CURVE)
    assert [trace.name for trace in figure.data] == ["approved", "denied", "undecided"]
    assert [sum(shares) for shares in zip(*(trace.y for trace in figure.data), strict=True)] == [1, 1, 1]


@pytest.mark.parametrize("draw", [figures.undecided_curve, figures.decision_endings])
def test_nothing_sent_is_said(draw: Any) -> None:
    (sentence,) = draw(CURVE[:0]).layout.annotations
    assert sentence.text == "No episode with the date on which it was sent in this selection."


LIKE: Row = {
    "decided": 20,
    "approved": 15,
    "compared": 18,
    "compared_denied": 9,
    "expected_denied": 4.0,
    "denial_ratio": 2.25,
    "ratio_low": 1.03,
    "ratio_high": 4.27,
    "adjusted_rate": 0.5,
    "adjusted_low": 0.1,
    "adjusted_high": 0.8,
    "verdict": "more denials than its payers and scenarios explain",
}


def test_ratio_beyond_chance_is_a_diamond_and_a_lone_practice_says_why_it_has_none() -> None:
    numbers = {name: None for name in LIKE if name not in ("verdict", "decided", "approved")}
    lone = {**LIKE, **numbers, "compared": 0, "verdict": "no payer and scenario in common"}
    figure = figures.denial_ratio(
        frame({"practice_id": "A", **LIKE}, {"practice_id": "B", **lone}), "practice_id"
    )
    clear = trace(figure, "beyond chance")
    assert (clear.x, clear.customdata[0]) == ((2.25,), ["A"])
    # the upper limit, 4.27, is drawn at the edge
    assert clear.error_x.array == (4.0 - 2.25,)
    assert said(figure) == {1: "no payer and scenario in common"}


def test_provider_is_named_with_its_practice_and_opens_by_both() -> None:
    figure = figures.denial_ratio(frame({"practice_id": "A", "provider_id": "P", **LIKE}), "provider_id")
    assert figure.layout.yaxis.ticktext == ("A: P",)
    assert trace(figure, "beyond chance").customdata == (["A", "P"],)


def test_parts_of_a_change_stand_side_by_side_and_add_up_beside_them() -> None:
    figure = figures.change_parts(frame(part("Delta", -0.02, -0.3), part(None, 0.02, 0.0)), "payer")
    assert (trace(figure, "its own rate").x, trace(figure, "its share of the claims").x) == (
        (-0.3, 0.0),
        (-0.02, 0.02),
    )
    assert figure.layout.yaxis2.ticktext == ("−32.0", "+2.0")
    assert figure.layout.xaxis.ticktext == ("−20", "−10", "0", "+10", "+20")
    assert figure.layout.yaxis.ticktext == ("Delta", "payer not given")


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert figures.change_parts(frame(part("A", 0.0, -0.0004)), "payer").layout.yaxis2.ticktext == ("0.0",)


def test_reasons_carry_with_their_sign_and_open_by_their_category() -> None:
    rows = frame({"category": "not_covered", "denied_before": 2, "denied": 9, "carries": -0.2})
    figure = figures.reason_parts(rows)
    assert (figure.data[-1].x, figure.data[-1].customdata) == ((-0.2,), (["not_covered"],))
    assert figure.layout.yaxis.ticktext == ("Not covered",)


@pytest.mark.parametrize("figure", [
    figures.change_parts(pandas.DataFrame(), "payer"), figures.reason_parts(pandas.DataFrame()),
])  # fmt: skip
def test_change_without_parts_is_one_sentence(figure: go.Figure) -> None:
    assert (len(figure.data), figure.layout.annotations[0].text[-1]) == (0, ".")


def test_lines_of_the_months_break_where_the_limits_were_recalculated() -> None:
    months = [
        {"month": f"2025-{at:02d}", "decided": 9, "approved": 6, "approval_rate": 0.6, "rules": "",
         "centre": 0.6 if at < 3 else 0.4, "limit_low": 0.1, "limit_high": 0.9}
        for at in range(1, 6)
    ]  # fmt: skip
    figure = figures.approval_signals(frame(*months), "2025-03")
    centres = [trace.y for trace in figure.data if trace.line.dash == "dot"]
    assert centres == [(0.6, 0.6), (0.4, 0.4, 0.4)]
    assert [shape.x0 for shape in figure.layout.shapes] == ["2025-03-01"]
    assert len(figures.approval_signals(frame(*months)).layout.shapes) == 0
