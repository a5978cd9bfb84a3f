"""The statistics on invented practices whose truth is known: few runs, bounds that a broken formula would
fail.

`make simulate` has the runs behind the numbers in docs/statistics.md.
"""

from __future__ import annotations

import pytest

from tests.simulate import gaps, months, payers, rates

pytestmark = pytest.mark.slow

SEED = 1


@pytest.mark.parametrize("n", rates.SIZES)
def test_interval_of_a_rate_holds_the_truth_as_often_as_it_says(n: int) -> None:
    assert 0.93 < rates.wilson_mean_coverage(n) < 0.97


def test_interval_of_a_difference_holds_the_truth_as_often_as_it_says() -> None:
    for case in rates.DIFFERENCES:
        assert 0.92 < rates.newcombe_coverage(*case, runs=500, seed=SEED) < 0.98


@pytest.mark.parametrize("name", payers.PRACTICES)
def test_chance_alone_makes_a_signal_in_hardly_any_practice(name: str) -> None:
    assert payers.false_signals(payers.PRACTICES[name], 0.8, runs=500, seed=SEED) < 0.02


def test_a_payer_that_is_worse_is_found_about_as_often_as_can_be() -> None:
    share = payers.found(payers.PRACTICES["60 claims each"], 0.85, runs=300, seed=SEED)
    assert 0.75 < share < payers.most_that_can_be_found(60, 0.85, 12) < 0.95
    # 60 of 198 claims: such a payer pulls the pooled rate to itself
    assert payers.found(payers.PRACTICES["3 to 30 claims"], 0.85, runs=200, seed=SEED) > 0.45


def test_interval_of_a_shrunk_rate_holds_the_true_rate_about_as_often_as_it_says() -> None:
    shares = [
        payers.shrunk_coverage(sizes, spread, runs=10, seed=SEED)
        for sizes in payers.SIZES.values()
        for spread in payers.TRUE_SPREADS
    ]
    assert min(shares) > 0.85  # 120 intervals each
    assert 0.93 < sum(shares) / len(shares) < 0.97


def test_interval_within_payers_holds_the_effect_and_without_strata_it_does_not() -> None:
    for effect in (0.0, 0.3):
        within, together = gaps.interval_coverage(effect, gaps.CLAIMS, runs=300, seed=SEED)
        assert 0.91 < within < 0.98
        assert together < 0.75


def test_payers_that_are_alike_are_called_different_about_as_seldom_as_can_be() -> None:
    shares = [gaps.differ_falsely(2.0, claims, runs=200, seed=SEED) for claims in (60, 100, 300)]
    assert 0.02 < sum(shares) / len(shares) < 0.07


def test_a_gap_with_an_effect_leads_the_list() -> None:
    assert gaps.ranked_first(0.30, runs=40, seed=SEED) > 0.8


def test_months_that_never_change_are_quiet_though_decisions_come_late() -> None:
    assert months.quiet(20, 0.75, runs=100, seed=SEED) > 0.93
