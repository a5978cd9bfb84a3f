"""What the funnel and the figure of practices draw, and what they say instead of drawing."""

from __future__ import annotations

from d9311 import figures
from tests.figures.test_figure_traces import Row, frame, payer, said, trace


def judged(name: str, approved: int, decided: int, signal: str) -> Row:
    """A row of `payer_signals`, as far as its figure reads it."""
    limits = {"limit_95_low": 0.5, "limit_95_high": 0.9, "limit_998_low": 0.4, "limit_998_high": 0.95}
    return {**payer(name, approved, decided, 0.1, 0.9), **limits, "signal": signal}


def test_funnel_shows_a_signal_by_its_shape_and_the_rate_of_all_as_a_line() -> None:
    rows = [
        judged("Low", 12, 40, "below"),
        judged("Mid", 30, 40, "inside"),
        judged("Few", 3, 4, "too few"),  # not drawn, yet in the rate of all
    ]
    figure = figures.funnel(frame(*rows))
    low, mid = trace(figure, "below, beyond chance"), trace(figure, "within chance")
    assert (low.x, low.y, low.customdata, low.marker.symbol) == ((40,), (0.3,), (["Low"],), "triangle-down")
    assert (mid.x, mid.customdata) == ((40,), (["Mid"],))
    assert [line.y0 for line in figure.layout.shapes] == [45 / 84]


def test_funnel_of_plans_hands_on_both_ids() -> None:
    plan = {**judged("Aetna", 30, 40, "inside"), "plan_name": None}
    (marks,) = [mark for mark in figures.funnel(frame(plan), ("payer", "plan_name")).data if mark.customdata]
    assert marks.customdata == (["Aetna", None],)
    assert marks.hovertext[0].startswith("<b>plan not given, Aetna</b>")


def against(name: str, difference: float | None, low: float, high: float, verdict: str, rest: int = 9) -> Row:
    """A row of `practice_differences`, as far as its figure reads it."""
    rates = {"approval_rate": 0.5, "rest_rate": 0.4, "difference": difference}
    counts = {"decided": 40, "approved": 20, "rest_decided": rest, "rest_approved": 4}
    return {
        "practice_id": name,
        **counts,
        **rates,
        "difference_low": low,
        "difference_high": high,
        "verdict": verdict,
    }


def test_practice_is_marked_only_where_its_difference_leaves_out_zero() -> None:
    rows = [
        against("RIVER", 0.2, 0.1, 0.3, "higher"),
        against("HILL", 0.1, -0.1, 0.3, "no clear difference"),
        against("NEW", -0.3, -0.6, 0.1, "too few"),
    ]
    figure = figures.practice_differences(frame(*rows))
    assert trace(figure, "clear difference").customdata == (["RIVER"],)
    assert trace(figure, "no clear difference").x == (0.1,)
    assert said(figure) == {2: "too few to tell"}


def test_practice_alone_is_compared_with_none() -> None:
    (note,) = figures.practice_differences(
        frame(against("A", None, 0, 0, "too few", rest=0))
    ).layout.annotations
    assert note.text == "No other practice has a decided episode in this selection: nothing to compare with."


def test_dots_of_the_funnel_are_named_where_there_is_room_those_beyond_chance_first() -> None:
    crowd = [judged(name, 6, 30, "inside") for name in ("Aetna", "Bluefinch", "Cigna", "Delta", "Guardian")]
    rows = [judged("Harbor Dental Plan", 54, 60, "inside"), *crowd, judged("Larkspur", 7, 30, "below")]
    names = [one.text for one in figures.funnel(frame(*rows)).layout.annotations]
    assert names[0] == "Larkspur"
    assert "Harbor Dental Plan" in names
    assert len(names) < len(rows)


def test_name_of_a_dot_on_a_line_stands_beside_the_line() -> None:
    rows = [judged("Copper Lantern", 5, 5, "inside"), judged("Harbor Dental Plan", 36, 60, "inside")]
    (name,) = [one for one in figures.funnel(frame(*rows)).layout.annotations if one.text == "Copper Lantern"]
    assert (name.y, abs(name.yshift)) == (1, 14)


def test_name_of_a_dot_below_a_limit_of_chance_does_not_stand_on_the_limit() -> None:
    rows = [judged("Copper Lantern", 2, 10, "inside"), judged("Harbor Dental Plan", 56, 60, "inside")]
    limits = {"limit_95_high": 0.98, "limit_998_high": 1.0}
    names = figures.funnel(frame(*({**row, **limits} for row in rows))).layout.annotations
    assert [one.yshift for one in names if one.text == "Harbor Dental Plan"] == [0]


def test_gaps_of_which_none_can_be_told_are_no_empty_chart() -> None:
    gap = {"name": "outcome", "kind": "element", "risk_difference": None, "verdict": "too few to tell"}
    (note,) = figures.gap_effects(frame(gap)).layout.annotations
    assert note.text == "Too few decided claims to tell of any gap."
