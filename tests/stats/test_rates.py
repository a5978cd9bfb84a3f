"""Intervals, funnel limits, charts over time and how much more is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from d9311.statistics import control_chart, funnel, intervals, precision
from d9311.statistics.control_chart import Month


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_equals_statsmodels(case: tuple[int, int]) -> None:
    successes, n = case
    theirs = proportion_confint(successes, n, method="wilson")
    assert intervals.wilson(successes, n) == pytest.approx(theirs, abs=1e-9)


def test_newcombe_interval_equals_his_published_examples() -> None:
    # Newcombe 1998, table II, method 10: rows (a) 56/70 - 48/80 and (d) 9/10 - 3/10
    assert intervals.newcombe(56, 70, 48, 80) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert intervals.newcombe(9, 10, 3, 10) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)
    assert intervals.newcombe(0, 0, 3, 10) is None


@given(*[st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))] * 2)
def test_newcombe_interval_equals_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    theirs = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert intervals.newcombe(*first, *second)[1:] == pytest.approx(theirs, abs=1e-9)  # type: ignore[index]


@given(st.integers(5, 200), st.floats(0.05, 0.95))
def test_a_rate_beyond_a_funnel_limit_is_as_rare_as_the_limit_says(n: int, target: float) -> None:
    low, high = funnel.exact_limits(n, target, 0.001)
    counts = range(n + 1)
    below = sum(stats.binom.pmf(count, n, target) for count in counts if count / n < low - 1e-12)
    above = sum(stats.binom.pmf(count, n, target) for count in counts if count / n > high + 1e-12)
    assert below <= 0.001 + 1e-9
    assert above <= 0.001 + 1e-9
    assert 0 <= low < target < high <= 1


@pytest.mark.parametrize(
    ("n", "target", "tail", "expected"),
    [
        # cumulative 11/1024 at one, 56/1024 at two: the share beyond 0.025 of the step is taken off two
        (10, 0.5, 0.025, (2 - (56 / 1024 - 0.025) / (45 / 1024)) / 10),
        # nothing below 0 successes: 0.1 ** 2 = 0.01 is above the tail, so the limit is cut at 0
        (2, 0.9, 0.001, 0.0),
    ],
)
def test_funnel_limit_is_the_interpolated_binomial_of_the_appendix(
    n: int, target: float, tail: float, expected: float
) -> None:
    # Spiegelhalter 2005, appendix A.1.1: (r - a) / n with a = (F(r) - tail) / (F(r) - F(r - 1))
    low, _ = funnel.exact_limits(n, target, tail)
    _, high = funnel.exact_limits(n, 1 - target, tail)
    assert (low, 1 - high) == pytest.approx((expected, expected), abs=1e-9)


def test_limit_allows_for_the_own_share_of_a_group_in_the_pooled_rate() -> None:
    # 5 of 10 draws, 5 of the 10 successes: cumulative 1/252 at none, 26/252 at one (hypergeometric)
    expected = (1 - (26 / 252 - 0.025) / (25 / 252)) / 5
    assert funnel.share_limits(5, 5, 10, 0.025) == pytest.approx((expected, 1 - expected), abs=1e-9)
    low, high = funnel.exact_limits(5, 0.5, 0.025)
    assert low < expected < 1 - expected < high


@pytest.mark.parametrize(("n", "upper"), [(102, 92.731663), (1008, 84.488082), (110000, 81.010578)])
def test_normal_limits_equal_those_published_by_public_health_england(n: int, upper: float) -> None:
    # R package PHEindicatormethods, testdata_funnel_prop_outputs.csv: baseline 80.642448%, 99.8% limits
    everyone = funnel.Spread(80642448 * 10, 10**9, 0.80642448, 1.0, tau=1e-9)
    assert funnel.limits(n, everyone, "998")[1] * 100 == pytest.approx(upper, abs=1e-5)


def test_bristol_alone_stands_out_among_the_heart_surgeons() -> None:
    # deaths of operations by hospital, under one year, 1991-95: Aylin et al. 2001, Lancet 358:181-187 found
    # that Bristol, the first, was an outlier, and no other
    deaths = [41, 25, 24, 23, 25, 42, 24, 53, 26, 25, 58, 31]
    operations = [143, 187, 323, 122, 164, 405, 239, 482, 195, 177, 581, 301]
    assert [judged.signal for judged in funnel.judge(deaths, operations)] == ["above"] + ["inside"] * 11


def test_groups_that_differ_by_chance_need_no_wider_limits() -> None:
    phi, tau = funnel.overdispersion([15, 16, 14, 15, 15], [20, 20, 20, 20, 20], 0.75)
    assert (phi < 1, tau) == (True, 0)
    # z = -2, -1.5, -1, 1, 1.5, 2, winsorised to -1.75 and 1.75: 6 phi = 12.625 is significant at 5% (11.07),
    # ...
    found = funnel.overdispersion([180, 185, 190, 210, 215, 220], [400] * 6, 0.5)
    assert found == pytest.approx((12.625 / 6, (7.625 / 8000) ** 0.5))
    # ... and 6 phi = 10.625, wider than expected and yet within chance, is not
    assert funnel.overdispersion([180, 185, 200, 200, 215, 220], [400] * 6, 0.5) == (
        pytest.approx(10.625 / 6),
        0,
    )


def test_overdispersion_is_the_additive_model_by_hand() -> None:
    # six groups of 100 around one half: z = -4, -2, 0, 0, 2, 4; winsorised at 10% to -3, -2, 0, 0, 2, 3
    phi, tau = funnel.overdispersion([30, 40, 50, 50, 60, 70], [100] * 6, 0.5)
    assert phi == pytest.approx((9 + 4 + 0 + 0 + 4 + 9) / 6)
    weight = 100 / 0.25
    expected = (26 - 5) / (6 * weight - weight)
    assert tau == pytest.approx(expected**0.5)
    low, high = funnel.limits(100, funnel.Spread(300, 600, 0.5, phi, tau), "95")
    half = stats.norm.ppf(0.975) * (0.25 / 100 + expected) ** 0.5
    assert (low, high) == pytest.approx((0.5 - half, 0.5 + half))


def test_groups_that_leave_nothing_to_compare_have_no_limits() -> None:
    assert funnel.judge([], []) == []
    for won, totals in (([3], [7]), ([6, 7], [6, 7]), ([0, 0], [6, 7]), ([3, 0], [7, 0])):
        assert {judged.limits for judged in funnel.judge(won, totals)} == {None}
    assert [judged.signal for judged in funnel.judge([3, 0, 2], [7, 0, 4])] == [
        "inside",
        "too few",
        "too few",
    ]


def rules(rates: list[int], decided: int = 100) -> list[tuple[str, ...]]:
    months = [Month(f"{at:02d}", approved, decided) for at, approved in enumerate(rates)]
    return [point.rules for point in control_chart.chart(months)]


def test_one_month_far_off_is_a_point_outside() -> None:
    found = rules([80, 82, 79, 81, 80, 78, 81, 80, 82, 79, 80, 55])
    assert found == [()] * 11 + [("point_outside",)]


def test_eight_months_on_one_side_are_a_run() -> None:
    found = rules([74, 76, 75, 76, 81, 82, 81, 82, 81, 82, 81, 82])
    assert found[-1] == ("run_of_eight",)
    assert found[-2] == ()


def test_six_rising_months_are_a_trend() -> None:
    found = rules([80, 79, 81, 80, 79, 80, 74, 76, 78, 80, 82, 84])
    assert found[-1] == ("trend_of_six",)
    assert found[-2] == ()


def test_two_of_three_months_near_the_limit_are_a_signal() -> None:
    found = rules([80, 81, 79, 80, 81, 80, 79, 80, 81, 69, 80, 69])
    assert found[-1] == ("two_of_three",)
    assert found[-3] == ()


def test_below_twelve_months_it_is_a_run_chart_about_the_median() -> None:
    points = control_chart.chart([Month(f"{at:02d}", rate, 100) for at, rate in enumerate([50, 60, 10, 70])])
    assert [(point.low, point.high, point.rules) for point in points] == [(None, None, ())] * 4
    assert points[0].centre == pytest.approx(0.55)


def test_months_without_decisions_have_no_point_and_break_no_run() -> None:
    months = [Month("a", 3, 5), Month("b", 0, 0), Month("c", 4, 5)]
    assert [point.rate for point in control_chart.chart(months)] == [0.6, None, 0.8]
    assert [point.rate for point in control_chart.chart([Month("b", 0, 0)])] == [None]


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_claims_still_needed_are_just_enough(case: tuple[int, int]) -> None:
    successes, n = case
    step = precision.next_step(successes, n)
    if step is None:
        assert precision.half_width(successes, n) <= min(precision.HALF_WIDTHS)  # type: ignore[operator]
        return
    more, target = step
    rate = precision.likely_rate(successes, n)
    assert more > 0
    assert precision.half_width(rate * (n + more), n + more) <= target  # type: ignore[operator]
    if more > 1:
        fewer = n + more - 1
        assert precision.half_width(rate * fewer, fewer) > target  # type: ignore[operator]


def test_three_approvals_of_three_do_not_promise_that_all_will_be() -> None:
    assert precision.more_needed(3, 3, 0.15) == 29  # at a rate of 100% it would be 6
    assert precision.next_step(3, 3) == (29, 0.15)
