"""Shrunk rates and their intervals: against a plain integration, and on payers whose likeness is known."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, special

from d9311.statistics.shrinkage import LARGEST_SPREAD, SPREAD_SCALE, Shrunk, shrink, target

pytestmark = pytest.mark.slow

Groups = list[tuple[int, int]]  # approved, decided
FIVE: Groups = [(3, 4), (2, 3), (4, 5), (3, 4), (2, 3)]
SIX: Groups = [(8, 10), (9, 10), (20, 30), (30, 60), (2, 4), (50, 60)]


def shrunk(groups: Groups) -> list[Shrunk]:
    found = shrink(*zip(*groups, strict=True))
    assert found is not None
    return found


def integrated(groups: Groups, place: int) -> tuple[float, float, float]:
    """Mean and interval of one group by summing over a plain grid of means and spreads."""
    mean, spread = np.meshgrid(np.linspace(0, 1, 402)[1:-1], np.linspace(0.004, LARGEST_SPREAD, 175))
    weight = 1 / spread**2 - 1
    alpha, beta = mean * weight, (1 - mean) * weight
    logs = -((spread / SPREAD_SCALE) ** 2) / 2
    for won, n in groups:
        logs += special.betaln(alpha + won, beta + n - won) - special.betaln(alpha, beta)
    chance = np.exp(logs - logs.max())
    chance /= chance.sum()
    counts = chance > 1e-9  # what is left out of 69,600 points is less than 0.0001 together
    chance, alpha, beta = chance[counts], alpha[counts], beta[counts]
    won, n = groups[place]
    own = alpha + won, beta + n - won

    def below(rate: float) -> float:
        return float((chance * special.betainc(*own, rate)).sum())

    ends = [
        optimize.brentq(lambda rate, tail=tail: below(rate) - tail, 0, 1, xtol=1e-6)
        for tail in (0.025, 0.975)
    ]
    return float((chance * own[0] / (own[0] + own[1])).sum()), ends[0], ends[1]


@pytest.mark.parametrize(
    "groups", [FIVE, SIX, [(48, 60)] * 11 + [(30, 60)], [(9, 9), (4, 4), (7, 7), (30, 30), (1, 1), (0, 2)]]
)
def test_shrunk_rates_equal_a_plain_integration_over_mean_and_spread(groups: Groups) -> None:
    found = shrunk(groups)
    for place in (0, len(groups) - 1):
        one = found[place]
        assert (one.rate, one.low, one.high) == pytest.approx(integrated(groups, place), abs=0.004)


def test_nineteen_claims_fix_no_rate_to_a_point() -> None:
    # with mean and spread held at their likeliest values the interval was 72.7 to 74.6%
    few = shrunk(FIVE)[1]
    assert (round(few.rate, 2), round(few.low, 2), round(few.high, 2)) == (0.70, 0.42, 0.91)


def test_nearly_equal_payers_have_nearly_equal_shrunk_rates() -> None:
    more = [(3, 4), (2, 3), (4, 5), (3, 4), (3, 4)]
    for one, other in zip(shrunk(FIVE)[:4], shrunk(more)[:4], strict=True):
        assert (one.rate, one.low, one.high) == pytest.approx((other.rate, other.low, other.high), abs=0.04)


def test_shrinkage_is_off_below_five_groups_with_decided_claims() -> None:
    assert shrink([5, 6, 7, 8], [10, 10, 10, 10]) is None
    assert shrink([5, 6, 7, 8, 0], [10, 10, 10, 10, 0]) is None
    assert target([5, 6, 7, 8], [10, 10, 10, 10]) is None


def test_few_claims_are_drawn_further_towards_the_mean_than_many() -> None:
    few, many = shrunk([*SIX, (0, 2), (0, 200)])[-2:]
    mean = target(*zip(*SIX, (0, 2), (0, 200), strict=True))
    assert mean is not None
    assert 0 < many.rate < few.rate < mean
    assert many.high - many.low < few.high - few.low


def test_a_group_without_decided_claims_may_be_anywhere_where_the_others_are() -> None:
    nobody = shrunk([*SIX, (0, 0)])[-1]
    assert nobody.rate == pytest.approx(target(*zip(*SIX, strict=True)), abs=1e-9)
    assert nobody.low < 0.5 < 0.85 < nobody.high


@given(
    st.lists(
        st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=5, max_size=8
    )
)
def test_a_shrunk_rate_lies_among_the_rates_and_in_its_interval(groups: Groups) -> None:
    rates = [won / n for won, n in groups]
    # the means that the groups may have reach a standard error beyond their rates, and one half lies among
    # them
    low, high = min(*rates, 0.5), max(*rates, 0.5)
    for one in shrunk(groups):
        assert low - 0.05 <= one.rate <= high + 0.05
        assert 0 <= one.low <= one.rate <= one.high <= 1


@cache
def six_in_order() -> list[Shrunk]:
    return shrunk(SIX)


@given(st.permutations(SIX))
def test_order_of_the_groups_changes_nothing(groups: Groups) -> None:
    in_order = dict(zip(SIX, six_in_order(), strict=True))
    for group, one in zip(groups, shrunk(groups), strict=True):
        assert one.rate == pytest.approx(in_order[group].rate, abs=1e-12)
        assert (one.low, one.high) == pytest.approx((in_order[group].low, in_order[group].high), abs=1e-9)
