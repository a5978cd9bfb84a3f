"""Exact odds ratio and p-values of one effect over several payers, given all margins.

Denials with the gap, given all margins, follow the convolution of the strata's noncentral hypergeometric
distributions. Source: Breslow and Day 1980, section 4.4; Gart 1970, Biometrika 57:471-475.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np

from d9311.statistics import special
from d9311.statistics.hypergeometric import log_chances
from d9311.statistics.roots import root
from d9311.statistics.stratum import Estimate, Stratum, informative

# Of what a convolution in floats gives, only what lies this far below its peak at most has all its digits.
SMALLEST_LOG = -575.0
LARGEST_LOG_RATIO = 50.0  # an odds ratio of ten million claims lies nearer to one


def exact_odds_ratio(strata: Sequence[Stratum]) -> Estimate:
    """Return the conditional odds ratio with exact 95% limits; None for a side that is unbounded."""
    margins = Margins(strata)
    observed, last = margins.observed, margins.last
    if last == 0:
        return Estimate(None, None, None)
    counts, coefficients = np.arange(last + 1), margins.all_weights()

    value = low = high = None
    if 0 < observed < last:
        value = _root(lambda x: float(_chances(coefficients, x) @ counts) - observed)
    if observed > 0:
        low = _root(lambda x: float(_chances(coefficients, x)[observed:].sum()) - 0.025)
    if observed < last:
        high = _root(lambda x: 0.025 - float(_chances(coefficients, x)[: observed + 1].sum()))
    return Estimate(value, low, high)


def exact_p_value(strata: Sequence[Stratum]) -> float | None:
    """Return the two-sided mid-p value that the odds ratio is one in every stratum, given all margins."""
    margins = Margins(strata)
    if margins.last == 0:
        return None
    weights = np.exp(margins.weights(0.0))
    weights /= weights.sum()
    observed = margins.observed
    lower = weights[:observed].sum() + weights[observed] / 2
    # rounding may carry a tail a hair below nothing
    return float(np.clip(2 * min(lower, 1 - lower), 0, 1))


def exact_heterogeneity_p(strata: Sequence[Stratum]) -> float | None:
    """Return the p-value that the odds ratio is the same at every payer; None where nothing can tell.

    Given all margins and the denials with the gap of all payers together, the counts of the payers are
    free of that ratio (Zelen 1971, Biometrika 58:129-137). The statistic is the sum over payers of the
    squared distance of the count from its mean, over its variance; the gamma distribution with the
    statistic's exact mean and variance judges it. A chi-squared one, right for many claims, calls
    small tables different too often.
    """
    margins = Margins(strata)
    if sum(len(own) > 1 for own in margins.own) < 2 or not 0 < margins.observed < margins.last:
        return None
    statistic, sums = 0.0, _Sums.of_nothing()
    tilt = margins.tilt(margins.observed)
    for own, count in zip(margins.own, margins.counts, strict=True):
        chance = _chances(own, tilt)
        places = np.arange(len(own))
        squares = (places - chance @ places) ** 2
        distance = squares / max(float(chance @ squares), 1e-300)
        statistic += float(distance[count])
        sums = sums.plus(chance, distance)
    mean, variance = sums.moments(margins.observed)
    if variance <= 1e-9 * mean**2:
        return None
    return float(
        special.gammaincc(mean**2 / variance, statistic * mean / variance)
    )  # of the gamma distribution


@dataclass(frozen=True)
class _Sums:
    """For every number of denials of the payers so far:
    its chance, and that times the mean of their distances' sum and of its square.
    """

    chance: np.ndarray
    first: np.ndarray
    second: np.ndarray

    @classmethod
    def of_nothing(cls) -> _Sums:
        return cls(np.ones(1), np.zeros(1), np.zeros(1))

    def plus(self, chance: np.ndarray, distance: np.ndarray) -> _Sums:
        """Add a payer with the chances and distances of its counts."""
        first, second = chance * distance, chance * distance**2
        return _Sums(
            np.convolve(self.chance, chance),
            np.convolve(self.first, chance) + np.convolve(self.chance, first),
            np.convolve(self.second, chance)
            + 2 * np.convolve(self.first, first)
            + np.convolve(self.chance, second),
        )

    def moments(self, at: int) -> tuple[float, float]:
        """Return mean and variance of the sum of distances where so many are denied."""
        mean = float(self.first[at] / self.chance[at])
        return mean, float(self.second[at] / self.chance[at]) - mean**2


def _root(function: Callable[[float], float]) -> float:
    return exp(root(function, -LARGEST_LOG_RATIO, LARGEST_LOG_RATIO))


class Margins:
    """Which counts of denials with the gap the margins allow (`last` above the smallest at most), which of
    them was `observed`, and the logarithm of each one's weight where the odds ratio is one, up to a constant.
    """

    def __init__(self, strata: Sequence[Stratum]) -> None:
        self.own: list[np.ndarray] = []
        self.counts: list[int] = []
        for stratum in informative(strata):
            denied = stratum.with_denied + stratum.without_denied
            low = max(0, denied - stratum.without_decided)
            counts = np.arange(low, min(denied, stratum.with_decided) + 1)
            total = stratum.with_decided + stratum.without_decided
            self.own.append(log_chances(counts, total, denied, stratum.with_decided))
            self.counts.append(stratum.with_denied - low)
        self.observed = sum(self.counts)
        self.last = sum(len(own) - 1 for own in self.own)

    def weights(self, tilt: float) -> np.ndarray:
        """Return the log weights at the odds ratio exp(tilt), -inf where they are too small for a float."""
        found, first, shift = np.ones(1), 0, 0.0
        for own in self.own:
            tilted = own + tilt * np.arange(len(own))
            shift += tilted.max()
            before, chances = _without_zeros(np.exp(tilted - tilted.max()))
            found = np.convolve(found, chances)
            shift += np.log(found.max())
            after, found = _without_zeros(found / found.max())
            first += before + after
        logs = np.log(found)
        weights = np.full(self.last + 1, -np.inf)
        weights[first : first + len(found)] = np.where(logs < SMALLEST_LOG, -np.inf, logs + shift)
        return weights

    def all_weights(self) -> np.ndarray:
        """Return the log weights at the odds ratio one, of every count: where they are too small there, from
        an odds ratio at which that count is the likeliest.
        """
        found = self.weights(0.0)
        while (missing := np.flatnonzero(np.isneginf(found))).size:
            wanted = int(missing[len(missing) // 2])
            tilt = self.tilt(wanted)
            other = self.weights(tilt) - tilt * np.arange(self.last + 1)
            found[missing] = other[missing]
        return found

    def tilt(self, wanted: int) -> float:
        """Return the logarithm of the odds ratio at which so many denials are expected."""

        def surplus(tilt: float) -> float:
            means = (_chances(own, tilt) @ np.arange(len(own)) for own in self.own)
            return float(sum(means)) - wanted

        if wanted in (0, self.last):
            return LARGEST_LOG_RATIO if wanted else -LARGEST_LOG_RATIO
        return root(surplus, -LARGEST_LOG_RATIO, LARGEST_LOG_RATIO, tolerance=1e-6)


def _without_zeros(values: np.ndarray) -> tuple[int, np.ndarray]:
    """Return how many zeros stand before the other values, and these: of thousands of counts most are too
    unlikely for a float, and would only cost time.
    """
    places = np.flatnonzero(values)
    return int(places[0]), values[places[0] : places[-1] + 1]


def _chances(logs: np.ndarray, tilt: float) -> np.ndarray:
    """Return the chance of each count from its log weight at the odds ratio one,
    at the odds ratio exp(tilt).
    """
    tilted = logs + tilt * np.arange(len(logs))
    weights = np.exp(tilted - tilted.max())
    return np.asarray(weights / weights.sum())
