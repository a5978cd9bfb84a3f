"""Shrunk rates: what a payer with few claims probably does, given how payers differ.

Beta-binomial empirical Bayes: true rates follow a beta distribution whose two parameters are estimated from
all groups by maximum likelihood; each group's estimate is its posterior mean, a weighted mean of its own rate
and the target (the mean of that beta distribution).
Source: Casella 1985, The American Statistician 39:83-87; Griffiths 1973, Biometrics 29:637-648.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from scipy import optimize, special, stats

FEWEST_GROUPS = 5  # with fewer the spread of the groups is not known well enough
# Bounds of alpha + beta: from two prior claims to as good as one common rate.
SMALLEST_WEIGHT, LARGEST_WEIGHT = 2.0, 1e4


@dataclass(frozen=True)
class Prior:
    """The groups' distribution of true rates: `target` its mean, `weight` how many claims it counts for."""

    target: float
    weight: float


@dataclass(frozen=True)
class Shrunk:
    """Posterior mean of a group's rate and its central 95 % interval."""

    rate: float
    low: float
    high: float


def fit(successes: Sequence[int], totals: Sequence[int]) -> Prior | None:
    """Return the beta distribution of the groups' true rates, None below five groups with decided claims."""
    pairs = [(won, n) for won, n in zip(successes, totals, strict=True) if n > 0]
    if len(pairs) < FEWEST_GROUPS:
        return None
    x, n = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    pooled = float(np.clip((x.sum() + 0.5) / (n.sum() + 1), 1e-3, 1 - 1e-3))

    def loss(parameters: np.ndarray) -> float:
        target, weight = special.expit(parameters[0]), exp(parameters[1])
        alpha, beta = target * weight, (1 - target) * weight
        return -float((special.betaln(x + alpha, n - x + beta) - special.betaln(alpha, beta)).sum())

    found = optimize.minimize(
        loss,
        x0=[special.logit(pooled), log(20.0)],
        method="L-BFGS-B",
        bounds=[(-7, 7), (log(SMALLEST_WEIGHT), log(LARGEST_WEIGHT))],
    )
    return Prior(float(special.expit(found.x[0])), exp(float(found.x[1])))


def shrink(successes: int, n: int, prior: Prior) -> Shrunk:
    """Return a group's posterior mean and central 95 % interval under a fitted prior."""
    alpha = prior.target * prior.weight + successes
    beta = (1 - prior.target) * prior.weight + n - successes
    low, high = stats.beta.ppf([0.025, 0.975], alpha, beta)
    return Shrunk(alpha / (alpha + beta), float(low), float(high))
