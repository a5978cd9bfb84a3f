"""Funnel limits: does a group's rate differ from the pooled rate by more than chance?

Source: D. J. Spiegelhalter 2005, Statistics in Medicine 24:1185-1202 ("Funnel plots for comparing
institutional performance"): exact binomial limits by interpolation (appendix A.1.1), overdispersion from
winsorised z-scores and the additive random-effects model (section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats

SMALLEST_N = 5  # below it a group is never judged: `evidence` few
WINSORISED_SHARE = 0.1
TAILS = {"95": 0.025, "998": 0.001}


@dataclass(frozen=True)
class Overdispersion:
    """Spread of the groups beyond chance: `phi` is the mean squared winsorised z-score, `tau` the extra
    standard deviation of a true rate, 0 where the groups differ no more than chance makes them."""

    phi: float
    tau: float


def z_scores(successes: Sequence[int], totals: Sequence[int], target: float) -> np.ndarray:
    """Return each group's distance from the target in standard errors of a binomial rate at the target."""
    n = np.asarray(totals, dtype=float)
    error = np.sqrt(target * (1 - target) / n)
    return (np.asarray(successes, dtype=float) / n - target) / error


def overdispersion(successes: Sequence[int], totals: Sequence[int], target: float) -> Overdispersion:
    """Return phi and tau of the groups around a target rate strictly between 0 and 1.

    tau is 0 unless the winsorised statistic exceeds its expectation (I phi > I - 1).
    """
    count = len(totals)
    if count < 2 or not 0 < target < 1:
        return Overdispersion(1.0, 0.0)
    scores = z_scores(successes, totals, target)
    low, high = np.quantile(scores, [WINSORISED_SHARE, 1 - WINSORISED_SHARE])
    phi = float(np.mean(np.clip(scores, low, high) ** 2))
    if count * phi <= count - 1:
        return Overdispersion(phi, 0.0)
    weights = np.asarray(totals, dtype=float) / (target * (1 - target))
    spread = (count * phi - (count - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return Overdispersion(phi, sqrt(max(float(spread), 0.0)))


def exact_limits(n: int, target: float, tail: float) -> tuple[float, float]:
    """Return the rates below and above which a binomial of n draws at the target falls with this probability.

    The counts are interpolated between neighbours so that the curves are smooth in n; the upper limit is the
    lower one of the complement, so that approvals and denials are judged alike.
    """
    return _lower_limit(n, target, tail), 1 - _lower_limit(n, 1 - target, tail)


def limits(n: int, target: float, tail: float, tau: float = 0.0) -> tuple[float, float]:
    """Return the lower and upper limit for a group of n at the target, each with this tail probability.

    Without overdispersion the exact binomial limits; with it the wider of these and the normal ones of the
    additive model.
    """
    low, high = exact_limits(n, target, tail)
    if tau <= 0:
        return low, high
    half = float(stats.norm.ppf(1 - tail)) * sqrt(target * (1 - target) / n + tau * tau)
    return max(min(low, target - half), 0.0), min(max(high, target + half), 1.0)


def _lower_limit(n: int, target: float, tail: float) -> float:
    count = float(stats.binom.ppf(tail, n, target))
    reached = stats.binom.cdf(count, n, target)
    share = (reached - tail) / (reached - stats.binom.cdf(count - 1, n, target))
    return float(np.clip((count - share) / n, 0, 1))
