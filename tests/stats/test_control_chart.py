"""Limits are recalculated only where a person says so, and a signal knows where it begins."""

from __future__ import annotations

import pytest
from scipy import stats

from d9311.statistics.control_chart import OUTER_TAIL, WARNING_TAIL, Month, chart, charted

HIGH = [80, 82, 79, 81, 80, 78, 81, 80, 82, 79, 80, 81]
LOW = [60, 62, 59, 61, 60, 58, 61, 60, 62, 59, 60, 61]


def months(approved: list[int], decided: int = 100) -> list[Month]:
    return [Month(f"m{at:02d}", value, decided) for at, value in enumerate(approved)]


def test_limits_stand_two_and_three_standard_errors_off() -> None:
    tails = [round(float(stats.norm.sf(errors)), 5) for errors in (2, 3)]
    assert tails == [WARNING_TAIL, OUTER_TAIL]


def test_recalculated_limits_hold_from_that_month_on_and_the_others_keep_their_own() -> None:
    both = months(HIGH + LOW)
    before, after = chart(both, "m12")[:12], chart(both, "m12")[12:]
    assert before == chart(both[:12])
    assert after == chart(both[12:])
    assert [point.centre for point in (before[0], after[0])] == pytest.approx([80.25 / 100, 60.25 / 100])
    assert {point.rules for point in before + after} == {()}


def test_without_a_person_s_word_one_set_of_limits_stays_and_signals_the_shift() -> None:
    points = chart(months(HIGH + LOW))
    assert len({point.centre for point in points}) == 1
    assert "run_of_eight" in points[-1].rules


def test_recalculation_with_fewer_than_twelve_months_is_a_run_chart_from_there() -> None:
    after = chart(months(HIGH + LOW[:5]), "m12")[12:]
    assert [(point.low, point.high, point.rules) for point in after] == [(None, None, ())] * 5
    assert after[0].centre == 0.6


def test_recalculation_from_the_first_month_changes_nothing() -> None:
    assert chart(months(HIGH), "m00") == chart(months(HIGH))


@pytest.mark.parametrize(
    ("approved", "rule", "first"),
    [
        ([80, 82, 79, 81, 80, 78, 81, 80, 82, 79, 80, 55], "point_outside", "m11"),
        ([60, 62, 59, 61, 60, 58, 61, 60, 62, 59, 60, 85], "point_outside", "m11"),
        ([74, 76, 75, 76, 81, 82, 81, 82, 81, 82, 81, 82], "run_of_eight", "m04"),
        ([80, 79, 81, 80, 79, 80, 74, 76, 78, 80, 82, 84], "trend_of_six", "m06"),
        ([80, 81, 79, 80, 81, 80, 79, 80, 81, 69, 80, 69], "two_of_three", "m09"),
    ],
)
def test_a_signal_begins_where_its_months_begin(approved: list[int], rule: str, first: str) -> None:
    last = chart(months(approved))[-1]
    assert dict(zip(last.rules, last.begins, strict=True))[rule] == first


@pytest.mark.parametrize("approved", [0, 100])
def test_limits_of_months_that_are_all_one_way_are_their_centre(approved: int) -> None:
    point = chart(months([approved] * 12))[-1]
    assert (point.low, point.centre, point.high) == (approved / 100,) * 3


def test_a_first_month_that_repeats_itself_is_one_month_of_a_trend() -> None:
    falling = [84, 84, 82, 80, 78, 76]
    assert chart(months(falling))[-1].rules == ()
    assert chart(months([*falling, 74]))[-1].rules == ("trend_of_six",)


def test_immature_months_are_in_no_chart() -> None:
    rows = [
        {"month": f"m{at:02d}", "approved": value, "decided": 100, "mature": at != 3}
        for at, value in enumerate(HIGH + [10])
    ]
    found = charted(rows)
    assert found[3] == {"centre": None, "limit_low": None, "limit_high": None, "rules": "", "begins": ""}
    assert (found[12]["rules"], found[12]["begins"]) == ("point_outside", "m12")


def test_no_mature_month_has_no_chart() -> None:
    assert charted([]) == []
    assert charted([{"month": "m", "approved": 1, "decided": 2, "mature": False}])[0]["centre"] is None
