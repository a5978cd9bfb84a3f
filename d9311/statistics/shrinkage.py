"""Shrunk rates: what a payer with few claims probably does, given how payers differ.

Beta-binomial model: the groups' true rates follow a beta distribution with mean m and intraclass
correlation s x s (their standard deviation is s x sqrt(m (1 - m))); a group's estimate is its posterior
mean, drawn from its own rate towards the mean of all. m and s are not known but estimated from the
groups, and how uncertain they are belongs to the interval: posterior mean and interval are integrated
over both, m uniform, s half-normal. An interval with both fixed at their likeliest values (empirical
Bayes) holds the truth far too seldom. Sources: Griffiths 1973, Biometrics 29:637-648 (model); Morris
1983, Journal of the American Statistical Association 78:47-55 (why fixed values do not do); Gelman et al.
2013, Bayesian Data Analysis, section 5.3 (integration on a grid); Gelman 2006, Bayesian Analysis
1:515-534 (prior of a spread that few groups show).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, pi, sqrt

import numpy as np

from d9311.statistics import special

FEWEST_GROUPS = 5  # with fewer the spread of the groups is not known well enough
SPREAD_SCALE = 0.4  # of s: at a mean of 75% true rates with a standard deviation of 17 points, or less
SMALLEST_SPREAD, LARGEST_SPREAD = 0.01, 0.7
SPREADS, MEANS = 24, 25  # points of the grid
REACH = 4.5  # of the means, in standard errors
FEWEST_RATES, MOST_RATES = 300, 4_000
NEGLIGIBLE = 1e-8
TOGETHER = 200  # groups in one product of matrices


@dataclass(frozen=True)
class Shrunk:
    """Posterior mean of a group's rate and its central 95% interval."""

    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class Grid:
    """The beta distributions that the groups' true rates may come from,
    each with its logarithm of a weight.
    """

    alpha: np.ndarray
    beta: np.ndarray
    log_weight: np.ndarray

    def gain(self, successes: int, n: int) -> np.ndarray:
        """Return the log likelihood of a group's count under each distribution, up to a constant."""
        with_them = special.betaln(self.alpha + successes, self.beta + n - successes)
        return np.asarray(with_them - special.betaln(self.alpha, self.beta))


def target(successes: Sequence[int], totals: Sequence[int]) -> float | None:
    """Return the mean that rates are drawn towards, None below five groups with decided claims."""
    found = _posterior(successes, totals)
    if found is None:
        return None
    return float(_shares(found.log_weight) @ (found.alpha / (found.alpha + found.beta)))


def shrink(successes: Sequence[int], totals: Sequence[int]) -> list[Shrunk] | None:
    """Return each group's shrunk rate and its 95% interval, None below five groups with decided claims."""
    posterior = _posterior(successes, totals)
    if posterior is None:
        return None
    weight = posterior.alpha + posterior.beta
    narrowest = 0.5 / sqrt(max(totals) + float(weight.max()))
    rates = _Rates.between(posterior, int(np.clip(4 * (pi / 2) / narrowest, FEWEST_RATES, MOST_RATES)))
    pairs = sorted(set(zip(successes, totals, strict=True)))
    shares, found = _shares(posterior.log_weight), {}
    for first in range(0, len(pairs), TOGETHER):
        together = pairs[first : first + TOGETHER]
        for (won, n), (low, high) in zip(together, rates.intervals(posterior, together), strict=True):
            mean = float(shares @ ((posterior.alpha + won) / (weight + n)))
            found[won, n] = Shrunk(mean, min(low, mean), max(high, mean))
    return [found[pair] for pair in zip(successes, totals, strict=True)]


def _posterior(successes: Sequence[int], totals: Sequence[int]) -> Grid | None:
    """Return the grid with the weights that all groups leave to it."""
    pairs = [(won, n) for won, n in zip(successes, totals, strict=True) if n > 0]
    if len(pairs) < FEWEST_GROUPS:
        return None
    grid = _grid(*(np.array(column, dtype=float) for column in zip(*pairs, strict=True)))
    log_weight = grid.log_weight.copy()
    for pair, times in Counter(pairs).items():
        log_weight += times * grid.gain(*pair)
    counts = _shares(log_weight) > NEGLIGIBLE
    return Grid(grid.alpha[counts], grid.beta[counts], log_weight[counts])


