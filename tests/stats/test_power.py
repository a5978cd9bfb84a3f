"""How many claims a difference of ten points takes, by hand and against statsmodels."""

from __future__ import annotations

from math import ceil

import pytest
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

from d9311.statistics.power import POWER, after_needed, each_needed, other_rate, power
from d9311.statistics.precision import likely_rate


@pytest.mark.parametrize(("successes", "n"), [(20, 100), (5, 10), (0, 0), (90, 100), (400, 1000), (1, 300)])
def test_number_on_either_side_is_that_of_statsmodels(successes: int, n: int) -> None:
    rate = likely_rate(successes, n)
    other = other_rate(rate)
    theirs = samplesize_proportions_2indep_onetail(
        other - rate, rate, POWER, alpha=0.05, alternative="two-sided"
    )
    assert each_needed(successes, n) == ceil(theirs)


def test_number_of_the_textbook() -> None:
    """30% against 40%: (1.96 sqrt(2 x 0.35 x 0.65) + 0.8416 sqrt(0.21 + 0.24))^2 / 0.01 = 355.9."""
    assert power(0.3, 356, 0.4, 356) >= POWER > power(0.3, 355, 0.4, 355)


@pytest.mark.parametrize(("rate", "other"), [(0.05, 0.15), (0.49, 0.59), (0.5, 0.4), (0.95, 0.85)])
def test_difference_is_planned_towards_one_half(rate: float, other: float) -> None:
    assert other_rate(rate) == pytest.approx(other)


def test_few_claims_before_are_made_up_for_by_more_afterwards_until_no_number_does() -> None:
    needed = [after_needed(*before) or 0 for before in ((3000, 10000), (120, 400), (60, 200))]
    assert needed == sorted(needed)
    assert needed[0] > 0
    assert after_needed(30, 100) is None
    assert after_needed(0, 0) is None


def test_found_number_is_the_smallest() -> None:
    rate, needed = likely_rate(120, 400), after_needed(120, 400)
    assert needed is not None
    assert power(rate, 400, other_rate(rate), needed) >= POWER
    assert power(rate, 400, other_rate(rate), needed - 1) < POWER


def test_no_difference_is_never_found_and_a_sure_one_always() -> None:
    assert power(0.0, 5, 0.0, 5) == 0.0
    assert power(0.0, 5, 1.0, 5) == 1.0
