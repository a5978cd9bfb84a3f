"""Which period a figure is held against, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from d9311.ui.show import words


@dataclass(frozen=True)
class Comparison:
    """One choice: in the filter bar, as a chip, and in a sentence."""

    short: str
    chip: str
    long: str


COMPARISONS = {
    "previous": Comparison(
        "Period before", "Compared with the period before", "the period of the same length before"
    ),
    "last_year": Comparison(
        "Same period last year", "Compared with last year", "the same dates a year before"
    ),
    "none": Comparison("Off", "Not compared", "nothing"),
}


def compared_with(now: Mapping[str, Any]) -> str:
    """Return `the same dates a year before (Feb 2025)`.

    `now`: `compare`, `previous_from` and `previous_to`, as in a row of `overview`; the dates are known.
    """
    when = words.period(now["previous_from"], now["previous_to"])
    return f"{COMPARISONS[now['compare']].long} ({when})"


def why_not_compared(now: Mapping[str, Any]) -> str:
    """Return why a period has nothing beside it, as a sentence; `now` as in `compared_with`."""
    if now["compare"] == "none":
        return "Comparison is off, so no change is shown."
    if now["previous_from"] is None:
        return "Only a period with a first and a last day has one to compare with, so no change is shown."
    return f"The data do not reach back to {compared_with(now)}, so no change is shown."


def comparison(now: Mapping[str, Any]) -> str:
    """Return what the figures are held against, or why against nothing; `is_known`: the data reach back."""
    return f"Compared with {compared_with(now)}." if now["is_known"] else why_not_compared(now)