def _grid(x: np.ndarray, n: np.ndarray) -> Grid:
    """Return distributions around what the groups show: for each spread s, means as far off as they can be.

    On the scale of the angle asin(sqrt(rate)) the standard error of a rate is 1 / (2 sqrt(n)) wherever it
    lies; n claims of one group count for n / (1 + (n - 1) s x s) of different groups.
    """
    places = (np.arange(SPREADS) + 0.5) / SPREADS
    alpha, beta, log_weight = [], [], []
    for place in places:
        spread = LARGEST_SPREAD * place**1.5
        prior = -((spread / SPREAD_SCALE) ** 2) / 2 + np.log(place) / 2
        # less than a quarter of the standard error of the mean cannot be told from none,
        # and would fall between the means
        spread = max(spread, SMALLEST_SPREAD, 0.25 / sqrt(float(n.sum())))
        counts = n / (1 + (n - 1) * spread**2)
        centre = asin(sqrt(float((counts * x / n).sum() + 0.5) / float(counts.sum() + 1)))
        reach = REACH * 0.5 / sqrt(float(counts.sum() + 1))
        low, high = max(centre - reach, 0.0), min(centre + reach, pi / 2)
        angles = low + (high - low) * (np.arange(MEANS) + 0.5) / MEANS
        means, weight = np.sin(angles) ** 2, 1 / spread**2 - 1
        alpha.append(means * weight)
        beta.append((1 - means) * weight)
        log_weight.append(prior + np.log((high - low) * np.sin(2 * angles)))
    return Grid(*(np.concatenate(parts) for parts in (alpha, beta, log_weight)))


@dataclass(frozen=True)
class _Rates:
    """Rates from 0 to 1 at equal steps of the angle,
    and the density of each distribution of a grid at them.
    """

    won: np.ndarray
    lost: np.ndarray
    densities: np.ndarray

    @classmethod
    def between(cls, grid: Grid, cells: int) -> _Rates:
        angles = (np.arange(cells) + 0.5) * (pi / 2 / cells)
        won, lost = 2 * np.log(np.sin(angles)), 2 * np.log(np.cos(angles))
        # half a power more on both sides: the density is one of angles
        logs = np.outer(won, grid.alpha - 0.5) + np.outer(lost, grid.beta - 0.5)
        densities = np.exp(logs - special.betaln(grid.alpha, grid.beta))
        # a distribution may pile up at 0 or 1, where the middle of the cell does not stand for all of it
        edge = np.sin(pi / 2 / cells) ** 2
        densities[0] = special.betainc(grid.alpha, grid.beta, edge) * cells / pi
        densities[-1] = special.betainc(grid.beta, grid.alpha, edge) * cells / pi
        return cls(won, lost, densities)

    def intervals(self, posterior: Grid, groups: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
        """Return the rates below and above which each group's true rate lies with a chance of 2.5%."""
        # what the other groups leave of each distribution, times the group's own likelihood
        weights = [_shares(posterior.log_weight - posterior.gain(*group)) for group in groups]
        with np.errstate(divide="ignore"):
            others = np.log(self.densities @ np.array(weights).T)
        edges = np.linspace(0, pi / 2, len(self.won) + 1)
        found = []
        for place, (won, n) in enumerate(groups):
            own = won * self.won + (n - won) * self.lost
            sums = np.concatenate(([0.0], np.cumsum(_shares(own + others[:, place]))))
            low, high = np.sin(np.interp([0.025, 0.975], sums, edges)) ** 2
            found.append((float(low), float(high)))
        return found


def _shares(logs: np.ndarray) -> np.ndarray:
    weights = np.exp(logs - logs.max())
    return np.asarray(weights / weights.sum())
