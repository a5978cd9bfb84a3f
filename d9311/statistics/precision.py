"""How many more decided claims would narrow an interval to a width that answers the question."""

from __future__ import annotations

from d9311.statistics.intervals import Z_95, wilson

HALF_WIDTHS = (0.15, 0.10, 0.05)
MOST = 100_000


def half_width(successes: float, n: float) -> float | None:
    """Return half the length of the 95% Wilson interval, None when n is 0."""
    interval = wilson(successes, n)
    return None if interval is None else (interval[1] - interval[0]) / 2


def likely_rate(successes: int, n: int) -> float:
    """Return the rate to plan with: the middle of the Wilson interval, one half when n is 0.

    The present rate itself would promise too much: after three approvals of three it is 100%.
    """
    return (successes + Z_95**2 / 2) / (n + Z_95**2)


def more_needed(successes: int, n: int, target: float) -> int:
    """Return how many more decided claims, approved at the likely rate, bring the half width to `target`.

    0 when it is there already.
    """
    if n and (half_width(successes, n) or 1.0) <= target:
        return 0
    rate = likely_rate(successes, n)
    low, high = n + 1, MOST
    while low < high:
        middle = (low + high) // 2
        if (half_width(rate * middle, middle) or 1.0) <= target:
            high = middle
        else:
            low = middle + 1
    return low - n


def next_step(successes: int, n: int) -> tuple[int, float] | None:
    """Return the additional claims for the next narrower of ±15, ±10 and ±5 points, None beyond that."""
    now = half_width(successes, n)
    for target in HALF_WIDTHS:
        if now is None or now > target:
            return more_needed(successes, n, target), target
    return None
