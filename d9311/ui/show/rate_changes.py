"""A rate now against the same rate before: a change only where the interval of the
difference leaves out zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from d9311.statistics.intervals import newcombe
from d9311.ui.show import words
from d9311.ui.show.compared import compared_with, why_not_compared

Counts = tuple[int, int]  # numerator and denominator


@dataclass(frozen=True)
class Change:
    """In `words` how a rate moved; `direction` 1 up, -1 down, 0 where that cannot be told."""

    direction: int
    words: str


def rate_change(now: Counts, before: Counts) -> Change:
    """Return how a rate moved, with Newcombe's 95% interval of the difference in points.

    `no clear change` where the interval holds zero, `too few to compare` under five on either side.
    """
    difference = newcombe(*now, *before)
    if difference is None or min(now[1], before[1]) < words.FEW:
        return Change(0, "too few to compare")
    value, low, high = difference
    if low <= 0 <= high:
        return Change(0, "no clear change")
    ends = sorted((abs(low), abs(high)))
    points = words.plural(round(abs(value) * 100), "point")
    return Change(1 if value > 0 else -1, f"{points} ({ends[0] * 100:.0f} to {ends[1] * 100:.0f})")


def share(part: int, whole: int) -> str:
    """Write a rate with its counts, `75% (30/40)`; below five only the counts, `3 of 4`."""
    if whole < words.FEW:
        return f"{part:,} of {whole:,}"
    return f"{words.percent(part / whole)} ({part:,}/{whole:,})"


def period_sentence(now: Mapping[str, Any]) -> str:
    """Return how approval stands against the period that it is compared with;
    `now` is the row of `overview` as plain values.
    """
    counts = (now["approved"], now["decided"])
    if not now["decided"]:
        return "Nothing is decided in this period."
    here = f"{share(*counts)} approved in this period"
    if now["approved_previous"] is None:
        return f"{here}. {why_not_compared(now)}"
    before = (now["approved_previous"], now["decided_previous"])
    if not before[1]:
        return f"{here}. Nothing was decided in {compared_with(now)}."
    change = rate_change(counts, before)
    moved = {1: f"up {change.words}", -1: f"down {change.words}", 0: change.words}[change.direction]
    return f"{here}, {share(*before)} in {compared_with(now)}: {moved}."
