"""Do two payers take equally long? The log-rank test on two life tables.

Source: Mantel 1966, Cancer Chemotherapy Reports 50:163-170.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from typing import Any

from d9311.statistics.time_to_decision import LifeDay, first_day_at, kaplan_meier

FEWEST = 5  # with fewer decisions on either side a payer is not judged: `evidence` few
CLEAR_P = 0.05


@dataclass(frozen=True)
class LogRank:
    """`statistic` is standard normal when the payers are alike,
    negative when the first decides later than the second; `p_value` is two-sided.
    """

    statistic: float
    p_value: float


def log_rank(first: Sequence[LifeDay], second: Sequence[LifeDay]) -> LogRank | None:
    """Return the test of two life tables, None where chance can move nothing: without a day on which both
    have claims undecided and not all of them are decided.
    """
    surplus = variance = 0.0
    for day in sorted({one.day for one in (*first, *second) if one.events}):
        of_first, decided_of_first = _on(first, day)
        of_second, decided_of_second = _on(second, day)
        waiting, decided = of_first + of_second, decided_of_first + decided_of_second
        surplus += decided_of_first - decided * of_first / waiting
        if waiting > 1:
            chance = decided * (waiting - decided) / (waiting - 1)
            variance += chance * (of_first / waiting) * (of_second / waiting)
    if not variance:
        return None
    statistic = surplus / sqrt(variance)
    return LogRank(statistic, erfc(abs(statistic) / sqrt(2)))


def _on(table: Sequence[LifeDay], day: int) -> tuple[int, int]:
    """Return how many are undecided as a day begins, and how many are decided on it."""
    found = next((one for one in table if one.day >= day), None)
    if found is None:
        return 0, 0
    return found.at_risk, found.events if found.day == day else 0


def life_table(rows: Sequence[Mapping[str, Any]]) -> list[LifeDay]:
    """Return one group's rows of decision_curve as a life table."""
    return [
        LifeDay(
            row["day"], row["at_risk"], row["approved"] + row["denied"] + row["exhausted"], row["censored"]
        )
        for row in rows
    ]


def compared(names: tuple[str, str], first: Sequence[LifeDay], second: Sequence[LifeDay]) -> str:
    """Return in a sentence whether two payers take equally long, and how sure that is."""
    tables = dict(zip(names, (first, second), strict=True))
    for name, table in tables.items():
        decided = sum(day.events for day in table)
        if decided < FEWEST:
            return f"Too few to compare: {name} has {decided} decided, {FEWEST} are needed."
    found = log_rank(first, second)
    if found is None:
        return (
            "The two cannot be compared: no decision fell on a day on which both had undecided claims left."
        )
    p_value = f"p = {found.p_value:.3f}" if found.p_value >= 0.001 else "p < 0.001"
    halves = "Half decided: " + ", ".join(f"{name} {_half(table)}" for name, table in tables.items())
    if found.p_value >= CLEAR_P:
        often = f"chance alone makes such a gap {round(found.p_value * 100)} times in 100"
        return f"No clear difference: {often} (log-rank test, {p_value}). {halves}."
    quicker, slower = names if found.statistic > 0 else names[::-1]
    return f"{quicker} decides faster than {slower}, beyond chance (log-rank test, {p_value}). {halves}."


def _half(table: Sequence[LifeDay]) -> str:
    day = first_day_at([(point.day, point.share) for point in kaplan_meier(table)], 0.5)
    return "not yet" if day is None else f"after {day} days" if day != 1 else "after 1 day"
