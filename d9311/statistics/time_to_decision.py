"""Statistics that SQL cannot do well: Kaplan-Meier quantiles from a small life table. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log, sqrt
from typing import TYPE_CHECKING

from d9311.statistics.intervals import Z_95

if TYPE_CHECKING:
    import pyarrow

TOLERANCE = 1e-9
"""A product of fractions that is exactly 0.5 may come out a few bits above; real steps are far larger."""


@dataclass(frozen=True)
class LifeDay:
    """One day of a life table: episodes still undecided as it begins, and how many leave on it."""

    day: int
    at_risk: int
    events: int
    censored: int


@dataclass(frozen=True)
class CurvePoint:
    """The curve after one event day: share still undecided with its 95% interval, None at share 0."""

    day: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class DecisionTime:
    """Counts, and days at which the curve or a bound of it falls to a level; None when it never does."""

    episodes: int
    decided: int
    median_days: int | None
    median_low: int | None
    median_high: int | None
    p90_days: int | None


def kaplan_meier(life_table: Sequence[LifeDay]) -> list[CurvePoint]:
    """Return the Kaplan-Meier curve at each event day of a life table in order of days.

    The interval is Greenwood's variance V = sum(d / (n * (n - d))) on the log(-log) scale, that is
    share ** exp(+-z * sqrt(V) / -log(share)): Kalbfleisch and Prentice, The Statistical Analysis of
    Failure Time Data, section 1.4.
    """
    points = []
    share, variance_sum = 1.0, 0.0
    for life_day in life_table:
        if not life_day.events:
            continue
        left = life_day.at_risk - life_day.events
        if not left:
            points.append(CurvePoint(life_day.day, 0.0, None, None))
            break
        share *= left / life_day.at_risk
        variance_sum += life_day.events / (life_day.at_risk * left)
        spread = exp(Z_95 * sqrt(variance_sum) / -log(share))
        points.append(CurvePoint(life_day.day, share, share**spread, share ** (1 / spread)))
    return points


def first_day_at(days: Sequence[tuple[int, float | None]], level: float) -> int | None:
    """Return the first day whose value is at or below the level, None when there is none."""
    return next((day for day, value in days if value is not None and value <= level + TOLERANCE), None)


def summarise(life_table: Sequence[LifeDay]) -> DecisionTime:
    """Return counts, median with interval and 90th percentile of one group's life table, in days."""
    curve = kaplan_meier(life_table)
    return DecisionTime(
        episodes=sum(life_day.events + life_day.censored for life_day in life_table),
        decided=sum(life_day.events for life_day in life_table),
        median_days=first_day_at([(point.day, point.share) for point in curve], 0.5),
        median_low=first_day_at([(point.day, point.low) for point in curve], 0.5),
        median_high=first_day_at([(point.day, point.high) for point in curve], 0.5),
        p90_days=first_day_at([(point.day, point.share) for point in curve], 0.1),
    )


def decision_time(life_tables: pyarrow.Table) -> pyarrow.Table:
    """Finish the query decision_time: one row for all payers together, named `all`, then one per payer.

    Takes the columns is_pooled, payer, day, at_risk, events, censored, ordered by group and day.
    The first row is there even when no episode is.
    """
    import pyarrow

    groups = list(_groups(life_tables)) or [("all", [])]
    columns: dict[str, list[str | int | None]] = {"payer": [payer for payer, _ in groups]}
    summaries = [summarise(life_table) for _, life_table in groups]
    names = ("episodes", "decided", "median_days", "median_low", "median_high", "p90_days")
    for name in names:
        columns[name] = [getattr(summary, name) for summary in summaries]
    types = [("payer", pyarrow.string()), *((name, pyarrow.int64()) for name in names)]
    return pyarrow.table(columns, schema=pyarrow.schema(types))


def _groups(life_tables: pyarrow.Table) -> Iterator[tuple[str | None, list[LifeDay]]]:
    rows = zip(*(life_tables.column(name).to_pylist() for name in life_tables.column_names), strict=True)
    for (is_pooled, payer), days in groupby(rows, key=lambda row: row[:2]):
        yield "all" if is_pooled else payer, [LifeDay(*row[2:]) for row in days]
