"""Kaplan-Meier, Wilson and medians on numbers that fit on paper."""

from fractions import Fraction

import pytest

from tests.oracle.statistics import evidence, kaplan_meier, median, median_bounds, quantile_day, rate, wilson

HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


def test_curve_counts_the_censored_of_a_day_as_at_risk_on_it() -> None:
    durations = [(5, True), (5, False), (8, True), (9, False)]
    assert [(day, survival) for day, survival, _ in kaplan_meier(durations)] == [
        (5, Fraction(3, 4)),
        (8, Fraction(3, 8)),
    ]


def test_median_is_the_day_at_which_the_curve_is_exactly_one_half() -> None:
    durations = [(3, True), (7, True), (11, True), (12, True)]
    assert quantile_day(durations, HALF) == 7
    assert quantile_day(durations, TENTH) == 12
    assert quantile_day([(3, True), (7, False), (8, False)], HALF) is None


def test_bounds_of_the_median_leave_out_days_with_nobody_left() -> None:
    assert median_bounds([(4, True)]) == (None, None)
    low, high = median_bounds([(day, True) for day in range(1, 21)])
    assert low is not None
    assert high is not None
    assert low < 10 < high


def test_small_samples_have_wide_intervals_and_their_mark() -> None:
    assert wilson(6, 8) == pytest.approx((0.409, 0.929), abs=5e-4)
    assert wilson(0, 0) == (None, None)
    assert [evidence(n) for n in (0, 4, 5, 29, 30)] == ["few", "few", "some", "some", "enough"]
    assert (rate(1, 0), median([]), median([4, 1]), median([9, 1, 4])) == (None, None, Fraction(5, 2), 4)
