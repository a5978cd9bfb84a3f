"""Documentation gaps: does the interval hold the true effect where payers confound it, and is a gap found?"""

from __future__ import annotations

import numpy as np
import pyarrow

from d9311.statistics.gaps import DIFFERENT_P, gap_effects, ranked
from d9311.statistics.strata import Stratum, differ_p, risk_difference

CLAIMS = 300
# Payers that deny more are sent thinner records: without strata, payers would pass for an effect of the gap.
PAYER_SHARES = (0.3, 0.25, 0.2, 0.1, 0.1, 0.05)
DENIAL_RATES = (0.10, 0.15, 0.20, 0.35, 0.45, 0.55)
GAP_SHARES = (0.10, 0.15, 0.20, 0.40, 0.50, 0.60)
EFFECTS = (0.0, 0.15, 0.30)
RATIOS = (1.0, 2.0, 4.0)  # one odds ratio at all payers
PRACTICES = (60, 100, 200, 300, 600)  # claims
# a list as long as the real one: seven elements and nine checks, as often missing as these
LIST_SHARES = (0.25, *np.linspace(0.05, 0.4, 15).round(3).tolist())


def interval_coverage(effect: float, claims: int, runs: int, seed: int) -> tuple[float, float]:
    """Return the share of runs whose interval holds the true effect, within payers and with payers thrown
    together (which confounding by payer spoils)."""
    random = np.random.default_rng(seed)
    within = together = 0
    for _ in range(runs):
        payer, has_gap, is_denied = _practice(random, claims, effect)
        strata = [
            Stratum(*_counts(has_gap[payer == one], is_denied[payer == one]))
            for one in range(len(PAYER_SHARES))
        ]
        within += _holds(strata, effect)
        together += _holds([Stratum(*_counts(has_gap, is_denied))], effect)
    return within / runs, together / runs


def ranked_first(effect: float, runs: int, seed: int) -> float:
    """Return the share of runs in which the one gap of sixteen that has an effect leads the list."""
    random = np.random.default_rng(seed)
    first = 0
    for _ in range(runs):
        payer, gaps, is_denied = _practice_with_list(random, effect)
        found = gap_effects(_table(payer, gaps, is_denied)).to_pylist()
        first += ranked(found)[0]["name"] == "0"
    return first / runs


def differ_falsely(ratio: float, claims: int, runs: int, seed: int) -> float:
    """Return the share of runs in which payers are called different though one odds ratio holds at all of
    them."""
    random = np.random.default_rng(seed)
    odds = np.array(DENIAL_RATES) / (1 - np.array(DENIAL_RATES))
    called = 0
    for _ in range(runs):
        payer = random.choice(len(PAYER_SHARES), claims, p=PAYER_SHARES)
        has_gap = random.random(claims) < np.array(GAP_SHARES)[payer]
        own = odds[payer] * np.where(has_gap, ratio, 1.0)
        is_denied = random.random(claims) < own / (1 + own)
        p_value = differ_p(
            [
                Stratum(*_counts(has_gap[payer == one], is_denied[payer == one]))
                for one in range(len(PAYER_SHARES))
            ]
        )
        called += p_value is not None and p_value < DIFFERENT_P
    return called / runs


def _practice(random: np.random.Generator, claims: int, effect: float) -> tuple[np.ndarray, ...]:
    payer = random.choice(len(PAYER_SHARES), claims, p=PAYER_SHARES)
    has_gap = random.random(claims) < np.array(GAP_SHARES)[payer]
    is_denied = random.random(claims) < np.array(DENIAL_RATES)[payer] + effect * has_gap
    return payer, has_gap, is_denied


def _practice_with_list(random: np.random.Generator, effect: float) -> tuple[np.ndarray, ...]:
    payer = random.choice(len(PAYER_SHARES), CLAIMS, p=PAYER_SHARES)
    thin = np.array(GAP_SHARES)[payer] / np.dot(
        PAYER_SHARES, GAP_SHARES
    )  # a payer with thin records lacks all
    gaps = random.random((CLAIMS, len(LIST_SHARES))) < np.clip(np.outer(thin, LIST_SHARES), 0, 0.95)
    is_denied = random.random(CLAIMS) < np.array(DENIAL_RATES)[payer] + effect * gaps[:, 0]
    return payer, gaps, is_denied


def _table(payer: np.ndarray, gaps: np.ndarray, is_denied: np.ndarray) -> pyarrow.Table:
    names = ("with_gap_decided", "with_gap_denied", "without_gap_decided", "without_gap_denied")
    scale = {"years": 1.0, "allowed_low": 50.0, "allowed_middle": 60.0, "allowed_high": 70.0}
    rows = [
        {"name": str(gap), "kind": "element", "payer": str(one)}
        | dict(zip(names, _counts(gaps[payer == one, gap], is_denied[payer == one]), strict=True))
        | scale
        for gap in range(gaps.shape[1])
        for one in range(len(PAYER_SHARES))
    ]
    return pyarrow.Table.from_pylist(rows)


def _counts(has_gap: np.ndarray, is_denied: np.ndarray) -> tuple[int, int, int, int]:
    """Return decided and denied with the gap, then without it."""
    return (
        int(has_gap.sum()),
        int((has_gap & is_denied).sum()),
        int((~has_gap).sum()),
        int((~has_gap & is_denied).sum()),
    )


def _holds(strata: list[Stratum], effect: float) -> bool:
    found = risk_difference(strata)
    return found.low is not None and found.high is not None and found.low <= effect <= found.high
