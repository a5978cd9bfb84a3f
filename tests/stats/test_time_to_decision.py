"""Kaplan-Meier on small life tables, against numbers worked out by hand and against scipy."""

from __future__ import annotations

import pyarrow
import pytest

from d9311.statistics import LifeDay, decision_time, first_day_at, kaplan_meier, summarise

COLUMNS = ("is_pooled", "payer", "day", "at_risk", "events", "censored")


def life_table(durations: list[tuple[int, bool]]) -> list[LifeDay]:
    """Return the life table of (days, decided) pairs."""
    return [
        LifeDay(
            day,
            at_risk=sum(days >= day for days, _ in durations),
            events=sum(days == day and decided for days, decided in durations),
            censored=sum(days == day and not decided for days, decided in durations),
        )
        for day in sorted({days for days, _ in durations})
    ]


def test_curve_falls_at_decisions_and_not_at_censored_days() -> None:
    curve = kaplan_meier(life_table([(3, True), (5, False), (8, True), (9, False)]))
    assert [(point.day, point.share) for point in curve] == [(3, 0.75), (8, 0.375)]


def test_median_is_the_day_the_curve_touches_one_half() -> None:
    # 10 episodes: 9/10 * 8/9 * 7/8 * 6/7 * 5/6 is one half, which floats miss by some bits
    ten_decisions = [(day, True) for day in range(1, 11)]
    assert summarise(life_table(ten_decisions)).median_days == 5


def test_ninetieth_percentile_counts_a_curve_at_exactly_one_tenth() -> None:
    ten_decisions = [(day, True) for day in range(1, 11)]
    assert summarise(life_table(ten_decisions)).p90_days == 9


@pytest.mark.parametrize("size", [2, 6, 22, 30, 38, 46, 54, 62, 94, 126, 510])
def test_exact_half_is_recognised_at_every_sample_size(size: int) -> None:
    assert summarise(life_table([(day, True) for day in range(1, size + 1)])).median_days == size // 2


def test_interval_of_the_median_follows_greenwood_on_log_log() -> None:
    # share 0.5 of 10, variance sum 0.1: bounds 0.5 ** exp(+-1.96 * sqrt(0.1) / log(0.5))
    point = kaplan_meier(life_table([(day, True) for day in range(1, 11)]))[4]
    assert (point.low, point.high) == (pytest.approx(0.1836, abs=5e-5), pytest.approx(0.7532, abs=5e-5))


def test_median_interval_is_the_first_day_each_bound_reaches_half() -> None:
    result = summarise(life_table([(day, True) for day in range(1, 11)]))
    assert (result.median_low, result.median_days, result.median_high) == (1, 5, 8)


def test_median_is_absent_when_most_episodes_are_still_open() -> None:
    result = summarise(life_table([(4, True), (20, False), (21, False)]))
    assert (result.episodes, result.decided, result.median_days, result.p90_days) == (3, 1, None, None)


def test_day_on_which_everything_is_decided_has_no_bounds() -> None:
    result = summarise(life_table([(6, True), (6, True)]))
    assert (result.median_low, result.median_days, result.median_high, result.p90_days) == (None, 6, None, 6)


def test_decision_and_censoring_on_one_day_share_the_risk_set() -> None:
    curve = kaplan_meier(life_table([(7, True), (7, False)]))
    assert [(point.day, point.share) for point in curve] == [(7, 0.5)]


def test_first_day_at_skips_days_that_have_no_bound() -> None:
    assert first_day_at([(1, None), (2, 0.6), (3, 0.5)], 0.5) == 3


def test_curve_agrees_with_scipy_on_censored_episodes() -> None:
    stats = pytest.importorskip("scipy.stats")
    # the last one stays open: where the curve is 0 scipy's bounds are not numbers
    durations = [*((day * 7 % 41, day % 3 > 0) for day in range(60)), (99, False)]
    censored = stats.CensoredData.right_censored(
        [days for days, _ in durations], [not decided for _, decided in durations]
    )
    curve = stats.ecdf(censored).sf
    interval = curve.confidence_interval(method="log-log")
    expected = {
        int(day): (share, low, high)
        for day, share, low, high in zip(
            curve.quantiles,
            curve.probabilities,
            interval.low.probabilities,
            interval.high.probabilities,
            strict=True,
        )
    }
    for point in kaplan_meier(life_table(durations)):
        assert (point.share, point.low, point.high) == pytest.approx(expected[point.day])


def test_pooled_group_comes_first_under_the_name_all() -> None:
    rows = [
        (True, None, 2, 2, 1, 0),
        (True, None, 9, 1, 0, 1),
        (False, "Acme", 2, 1, 1, 0),
        (False, None, 9, 1, 0, 1),
    ]
    table = pyarrow.table(dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)))
    assert decision_time(table).select(["payer", "episodes", "decided", "median_days"]).to_pylist() == [
        {"payer": "all", "episodes": 2, "decided": 1, "median_days": 2},
        {"payer": "Acme", "episodes": 1, "decided": 1, "median_days": 2},
        {"payer": None, "episodes": 1, "decided": 0, "median_days": None},
    ]


def test_nothing_in_the_filter_leaves_one_empty_pooled_row() -> None:
    empty = pyarrow.table({name: pyarrow.array([], pyarrow.int64()) for name in COLUMNS})
    assert decision_time(empty).to_pylist() == [
        {"payer": "all", "episodes": 0, "decided": 0}
        | dict.fromkeys(("median_days", "median_low", "median_high", "p90_days"))
    ]
