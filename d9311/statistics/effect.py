"""What goes with working a denial, and with an event: differences of two rates within strata.

A stratum's episodes "with" are those that were worked, or that came after the event; "denied" stands for
what is counted of them: paid later, or denied at first. Both are associations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from d9311.statistics.gaps import FEWEST
from d9311.statistics.power import SMALLEST, after_needed, each_needed
from d9311.statistics.strata import Estimate, Stratum, informative, risk_difference

SEED, DRAWS = 9311, 200
# A look before the number of claims that was said beforehand is there: only what chance alone makes in one
# of a thousand (Haybittle 1971, Br. J. Radiol. 44:793-797; Peto et al. 1976, Br. J. Cancer 34:585-612).
Z_EARLY = 3.290526731491926
NOT_YET, CHANGED, NO_CHANGE = "not yet tellable", "changed", "no change"
MORE, LESS, UNCLEAR = "more were paid later", "fewer were paid later", "no clear difference"


@dataclass(frozen=True)
class Placebo:
    """Differences where the labels are drawn at random within strata: their mean and middle 95%."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Effect:
    """Counts of the strata that hold episodes of both kinds, their difference (with minus without), the same
    with labels at random, and the verdict. `alone`: episodes with, in strata without any to compare.
    `needed`: with NOT_YET, how many are needed on either side; else None.
    """

    with_all: int
    with_counted: int
    without_all: int
    without_counted: int
    alone: int
    difference: Estimate
    placebo: Placebo | None
    verdict: str
    needed: int | None


@dataclass(frozen=True)
class Change:
    """Denied of decided before and after an event, the difference within payers (after minus before) with the
    interval that the verdict goes by, and how many decided after it the verdict needs: None, no number
    suffices. `is_early`: these are not there yet, so the interval is that of 99.9%.
    """

    before: int
    before_denied: int
    after: int
    after_denied: int
    needed: int | None
    is_early: bool
    difference: Estimate
    verdict: str


def work_effect(strata: Sequence[Stratum]) -> Effect:
    """Return what goes with working a denial: the difference of the share paid later, within strata."""
    both = informative(strata)
    with_all, with_counted, without_all, without_counted = _sums(both)
    alone = sum(one.with_decided for one in strata) - with_all
    difference = risk_difference(both)
    is_few = min(with_all, without_all) < FEWEST
    if is_few:
        verdict = NOT_YET
    elif difference.low is not None and difference.low > 0:
        verdict = MORE
    elif difference.high is not None and difference.high < 0:
        verdict = LESS
    else:
        verdict = UNCLEAR
    return Effect(
        with_all, with_counted, without_all, without_counted, alone, difference, placebo(both), verdict,
        each_needed(without_counted, without_all) if is_few else None,
    )  # fmt: skip


def placebo(strata: Sequence[Stratum], draws: int = DRAWS, seed: int = SEED) -> Placebo | None:
    """Return the differences where who was worked is drawn at random within each stratum, None of nothing.

    Given how many of a stratum are paid, those among the drawn ones follow the hypergeometric distribution.
    """
    both = informative(strata)
    if not both:
        return None
    random = np.random.default_rng(seed)
    total, weight = np.zeros(draws), 0.0
    for one in both:
        size, counted = one.with_decided + one.without_decided, one.with_denied + one.without_denied
        drawn = random.hypergeometric(counted, size - counted, one.with_decided, draws)
        total += (drawn * one.without_decided - (counted - drawn) * one.with_decided) / size
        weight += one.with_decided * one.without_decided / size
    values = total / weight
    low, high = np.quantile(values, (0.025, 0.975))
    return Placebo(float(values.mean()), float(low), float(high))


def event_change(strata: Sequence[Stratum]) -> Change:
    """Return how denials changed with an event: after ("with") against before, within payers."""
    after, after_denied, before, before_denied = _sums(strata)
    needed = after_needed(before_denied, before)
    is_early = needed is None or after < needed
    difference = risk_difference(strata, Z_EARLY) if is_early else risk_difference(strata)
    both = _sums(informative(strata))
    low, high = difference.low, difference.high
    if min(both[0], both[2]) < FEWEST or low is None or high is None:
        verdict = NOT_YET
    elif low > 0 or high < 0:
        verdict = CHANGED
    elif not is_early and max(-low, high) < SMALLEST:
        verdict = NO_CHANGE
    else:
        verdict = NOT_YET
    return Change(before, before_denied, after, after_denied, needed, is_early, difference, verdict)


def _sums(strata: Sequence[Stratum]) -> tuple[int, int, int, int]:
    return (
        sum(one.with_decided for one in strata),
        sum(one.with_denied for one in strata),
        sum(one.without_decided for one in strata),
        sum(one.without_denied for one in strata),
    )
