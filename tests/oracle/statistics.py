"""Wilson interval, Kaplan-Meier with exact fractions, medians, small-number marks."""

from __future__ import annotations

import math
from fractions import Fraction

Z = 1.959963984540054
Duration = tuple[int, bool]  # days, whether decided (otherwise censored)


def rate(numerator: int, denominator: int) -> Fraction | None:
    return Fraction(numerator, denominator) if denominator else None


def wilson(successes: int, n: int) -> tuple[float | None, float | None]:
    """95% Wilson score interval, (None, None) when n is 0."""
    if n == 0:
        return None, None
    p = successes / n
    centre = p + Z * Z / (2 * n)
    spread = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return (centre - spread) / scale, (centre + spread) / scale


def evidence(n: int) -> str:
    return "few" if n < 5 else "some" if n < 30 else "enough"


def median(values: list[int]) -> Fraction | None:
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def kaplan_meier(durations: list[Duration]) -> list[tuple[int, Fraction, Fraction | None]]:
    """(day, share still undecided, Greenwood sum or None where it has a zero divisor) per day of events."""
    survival, greenwood = Fraction(1), Fraction(0)
    curve: list[tuple[int, Fraction, Fraction | None]] = []
    for day in sorted({day for day, decided in durations if decided}):
        at_risk = sum(1 for other, _ in durations if other >= day)
        events = sum(1 for other, decided in durations if decided and other == day)
        survival *= 1 - Fraction(events, at_risk)
        if events < at_risk:
            greenwood += Fraction(events, at_risk * (at_risk - events))
        curve.append((day, survival, greenwood if survival else None))
    return curve


def quantile_day(durations: list[Duration], level: Fraction) -> int | None:
    """The smallest day at which the curve is at or below `level`."""
    return next((day for day, survival, _ in kaplan_meier(durations) if survival <= level), None)


def median_bounds(durations: list[Duration]) -> tuple[int | None, int | None]:
    """The smallest event days where the lower and the upper bound (log(-log S)) are at or below 0.5."""
    low = high = None
    for day, survival, greenwood in kaplan_meier(durations):
        if not 0 < survival < 1 or greenwood is None:
            continue
        log_survival = math.log(survival)
        error = Z * math.sqrt(greenwood) / abs(log_survival)
        lower = math.exp(log_survival * math.exp(error))
        upper = math.exp(log_survival * math.exp(-error))
        low = day if low is None and lower <= 0.5 else low
        high = day if high is None and upper <= 0.5 else high
    return low, high
