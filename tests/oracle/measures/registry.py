"""Which function computes which measure: each says so itself."""

from __future__ import annotations

from collections.abc import Callable

from tests.oracle.selection import Selection

Row = dict[str, object]
Compute = Callable[[Selection], list[Row]]

MEASURES: dict[str, Compute] = {}


def computes(name: str) -> Callable[[Compute], Compute]:
    """Mark the second computation of a measure; there is one of each."""

    def register(function: Compute) -> Compute:
        if name in MEASURES:
            raise ValueError(f"{name} is computed by {MEASURES[name].__module__} already")
        MEASURES[name] = function
        return function

    return register
