"""Each practice against all the others: the difference of two rates with Newcombe's interval."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from tests.oracle.episode import Episode
from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import count, grouped
from tests.oracle.selection import Selection
from tests.oracle.statistics import rate, wilson

Row = dict[str, object]


@computes("practice_differences")
def by_practice(selection: Selection) -> list[Row]:
    groups = grouped(selection.counted, lambda one: (one.practice,))
    rows = []
    for (practice,), members in groups:
        others = [one for one in selection.counted if one.practice != practice]
        own, rest = decided(members), decided(others)
        low, high = interval(own, rest)
        rows.append(
            {
                "practice_id": practice,
                "decided": own[1],
                "approved": own[0],
                "approval_rate": rate(*own),
                "rest_decided": rest[1],
                "rest_approved": rest[0],
                "rest_rate": rate(*rest),
                "difference": difference(rate(*own), rate(*rest)),
                "difference_low": low,
                "difference_high": high,
                "verdict": verdict(own, rest, low, high),
            }
        )
    return rows


def difference(own: Fraction | None, rest: Fraction | None) -> Fraction | None:
    return None if own is None or rest is None else own - rest


def decided(episodes: list[Episode]) -> tuple[int, int]:
    return count(episodes, lambda one: one.is_approved), count(episodes, lambda one: one.is_decided)


def interval(own: tuple[int, int], rest: tuple[int, int]) -> tuple[float | None, float | None]:
    """Newcombe 1998, method 10: the distances of the Wilson limits, squared and added."""
    (own_low, own_high), (rest_low, rest_high) = wilson(*own), wilson(*rest)
    if own_low is None or own_high is None or rest_low is None or rest_high is None:
        return None, None
    own_rate, rest_rate = own[0] / own[1], rest[0] / rest[1]
    below = sqrt((own_rate - own_low) ** 2 + (rest_high - rest_rate) ** 2)
    above = sqrt((own_high - own_rate) ** 2 + (rest_rate - rest_low) ** 2)
    middle = own_rate - rest_rate
    return max(middle - below, -1), min(middle + above, 1)


def verdict(own: tuple[int, int], rest: tuple[int, int], low: float | None, high: float | None) -> str:
    if min(own[1], rest[1]) < 5 or low is None or high is None:
        return "too few"
    return "higher" if low > 0 else "lower" if high < 0 else "no clear difference"
