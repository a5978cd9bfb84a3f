"""How many claims it takes to see a difference of two rates, said before they are there.

Source: Fleiss, Levin and Paik 2003, Statistical Methods for Rates and Proportions, section 4.2 (normal
approximation, pooled variance under no difference).
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from d9311.statistics import special
from d9311.statistics.intervals import Z_95
from d9311.statistics.precision import MOST, likely_rate

SMALLEST = 0.10  # the smallest difference that is of interest, ten points; a house rule
POWER = 0.80


def power(rate_1: float, n_1: float, rate_2: float, n_2: float) -> float:
    """Return how likely a two-sided test at 5% finds that two rates differ, of so many claims each."""
    pooled = (rate_1 * n_1 + rate_2 * n_2) / (n_1 + n_2)
    if_none = sqrt(pooled * (1 - pooled) * (1 / n_1 + 1 / n_2))
    if_there = sqrt(rate_1 * (1 - rate_1) / n_1 + rate_2 * (1 - rate_2) / n_2)
    if if_there == 0:
        return 1.0 if rate_1 != rate_2 else 0.0
    return float(special.ndtr((abs(rate_1 - rate_2) - Z_95 * if_none) / if_there))


def other_rate(rate: float) -> float:
    """Return the rate that lies the smallest difference away, on the side where it takes more claims."""
    return rate + SMALLEST if rate < 0.5 else rate - SMALLEST


def each_needed(successes: int, n: int) -> int:
    """Return how many claims on either side find the smallest difference from the likely rate of these."""
    rate = likely_rate(successes, n)
    return _smallest(lambda size: power(rate, size, other_rate(rate), size)) or MOST


def after_needed(successes: int, n: int) -> int | None:
    """Return how many claims afterwards find the smallest difference from the likely rate of `n` before.

    None where no number does, because those before are too few.
    """
    if n == 0:
        return None
    rate = likely_rate(successes, n)
    return _smallest(lambda size: power(rate, n, other_rate(rate), size))


def _smallest(power_of: Callable[[int], float]) -> int | None:
    low, high = 1, MOST
    if power_of(high) < POWER:
        return None
    while low < high:
        middle = (low + high) // 2
        if power_of(middle) >= POWER:
            high = middle
        else:
            low = middle + 1
    return low
