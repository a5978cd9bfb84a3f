"""Chance from one seed, the same on every Python version."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """Draws made from `Random.random()` alone: its sequence is promised to stay, the others' is not."""

    def __init__(self, seed: int, purpose: str) -> None:
        """One stream per purpose, so that a change in one part leaves the other parts' rows alone."""
        self._random = random.Random(f"{seed} {purpose}").random

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def around(self, low: int, middle: int, high: int) -> int:
        """A whole number from low to high, most often near the middle (triangular)."""
        side = low if self.chance((middle - low) / max(high - low, 1)) else high
        share: float = 1 - (1 - self._random()) ** 0.5
        return round(middle + (side - middle) * share)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[int(self._random() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        point = self._random() * sum(weights.values())
        for item, weight in weights.items():
            point -= weight
            if point < 0:
                return item
        return next(reversed(list(weights)))

    def fill(self, text: str) -> str:
        """The text with every `{this|that}` replaced by one of its choices."""
        return re.sub(r"\{([^}]*)\}", lambda found: self.pick(found.group(1).split("|")), text)
