"""A payer as a stratum: a 2 x 2 table of claims with a gap and without it, denied and decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stratum:
    """Decided and denied episodes of one payer, with the gap and without it."""

    with_decided: int
    with_denied: int
    without_decided: int
    without_denied: int

    @property
    def is_informative(self) -> bool:
        """Return whether the stratum holds episodes of both kinds."""
        return self.with_decided > 0 and self.without_decided > 0


@dataclass(frozen=True)
class Estimate:
    """A value with its 95% interval; None where it is not defined."""

    value: float | None
    low: float | None
    high: float | None


def informative(strata: Sequence[Stratum]) -> list[Stratum]:
    """Return the strata that hold episodes with the gap and without it."""
    return [stratum for stratum in strata if stratum.is_informative]
