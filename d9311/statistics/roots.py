"""Where a function crosses 0. scipy.optimize would find it too,
and keep 24 MB in the serving process for it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, inf, sqrt

MOST_STEPS = 200  # a bracket of 100 is halved below any float before


def root(function: Callable[[float], float], low: float, high: float, tolerance: float = 2e-12) -> float:
    """Return where `function` is 0 between two places, within the tolerance.
    Raises ValueError where its signs there are equal.

    Source: Ridders 1979, IEEE Transactions on Circuits and Systems 26:979-980.
    """
    at_low, at_high = function(low), function(high)
    if not at_low or not at_high:
        return high if at_low else low
    if (at_low > 0) == (at_high > 0):
        raise ValueError("the function does not change its sign")
    found = inf
    for _ in range(MOST_STEPS):
        middle = (low + high) / 2
        at_middle = function(middle)
        step = (middle - low) * at_middle / hypot(at_middle, sqrt(abs(at_low)) * sqrt(abs(at_high)))
        before, found = found, middle + (step if at_low > 0 else -step)
        at_found = function(found)
        if not at_found or high - low <= tolerance:
            break
        # Two places may lie near each other by chance where the curve is flat: then it crosses 0 at neither.
        if abs(found - before) <= tolerance and _crosses(function, found - tolerance, found + tolerance):
            break
        places = sorted(((low, at_low), (middle, at_middle), (found, at_found), (high, at_high)))
        (low, at_low), (high, at_high) = next(
            pair for pair in zip(places, places[1:], strict=False) if (pair[0][1] > 0) != (pair[1][1] > 0)
        )
    return found


def _crosses(function: Callable[[float], float], low: float, high: float) -> bool:
    return (function(low) > 0) != (function(high) > 0)
