"""Signals over time: has the approval rate changed, or is it the ordinary up and down of months?

Attribute chart for rates (p-chart) with four rules; with fewer than twelve months a run chart about the
median, where only the rules about runs and trends apply.
Sources: Nelson 1984, J. Quality Technology 16:237-239 (rules); Provost and Murray 2011, The Health Care Data
Guide, chapters 3 and 5 (run of eight, trend of six, run chart with fewer than twelve points).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from d9311.statistics.funnel import exact_limits

FEWEST_FOR_LIMITS = 12
RUN, TREND = 8, 6
OUTER_TAIL = 0.00135  # three standard errors
WARNING_TAIL = 0.02275  # two standard errors
RULES = {
    "point_outside": "one month lies outside its three-sigma limit",
    "run_of_eight": "eight months in a row lie on one side of the centre line",
    "trend_of_six": "six months in a row rise, or six fall",
    "two_of_three": "two of three months in a row lie beyond two sigma on one side",
}


@dataclass(frozen=True)
class Month:
    """Approved and decided episodes of one mature month."""

    month: str
    approved: int
    decided: int


@dataclass(frozen=True)
class ChartPoint:
    """One month of the chart: its rate, the centre line, its limits (None on a run chart), which rules it
    completes, and for each of them the month with which that signal begins."""

    month: str
    rate: float | None
    centre: float
    low: float | None
    high: float | None
    rules: tuple[str, ...]
    begins: tuple[str, ...] = ()


def chart(months: Sequence[Month], recalculate_from: str | None = None) -> list[ChartPoint]:
    """Return the chart of months in order.

    Centre line and limits are recalculated only where a person says so: from the month `recalculate_from` on
    they come from the months from there on, and the months before keep those of their own. Signals do not
    reach across. Months without a decided episode have no point and do not break a run.
    """
    if recalculate_from is None:
        return _phase(months)
    before = [month for month in months if month.month < recalculate_from]
    return _phase(before) + _phase(months[len(before) :])


def charted(rows: Sequence[Mapping[str, Any]], recalculate_from: str | None = None) -> list[dict[str, Any]]:
    """Return centre, limit_low, limit_high, rules and begins of each row of approval_signals.

    Rows hold month, approved, decided and mature, in order of months; immature months are not judged.
    """
    mature = [Month(row["month"], row["approved"], row["decided"]) for row in rows if row["mature"]]
    points = {point.month: point for point in chart(mature, recalculate_from) if point.rate is not None}
    blank = {"centre": None, "limit_low": None, "limit_high": None, "rules": "", "begins": ""}
    return [_columns(points[row["month"]]) if row["month"] in points else blank for row in rows]


def _columns(point: ChartPoint) -> dict[str, Any]:
    return {
        "centre": point.centre,
        "limit_low": point.low,
        "limit_high": point.high,
        "rules": ";".join(point.rules),
        "begins": ";".join(point.begins),
    }


def _phase(months: Sequence[Month]) -> list[ChartPoint]:
    """Return the points of months that share one centre line."""
    counted = [month for month in months if month.decided > 0]
    if not counted:
        return [ChartPoint(month.month, None, 0.0, None, None, ()) for month in months]
    has_limits = len(counted) >= FEWEST_FOR_LIMITS
    rates = [month.approved / month.decided for month in counted]
    centre = (
        sum(month.approved for month in counted) / sum(month.decided for month in counted)
        if has_limits
        else median(rates)
    )
    outer = [_limits(month.decided, centre, OUTER_TAIL) if has_limits else None for month in counted]
    inner = [_limits(month.decided, centre, WARNING_TAIL) if has_limits else None for month in counted]
    points = {}
    for place, month in enumerate(counted):
        limits = outer[place]
        found = _rules_at(place, rates, centre, outer, inner)
        points[month.month] = ChartPoint(
            month.month,
            rates[place],
            centre,
            limits[0] if limits else None,
            limits[1] if limits else None,
            tuple(found),
            tuple(counted[first].month for first in found.values()),
        )
    return [
        points.get(month.month, ChartPoint(month.month, None, centre, None, None, ())) for month in months
    ]


Limits = Sequence[tuple[float, float] | None]


def _limits(decided: int, centre: float, tail: float) -> tuple[float, float]:
    if not 0 < centre < 1:
        return centre, centre
    return exact_limits(decided, centre, tail)


def _rules_at(place: int, rates: list[float], centre: float, outer: Limits, inner: Limits) -> dict[str, int]:
    """Return which rules the month at `place` completes, and where each of these signals begins."""
    found = {}
    if _side(rates[place], outer[place]) != 0:
        found["point_outside"] = place
    if (first := _run(rates[: place + 1], centre)) is not None:
        found["run_of_eight"] = first
    if (first := _trend(rates[: place + 1])) is not None:
        found["trend_of_six"] = first
    near = {at: _side(rates[at], inner[at]) for at in range(max(0, place - 2), place + 1)}
    alike = [at for at, side in near.items() if side == near[place]]
    if near[place] != 0 and len(alike) >= 2:
        found["two_of_three"] = alike[0]
    return found


def _side(rate: float, limits: tuple[float, float] | None) -> int:
    if limits is None:
        return 0
    return -1 if rate < limits[0] else 1 if rate > limits[1] else 0


def _run(rates: list[float], centre: float) -> int | None:
    """Return where the last eight that are not on the centre line begin, if they lie on one side and the last
    one counts."""
    off = [at for at, rate in enumerate(rates) if rate != centre][-RUN:]
    sides = {rates[at] > centre for at in off}
    return off[0] if rates[-1] != centre and len(off) == RUN and len(sides) == 1 else None


def _trend(rates: list[float]) -> int | None:
    """Return where the last six begin, if they rise or fall throughout; a repeated value neither counts nor
    breaks."""
    last = [at for at, rate in enumerate(rates) if at == 0 or rate != rates[at - 1]][-TREND:]
    if len(last) < TREND or last[-1] != len(rates) - 1:
        return None
    steps = {rates[later] > rates[earlier] for earlier, later in zip(last, last[1:], strict=False)}
    return last[0] if len(steps) == 1 else None
