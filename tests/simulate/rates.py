"""How often the interval of a rate, and of a difference of two rates, holds the truth."""

from __future__ import annotations

import numpy as np
from scipy import stats

from d9311.statistics.intervals import newcombe, wilson

SIZES = (5, 20, 100)
TRUTHS = tuple(float(rate) for rate in np.arange(0.60, 0.96, 0.05).round(2))
DIFFERENCES = ((20, 0.8, 20, 0.8), (20, 0.9, 100, 0.6), (60, 0.75, 400, 0.75), (60, 0.55, 400, 0.8))


def wilson_coverage(n: int, truth: float) -> float:
    """Return the exact share of samples of n whose 95% interval holds the truth, summed over all counts."""
    holds = [low <= truth <= high for low, high in (_wilson(count, n) for count in range(n + 1))]
    return float(stats.binom.pmf(np.flatnonzero(holds), n, truth).sum())


def wilson_mean_coverage(n: int) -> float:
    """Return the coverage averaged over the true rates."""
    return float(np.mean([wilson_coverage(n, truth) for truth in TRUTHS]))


def newcombe_coverage(n_1: int, rate_1: float, n_2: int, rate_2: float, runs: int, seed: int) -> float:
    """Return the share of runs in which the interval of the difference holds the true difference."""
    random = np.random.default_rng(seed)
    first, second = random.binomial(n_1, rate_1, runs), random.binomial(n_2, rate_2, runs)
    ends = [newcombe(int(x), n_1, int(y), n_2) for x, y in zip(first, second, strict=True)]
    return float(np.mean([end is not None and end[1] <= rate_1 - rate_2 <= end[2] for end in ends]))


def _wilson(count: int, n: int) -> tuple[float, float]:
    found = wilson(count, n)
    assert found is not None
    return found
