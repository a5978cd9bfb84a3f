"""One effect over several payers: what goes with a documentation gap once payers are held apart.

Each stratum (payer) is a 2 x 2 table: with the gap and without it, denied and decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, exp, log, sqrt

import numpy as np

from d9311.statistics import special
from d9311.statistics.exact import Margins, exact_heterogeneity_p, exact_odds_ratio, exact_p_value
from d9311.statistics.intervals import Z_95
from d9311.statistics.stratum import Estimate, Stratum, informative

__all__ = [
    "Estimate",
    "Stratum",
    "differ_p",
    "exact_odds_ratio",
    "exact_p_value",
    "false_discovery",
    "heterogeneity_p",
    "informative",
    "odds_ratio",
    "risk_difference",
]
# Beyond so many counts the exact test takes long, and the one for many claims is right.
MOST_COUNTS = 1_000


def risk_difference(strata: Sequence[Stratum], z: float = Z_95) -> Estimate:
    """Return the Mantel-Haenszel risk difference (with the gap minus without) and its interval, 95% unless a
    further point of the normal distribution is given.

    Variance by Sato, consistent for few large and for many small strata; interval by Klingenberg's
    midpoint-adjusted score form, which keeps its level in small samples.
    Sources: Sato 1989, Biometrics 45:1323-1324; Klingenberg 2014, Statistics in Medicine 33:2968-2983.
    """
    tables = informative(strata)
    if not tables:
        return Estimate(None, None, None)
    x1, n1 = _columns(tables, "with_denied", "with_decided")
    x2, n2 = _columns(tables, "without_denied", "without_decided")
    total = n1 + n2
    weights = n1 * n2 / total
    weight = weights.sum()
    value = float(((x1 * n2 - x2 * n1) / total).sum() / weight)
    p = float(((n1 * n1 * x2 - n2 * n2 * x1 + n1 * n2 * (n2 - n1) / 2) / total**2).sum())
    q = float(((x1 * (n2 - x2) + x2 * (n1 - x1)) / (2 * total)).sum())
    square = z * z
    middle = float(value + 0.5 * square * p / weight**2)
    half = sqrt(max(middle**2 - value**2 + float(square * q / weight**2), 0.0))
    return Estimate(value, max(middle - half, -1.0), min(middle + half, 1.0))


def odds_ratio(strata: Sequence[Stratum]) -> Estimate:
    """Return the pooled odds ratio of denial with the gap against without it, with its 95% interval.

    Mantel-Haenszel with the variance of Robins, Breslow and Greenland (1986, Biometrics 42:311-323); where a
    zero cell leaves that undefined, the conditional maximum-likelihood ratio with exact limits.
    """
    tables = informative(strata)
    if not tables:
        return Estimate(None, None, None)
    a, b, c, d = _cells(tables)
    total = a + b + c + d
    r, s = a * d / total, b * c / total
    if r.sum() <= 0 or s.sum() <= 0:
        return exact_odds_ratio(tables)
    p, q = (a + d) / total, (b + c) / total
    variance = (
        (p * r).sum() / (2 * r.sum() ** 2)
        + (p * s + q * r).sum() / (2 * r.sum() * s.sum())
        + (q * s).sum() / (2 * s.sum() ** 2)
    )
    middle, half = log(r.sum() / s.sum()), Z_95 * sqrt(variance)
    return Estimate(exp(middle), exp(middle - half), exp(middle + half))


def differ_p(strata: Sequence[Stratum]) -> float | None:
    """Return the p-value that the odds ratio is the same at every payer, None where nothing can tell.

    Called different at 5%, payers that are alike are called so in 4 to 5.5% of practices (`make simulate`).
    """
    is_large = Margins(strata).last > MOST_COUNTS
    return heterogeneity_p(strata) if is_large else exact_heterogeneity_p(strata)


def heterogeneity_p(strata: Sequence[Stratum]) -> float | None:
    """Return the same for many claims; None with fewer than two payers.

    Breslow-Day statistic with Tarone's correction (Tarone 1985, Biometrika 72:91-95).
    """
    tables = [
        stratum
        for stratum in informative(strata)
        if 0 < stratum.with_denied + stratum.without_denied < stratum.with_decided + stratum.without_decided
    ]
    pooled = odds_ratio(tables).value
    if len(tables) < 2 or not pooled:
        return None
    statistic = surplus = spread = 0.0
    for table in tables:
        expected, variance = _expected_at(table, pooled)
        statistic += (table.with_denied - expected) ** 2 / variance
        surplus += table.with_denied - expected
        spread += variance
    return float(special.chdtrc(len(tables) - 1, max(statistic - surplus**2 / spread, 0.0)))


def false_discovery(p_values: Sequence[float | None]) -> list[float | None]:
    """Return the Benjamini-Hochberg q-value of each p-value; None stays None and counts as no test.

    Source: Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57:289-300.
    """
    known = [value for value in p_values if value is not None]
    if not known:
        return list(p_values)
    ranks = np.argsort(known)
    scaled = np.asarray(known)[ranks] * (len(known) / np.arange(1, len(known) + 1))
    smallest = np.minimum.accumulate(scaled[::-1])[::-1]
    adjusted = iter(smallest[np.argsort(ranks)])
    return [None if value is None else float(next(adjusted)) for value in p_values]


def _columns(tables: Sequence[Stratum], *names: str) -> tuple[np.ndarray, ...]:
    return tuple(np.array([getattr(table, name) for table in tables], dtype=float) for name in names)


def _cells(tables: Sequence[Stratum]) -> tuple[np.ndarray, ...]:
    """Return denied and approved with the gap, then without it."""
    a, n1, c, n2 = _columns(tables, "with_denied", "with_decided", "without_denied", "without_decided")
    return a, n1 - a, c, n2 - c


def _expected_at(table: Stratum, ratio: float) -> tuple[float, float]:
    """Return the expected denials with the gap, and their variance, at a given odds ratio."""
    n1, n2 = table.with_decided, table.without_decided
    denied = table.with_denied + table.without_denied
    # the root of (ratio - 1) x^2 + linear x + ratio n1 denied that is a possible count,
    # found without cancellation
    square, linear, constant = ratio - 1, -(ratio * (n1 + denied) + n2 - denied), ratio * n1 * denied
    half = -(linear + copysign(sqrt(linear * linear - 4 * square * constant), linear)) / 2
    low, high = max(0, denied - n2), min(n1, denied)
    candidates = (constant / half, half / square if square else constant / half)
    expected = next(value for value in candidates if low - 1e-9 <= value <= high + 1e-9)
    cells = (expected, n1 - expected, denied - expected, n2 - denied + expected)
    return expected, 1 / sum(1 / max(cell, 1e-12) for cell in cells)
