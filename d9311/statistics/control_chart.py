"""Signals over time: has the approval rate changed, or is it the ordinary up and down of months?

Attribute chart for rates (p-chart) with four rules; with fewer than twelve months a run chart about the
median, where only the rules about runs and trends apply.
Sources: Nelson 1984, J. Quality Technology 16:237-239 (rules); Provost and Murray 2011, The Health Care Data
Guide, chapters 3 and 5 (run of eight, trend of six, run chart with fewer than twelve points).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

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
    """One month of the chart: its rate, the centre line, its limits (None on a run chart), and which rules
    it completes."""

    month: str
    rate: float | None
    centre: float
    low: float | None
    high: float | None
    rules: tuple[str, ...]


def chart(months: Sequence[Month], baseline: int | None = None) -> list[ChartPoint]:
    """Return the chart of months in order; `baseline` = how many first months give the centre (None: all).

    The centre is only recalculated when a person chooses another baseline. Months without a decided episode
    have no point and do not break a run.
    """
    counted = [month for month in months if month.decided > 0]
    if not counted:
        return [ChartPoint(month.month, None, 0.0, None, None, ()) for month in months]
    base = counted[:baseline] if baseline else counted
    has_limits = len(counted) >= FEWEST_FOR_LIMITS
    rates = [month.approved / month.decided for month in counted]
    centre = (
        sum(month.approved for month in base) / sum(month.decided for month in base)
        if has_limits
        else median(rates[: len(base)])
    )
    outer = [_limits(month.decided, centre, OUTER_TAIL) if has_limits else None for month in counted]
    inner = [_limits(month.decided, centre, WARNING_TAIL) if has_limits else None for month in counted]
    points = {}
    for place, month in enumerate(counted):
        limits = outer[place]
        points[month.month] = ChartPoint(
            month.month,
            rates[place],
            centre,
            limits[0] if limits else None,
            limits[1] if limits else None,
            _rules_at(place, rates, centre, outer, inner),
        )
    return [
        points.get(month.month, ChartPoint(month.month, None, centre, None, None, ())) for month in months
    ]


Limits = Sequence[tuple[float, float] | None]


def _limits(decided: int, centre: float, tail: float) -> tuple[float, float]:
    if not 0 < centre < 1:
        return centre, centre
    return exact_limits(decided, centre, tail)


def _rules_at(place: int, rates: list[float], centre: float, outer: Limits, inner: Limits) -> tuple[str, ...]:
    found = []
    if _side(rates[place], outer[place]) != 0:
        found.append("point_outside")
    if _is_run(rates[: place + 1], centre):
        found.append("run_of_eight")
    if _is_trend(rates[: place + 1]):
        found.append("trend_of_six")
    last = [_side(rates[at], inner[at]) for at in range(max(0, place - 2), place + 1)]
    if last[-1] != 0 and last.count(last[-1]) >= 2:
        found.append("two_of_three")
    return tuple(found)


def _side(rate: float, limits: tuple[float, float] | None) -> int:
    if limits is None:
        return 0
    return -1 if rate < limits[0] else 1 if rate > limits[1] else 0


def _is_run(rates: list[float], centre: float) -> bool:
    """Return whether the last eight that are not on the centre line lie on one side; the last one counts."""
    sides = [rate > centre for rate in rates if rate != centre]
    return rates[-1] != centre and len(sides) >= RUN and len(set(sides[-RUN:])) == 1


def _is_trend(rates: list[float]) -> bool:
    """Return whether the last six rise or fall throughout; a repeated value neither counts nor breaks."""
    values = [rate for at, rate in enumerate(rates) if at == 0 or rate != rates[at - 1]]
    last = values[-TREND:]
    if len(last) < TREND or rates[-1] == (rates[-2] if len(rates) > 1 else None):
        return False
    steps = {later > earlier for earlier, later in zip(last, last[1:], strict=False)}
    return len(steps) == 1
