"""Months with one true rate and decisions that come late: how often does the control chart cry wolf?"""

from __future__ import annotations

import numpy as np

from d9311.statistics.control_chart import Month, chart

MONTHS = 24
DAYS = 30  # in a month
LAST = 3
# days to the decision: half within four weeks, one in ten over three months; denials take longer
MEDIAN_DAYS = {True: 24.0, False: 34.0}
SPREAD = 0.9  # of the logarithm


def quiet(claims: int, rate: float, runs: int, seed: int) -> float:
    """Return the share of runs without a signal in the last three mature months; `claims` a month on
    average."""
    random = np.random.default_rng(seed)
    return float(
        np.mean([not any(rules for rules in _last_rules(random, claims, rate)) for _ in range(runs)])
    )


def _last_rules(random: np.random.Generator, claims: int, rate: float) -> list[tuple[str, ...]]:
    sent = random.uniform(0, MONTHS * DAYS, random.poisson(MONTHS * claims))
    is_approved = random.random(sent.size) < rate
    median = np.where(is_approved, MEDIAN_DAYS[True], MEDIAN_DAYS[False])
    is_decided = sent + random.lognormal(np.log(median), SPREAD) <= MONTHS * DAYS
    month = (sent // DAYS).astype(int)
    mature = []
    for place in range(MONTHS):
        here = month == place
        total, decided = int(here.sum()), int((here & is_decided).sum())
        if total and decided * 10 >= total * 9:  # as `is_mature` in queries/build
            mature.append(Month(f"{place:02d}", int((here & is_decided & is_approved).sum()), decided))
    return [point.rules for point in chart(mature)[-LAST:]]
