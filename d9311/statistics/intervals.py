"""Intervals of rates and of their differences. All rates are fractions 0 to 1."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054  # two-sided 95% point of the normal distribution


def wilson(successes: float, n: float, z: float = Z_95) -> tuple[float, float] | None:
    """Return the Wilson score interval of a rate, None when n is 0.

    Source: E. B. Wilson 1927, J. Am. Stat. Assoc. 22:209-212.
    """
    if n <= 0:
        return None
    middle = (successes + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(successes * (n - successes) / n + z * z / 4)
    # rounding may carry an end a hair beyond the rate
    return max(min(middle - half, successes / n), 0.0), min(max(middle + half, successes / n), 1.0)


def newcombe(successes_1: int, n_1: int, successes_2: int, n_2: int) -> tuple[float, float, float] | None:
    """Return the difference of two independent rates (first minus second) and its 95% interval.

    Newcombe's hybrid score interval; None when either n is 0.
    Source: R. G. Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
    """
    first, second = wilson(successes_1, n_1), wilson(successes_2, n_2)
    if first is None or second is None:
        return None
    rate_1, rate_2 = successes_1 / n_1, successes_2 / n_2
    difference = rate_1 - rate_2
    low = difference - sqrt((rate_1 - first[0]) ** 2 + (second[1] - rate_2) ** 2)
    high = difference + sqrt((first[1] - rate_1) ** 2 + (rate_2 - second[0]) ** 2)
    return difference, max(low, -1.0), min(high, 1.0)
