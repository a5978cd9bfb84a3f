"""What the documents say of Wilson's interval, and of those it was preferred to, summed up anew over all
counts."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from tests.project.files import ROOT
from tests.simulate import rates

DECISION = (ROOT / "docs" / "decisions" / "wilson-intervals.md").read_text(encoding="utf-8")
STATISTICS = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")


def rows(text: str, first: str) -> list[list[str]]:
    """Return the cells of the table whose first heading this is, without its head."""
    table = re.search(rf"^\| {first} \|.*\n\|[ -|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert table
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


def shares(interval: Callable[[int, int], tuple[float, float]], n: int) -> list[float]:
    """Return for each true rate how often the interval of n holds it."""
    ends = np.array([interval(count, n) for count in range(n + 1)])
    return [
        float(stats.binom.pmf(np.flatnonzero((ends[:, 0] <= truth) & (truth <= ends[:, 1])), n, truth).sum())
        for truth in rates.TRUTHS
    ]


@pytest.mark.parametrize(
    ("place", "method"), list(enumerate(("wilson", "normal", "beta"))), ids=("wilson", "normal", "exact")
)
def test_decision_for_wilson_says_what_each_interval_is_worth(place: int, method: str) -> None:
    said = rows(DECISION, "interval")[place][1:]
    held = [shares(lambda count, n: proportion_confint(count, n, method=method), n) for n in rates.SIZES]
    assert said == [f"{np.mean(one):.1%}, {min(one):.1%}" for one in held]


def test_table_of_the_interval_of_a_rate_is_that_of_the_simulation() -> None:
    said = [row[1:] for row in rows(STATISTICS, "true rate")]
    assert said == [
        *([f"{rates.wilson_coverage(n, truth) * 100:.1f}%" for n in rates.SIZES] for truth in rates.TRUTHS),
        [f"{rates.wilson_mean_coverage(n) * 100:.1f}%" for n in rates.SIZES],
    ]
