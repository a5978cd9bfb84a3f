"""Twelve payers: how often chance alone makes a signal, and how often a payer that is worse is found."""

from __future__ import annotations

import numpy as np
from scipy import stats

from d9311.statistics import funnel, shrinkage

WORSE_BY = 0.25
# decided claims of twelve payers; the first is the one that may be worse
PRACTICES = {
    "60 claims each": (60,) * 12,
    "5 to 120 claims": (60, 5, 8, 12, 15, 20, 25, 30, 40, 60, 80, 120),
    "3 to 30 claims": (60, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30),
}
FORTY_PLANS = (3, 5, 8, 12, 15, 20, 25, 30) * 5
# of the shrunk rate: twelve payers whose true rates scatter around one mean with these standard deviations
TRUE_MEAN, TRUE_SPREADS = 0.75, (0.0, 0.05, 0.10, 0.15)
SIZES = {
    "3 to 30 claims": (3, 4, 5, 6, 8, 10, 12, 15, 18, 20, 25, 30),
    "5 to 120 claims": (5, 8, 12, 15, 20, 25, 30, 40, 60, 80, 100, 120),
    "60 claims each": (60,) * 12,
}
BASE_RATES = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


def false_signals(sizes: tuple[int, ...], rate: float, runs: int, seed: int) -> float:
    """Return the share of runs with any signal though all payers have one true rate."""
    drawn = np.random.default_rng(seed).binomial(sizes, rate, size=(runs, len(sizes)))
    return float(np.mean([any(is_signal(one) for one in funnel.judge(won, sizes)) for won in drawn.tolist()]))


def found(sizes: tuple[int, ...], rate: float, runs: int, seed: int) -> float:
    """Return the share of runs in which the first payer, 25 points lower than the others, is called below."""
    rates = np.full(len(sizes), rate)
    rates[0] -= WORSE_BY
    drawn = np.random.default_rng(seed).binomial(sizes, rates, size=(runs, len(sizes)))
    return float(np.mean([funnel.judge(won, sizes)[0].signal == "below" for won in drawn.tolist()]))


def most_that_can_be_found(claims: int, rate: float, groups: int) -> float:
    """Return the chance of finding the payer for a rule that knows the others' true rate, looks for lower
    payers only, and spends a false signal in 1% of runs on these: no rule that errs so rarely finds more."""
    tail = 0.01 / groups
    worse = rate - WORSE_BY
    last = int(stats.binom.ppf(tail, claims, rate))
    # the count on the edge is called so often that the tail is used up
    edge = (tail - stats.binom.cdf(last - 1, claims, rate)) / stats.binom.pmf(last, claims, rate)
    below = stats.binom.cdf(last - 1, claims, worse)
    return float(below + edge * stats.binom.pmf(last, claims, worse))


def shrunk_coverage(sizes: tuple[int, ...], spread: float, runs: int, seed: int) -> float:
    """Return the share of shrunk intervals that hold the payer's true rate."""
    random = np.random.default_rng(seed)
    truths = np.full((runs, len(sizes)), TRUE_MEAN)
    if spread:
        weight = TRUE_MEAN * (1 - TRUE_MEAN) / spread**2 - 1
        truths = random.beta(TRUE_MEAN * weight, (1 - TRUE_MEAN) * weight, size=truths.shape)
    drawn = random.binomial(sizes, truths)
    holds = [
        [one.low <= truth <= one.high for one, truth in zip(found, own, strict=True)]
        for won, own in zip(drawn.tolist(), truths.tolist(), strict=True)
        if (found := shrinkage.shrink(won, sizes))
    ]
    return float(np.mean(holds))


def is_signal(judged: funnel.Judged) -> bool:
    return judged.signal in ("below", "above")
