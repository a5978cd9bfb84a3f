"""Funnel limits: does a group's rate differ from the pooled rate by more than chance?

Source: D. J. Spiegelhalter 2005, Statistics in Medicine 24:1185-1202 ("Funnel plots for comparing
institutional performance"): exact binomial limits by interpolation (appendix A.1.1), overdispersion from
winsorised z-scores and the additive random-effects model (section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from d9311.statistics import special
from d9311.statistics.hypergeometric import chances

SMALLEST_N = 5  # below it a group is never judged: `evidence` few
WINSORISED_SHARE = 0.1
# Chance alone makes half of all sets of groups a little wider than expected. Limits are widened only where
# the spread is significant, else they would hide a group that differs (`make simulate` has the numbers).
SPREAD_P = 0.05
TAILS = {"95": 0.025, "998": 0.001}
LIST_TAIL = 0.005  # what the outer tails of a whole list of groups may add up to, on one side


@dataclass(frozen=True)
class Spread:
    """The groups together: successes of draws, `target` their pooled rate, `phi` the mean squared
    winsorised z-score around it, `tau` the extra standard deviation of a true rate, 0 where chance
    explains how the groups differ.
    """

    won: int
    drawn: int
    target: float
    phi: float
    tau: float


@dataclass(frozen=True)
class Judged:
    """A group's 95% and 99.8% limits (None: nothing to compare with) and its signal: `too few` (under
    five), `below` or `above` (beyond the 99.8% limits), else `inside`.
    """

    limits: tuple[float, float, float, float] | None
    signal: str


def judge(successes: Sequence[int], totals: Sequence[int]) -> list[Judged]:
    """Return limits and signal of each group;
    groups without draws are in no pooled rate and have no limits.
    """
    counted = [(won, n) for won, n in zip(successes, totals, strict=True) if n > 0]
    found = spread(*zip(*counted, strict=True)) if counted else None
    groups = sum(n >= SMALLEST_N for n in totals)
    return [_judge(won, n, found, max(groups, 1)) for won, n in zip(successes, totals, strict=True)]


def spread(successes: Sequence[int], totals: Sequence[int]) -> Spread | None:
    """Return the pooled rate of the groups and their spread, None where nothing can be compared: fewer than
    two groups, or all successes, or none. Every total is above 0."""
    won, drawn = sum(successes), sum(totals)
    if len(totals) < 2 or not 0 < won < drawn:
        return None
    target = won / drawn
    phi, tau = overdispersion(successes, totals, target)
    return Spread(won, drawn, target, phi, tau)


def z_scores(successes: Sequence[int], totals: Sequence[int], target: float) -> np.ndarray:
    """Return each group's distance from the target in standard errors of a binomial rate at the target."""
    n = np.asarray(totals, dtype=float)
    error = np.sqrt(target * (1 - target) / n)
    return np.asarray((np.asarray(successes, dtype=float) / n - target) / error)


def overdispersion(successes: Sequence[int], totals: Sequence[int], target: float) -> tuple[float, float]:
    """Return phi and tau of two or more groups around a target rate strictly between 0 and 1.

    tau is 0 unless I phi, about chi-squared with I - 1 degrees of freedom where the groups do not differ, is
    significant at 5%. Winsorising makes it smaller than that, so the test errs towards no widening.
    """
    count = len(totals)
    scores = z_scores(successes, totals, target)
    low, high = np.quantile(scores, [WINSORISED_SHARE, 1 - WINSORISED_SHARE])
    phi = float(np.mean(np.clip(scores, low, high) ** 2))
    if count * phi <= _critical(count - 1):
        return phi, 0.0
    weights = np.asarray(totals, dtype=float) / (target * (1 - target))
    square = (count * phi - (count - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return phi, sqrt(max(float(square), 0.0))


def limits(n: int, found: Spread, level: str, groups: int = 1) -> tuple[float, float]:
    """Return the lower and upper limit of a group of n at a level of TAILS; `groups` is how many are judged.

    The narrower of the binomial limits around the pooled rate and of those that allow for the group's own
    share in that rate, for a group that is most of the claims pulls the rate to itself. The latter are so
    strict that a whole list of groups without a difference has a false signal in at most 1%. With
    overdispersion the limits are at least the normal ones of the additive model.
    """
    tail = TAILS[level]
    low, high = exact_limits(n, found.target, tail)
    own_tail = min(tail, LIST_TAIL / groups) if level == "998" else tail
    own_low, own_high = share_limits(n, found.won, found.drawn, own_tail)
    low, high = max(low, own_low), min(high, own_high)
    if found.tau <= 0:
        return low, high
    half = _normal_point(tail) * sqrt(found.target * (1 - found.target) / n + found.tau**2)
    return max(min(low, found.target - half), 0.0), min(max(high, found.target + half), 1.0)


@lru_cache(maxsize=2**14)
def exact_limits(n: int, target: float, tail: float) -> tuple[float, float]:
    """Return the rates below and above which a binomial of n draws at the target falls with this probability.

    The counts are interpolated between neighbours so that the curves are smooth in n; the upper limit is the
    lower one of the complement, so that approvals and denials are judged alike.
    """
    counts = np.arange(n + 1)
    below, above = special.bdtr(counts, n, target), special.bdtr(counts, n, 1 - target)
    return _lower(below, n, tail), 1 - _lower(above, n, tail)


@lru_cache(maxsize=2**14)
def share_limits(n: int, won: int, drawn: int, tail: float) -> tuple[float, float]:
    """Return the same limits for n of the `drawn` draws that are pooled, `won` of them successes: the count
    is then hypergeometric. Source: Fisher's exact test of the group against the others."""
    each = chances(np.arange(n + 1), drawn, won, n)
    return _lower(np.cumsum(each), n, tail), 1 - _lower(np.cumsum(each[::-1]), n, tail)


def _lower(below: np.ndarray, n: int, tail: float) -> float:
    """Return the interpolated rate at which the cumulative probabilities `below` of 0 to n reach the tail."""
    count = int(np.searchsorted(below, tail))
    before = below[count - 1] if count else 0.0
    share = (below[count] - tail) / (below[count] - before)
    return max((count - float(share)) / n, 0.0)


@lru_cache
def _normal_point(tail: float) -> float:
    return float(special.ndtri(1 - tail))


@lru_cache
def _critical(degrees: int) -> float:
    return float(2 * special.gammaincinv(degrees / 2, 1 - SPREAD_P))  # of chi-squared


def _judge(won: int, n: int, found: Spread | None, groups: int) -> Judged:
    few = n < SMALLEST_N
    if found is None or n == 0:
        return Judged(None, "too few" if few else "inside")
    ends = [limits(n, found, level, groups) for level in TAILS]
    low, high = ends[-1]
    signal = "too few" if few else "below" if won / n < low else "above" if won / n > high else "inside"
    return Judged((*ends[0], *ends[1]), signal)
