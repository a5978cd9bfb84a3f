"""Effects of work and of events: by hand, against statsmodels, and on practices whose truth is known."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from statsmodels.stats.proportion import score_test_proportions_2indep

from d9311.statistics.effect import (
    CHANGED,
    LESS,
    MORE,
    NO_CHANGE,
    NOT_YET,
    UNCLEAR,
    event_change,
    placebo,
    work_effect,
)
from d9311.statistics.strata import Stratum, risk_difference

NONE = Stratum(0, 0, 0, 0)


def test_shares_are_compared_within_strata_by_hand() -> None:
    """Worked 4 of 6 against 1 of 6, then 2 of 4 against 0 of 4: (6 x 6 / 12 x 0.5 + 2 x 0.5) / 5 = 0.5."""
    found = work_effect([Stratum(6, 4, 6, 1), Stratum(4, 2, 4, 0), Stratum(3, 3, 0, 0)])
    assert (found.with_all, found.with_counted, found.without_all, found.without_counted) == (10, 6, 10, 1)
    assert found.difference.value == pytest.approx(0.5)
    assert (found.alone, found.verdict, found.needed) == (3, MORE, None)


@pytest.mark.parametrize(
    ("stratum", "verdict"),
    [
        (Stratum(4, 4, 50, 0), NOT_YET),
        (Stratum(50, 50, 4, 0), NOT_YET),
        (Stratum(5, 5, 50, 0), MORE),
        (Stratum(50, 0, 5, 5), LESS),
        (Stratum(5, 3, 5, 2), UNCLEAR),
        (NONE, NOT_YET),
    ],
)
def test_fewer_than_five_on_a_side_are_not_judged(stratum: Stratum, verdict: str) -> None:
    found = work_effect([stratum])
    assert found.verdict == verdict
    assert (found.needed is not None) == (verdict == NOT_YET)


def test_labels_at_random_give_the_mean_and_spread_of_every_labelling() -> None:
    """All 70 ways to call 4 of 8 worked, of which 3 are paid: differences -3/4, -1/4, 1/4, 3/4."""
    paid = {0, 1, 2}
    every = [(len(paid & set(chosen)) - len(paid - set(chosen))) / 4 for chosen in combinations(range(8), 4)]
    drawn = placebo([Stratum(4, 3, 4, 0)], draws=20_000)
    assert drawn is not None
    assert np.mean(every) == pytest.approx(0, abs=1e-12)
    assert drawn.mean == pytest.approx(0, abs=0.01)
    assert (drawn.low, drawn.high) == pytest.approx(tuple(np.quantile(every, (0.025, 0.975))))


def test_placebo_is_the_same_every_time_and_about_nothing_where_the_effect_is_large() -> None:
    strata = [Stratum(30, 24, 30, 6), Stratum(20, 15, 40, 10)]
    first, again = placebo(strata), placebo(strata)
    assert first == again
    assert first is not None
    assert abs(first.mean) < 0.02
    assert first.low < 0 < first.high < (work_effect(strata).difference.low or 0)
    assert placebo([Stratum(5, 1, 0, 0)]) is None


@pytest.mark.parametrize(
    ("strata", "verdict"),
    [
        ([Stratum(400, 80, 400, 160)], CHANGED),
        ([Stratum(800, 320, 800, 320)], NO_CHANGE),
        ([Stratum(200, 80, 800, 320)], NOT_YET),  # before the number that was said
        ([Stratum(800, 384, 800, 320)], CHANGED),  # 8 points, beyond chance
        ([Stratum(500, 240, 500, 210)], NOT_YET),  # 6 points, may be 0 or 12
        ([Stratum(20, 1, 200, 160)], CHANGED),  # early, but far beyond chance
        ([Stratum(30, 6, 200, 80)], NOT_YET),  # early, beyond 95% only
        ([Stratum(4, 0, 200, 160)], NOT_YET),
        ([Stratum(50, 5, 0, 0), Stratum(0, 0, 50, 40)], NOT_YET),  # no payer on both sides
        ([NONE], NOT_YET),
    ],
)
def test_verdict_of_an_event(strata: list[Stratum], verdict: str) -> None:
    assert event_change(strata).verdict == verdict


def test_early_look_has_the_wider_interval_and_says_so() -> None:
    early, late = [Stratum(30, 6, 200, 80)], [Stratum(800, 320, 800, 320)]
    assert event_change(early).is_early
    assert event_change(early).difference != risk_difference(early)
    assert not event_change(late).is_early
    assert event_change(late).difference == risk_difference(late)


def test_one_payer_alone_agrees_with_the_score_test_of_statsmodels() -> None:
    for after in range(100, 240, 7):
        found = event_change([Stratum(400, after, 400, 160)])
        p_value = score_test_proportions_2indep(after, 400, 160, 400, correction=False).pvalue
        if abs(p_value - 0.05) > 0.01:
            assert (found.verdict == CHANGED) == (p_value < 0.05)


def test_nothing_changes_and_it_is_rarely_said_to_have() -> None:
    random, false = np.random.default_rng(9311), 0
    for _ in range(400):
        strata = [
            Stratum(after, random.binomial(after, rate), before, random.binomial(before, rate))
            for rate, before, after in ((0.2, 150, 150), (0.5, 150, 150), (0.4, 150, 200))
        ]
        false += event_change(strata).verdict == CHANGED
    assert false / 400 < 0.08
