"""What a chart says, in a sentence, for who does not see it: of the frame that the chart is drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import queries
from d9311.figures.words import FAILURES, signed
from d9311.figures.words import words as phrase
from d9311.frames import records
from d9311.ui.show import words

if TYPE_CHECKING:
    import pandas

Row = Mapping[str, Any]
ALL = "all"  # the row of all together, in frames that have one


@dataclass(frozen=True)
class Rates:
    """A chart of rates: whose each is, and the columns of rate, numerator and denominator.

    `adds_up`: every row counts others, so that all together have a rate.
    """

    said: str
    names: tuple[str, ...]
    rate: str
    part: str
    whole: str
    adds_up: bool = True


@dataclass(frozen=True)
class Sizes:
    """A chart of one number a row: whose each is, its column, and what is counted."""

    said: str
    names: tuple[str, ...]
    size: str
    unit: str = ""


APPROVED = ("approval_rate", "approved", "decided")
TAKEAWAYS: Mapping[str, Rates | Sizes] = {
    "approval_by_payer": Rates("Approval by payer", ("payer",), *APPROVED),
    "approval_by_plan": Rates("Approval by plan", ("payer", "plan_name"), *APPROVED),
    "three_rates": Rates("Approval by payer", ("payer",), *APPROVED),
    "payer_signals": Rates("Approval by payer", ("payer",), *APPROVED),
    "plan_signals": Rates("Approval by plan", ("payer", "plan_name"), *APPROVED),
    "practice_signals": Rates("Approval by practice", ("practice_id",), *APPROVED),
    "provider_signals": Rates("Approval by provider", ("provider_id",), *APPROVED),
    "approval_trend": Rates("Approval by month", ("month",), *APPROVED),
    "approval_signals": Rates("Approval by month", ("month",), *APPROVED),
    "scenario_outcomes": Rates("Approval by scenario", ("scenario",), *APPROVED, adds_up=False),
    "documentation_gaps": Rates(
        "Records that lack an element", ("element",), "missing_rate", "missing", "applicable", adds_up=False
    ),
    "billing_checks": Rates(
        "Failed checks", ("check",), "failed_rate", "failed", "applicable", adds_up=False
    ),
    "scenario_frequency": Sizes("Consultations by scenario", ("scenario",), "consultations", "consultation"),
    "scenario_trend": Sizes("Consultations by month", ("scenario", "month"), "consultations", "consultation"),
    "denial_reasons": Sizes("Denials by reason", ("category", "code"), "episodes", "denial"),
    "reconciliation": Sizes("Consulted against billed", ("bucket",), "count", "row"),
    "ar_aging": Sizes("Waiting claims by age in days", ("bucket",), "episodes", "claim"),
    "decision_time": Sizes("Half decided within", ("payer",), "median_days", "day"),
    "gap_effects": Sizes("Denied more with the gap", ("name",), "risk_difference"),
}


def takeaway(frame: pandas.DataFrame, key: str, measure: str) -> str:
    """Return what the chart of a measure says: its lowest and highest of the frame, each with its counts.

    Charts that have no such ends say which question they answer.
    """
    way = TAKEAWAYS.get(key) or TAKEAWAYS.get(measure)
    rows = records(frame)
    if isinstance(way, Rates) and way.rate in frame:
        return _of_rates(way, rows)
    if isinstance(way, Sizes) and way.size in frame:
        return _of_sizes(way, rows)
    return str(queries.describe(measure).get("question", measure))


def _of_rates(way: Rates, rows: Sequence[Row]) -> str:
    told = [row for row in rows if row[way.rate] is not None and (row[way.whole] or 0) >= words.FEW]
    if not told:
        return f"{way.said}: too few for a rate."
    low, high = min(told, key=lambda row: row[way.rate]), max(told, key=lambda row: row[way.rate])
    ends = f"{_rate(way, low)} to {_rate(way, high)}" if low is not high else _rate(way, low)
    part, whole = (sum(row[name] or 0 for row in rows) for name in (way.part, way.whole))
    together = f"; all together {words.percent(part / whole)}, {part:,} of {whole:,}" if way.adds_up else ""
    return f"{way.said}: {'from ' if low is not high else ''}{ends}{together}."


def _rate(way: Rates, row: Row) -> str:
    return f"{words.percent(row[way.rate])} ({_name(way, row)}, {row[way.part]:,} of {row[way.whole]:,})"


def _of_sizes(way: Sizes, rows: Sequence[Row]) -> str:
    told = [row for row in rows if row[way.size] is not None and row[way.names[0]] != ALL]
    if not told:
        return f"{way.said}: nothing in this selection."
    low, high = min(told, key=lambda row: row[way.size]), max(told, key=lambda row: row[way.size])
    if low is high:
        return f"{way.said}: {_name(way, low)} {_size(way, low)}."
    most = f"most {_name(way, high)} with {_size(way, high)}, least {_name(way, low)} with {_size(way, low)}"
    return f"{way.said}: {most}."


def _size(way: Sizes, row: Row) -> str:
    size = row[way.size]
    if way.unit:
        return words.plural(size, way.unit) if isinstance(size, int) else f"{size:g} {way.unit}s"
    return f"{signed(float(size) * 100)} points"


def _name(way: Rates | Sizes, row: Row) -> str:
    """Return whose row it is, in words, a practice by its name."""
    named = [_word(column, row) for column in way.names if row[column] is not None]
    return ", ".join(named) or "not given"


def _word(column: str, row: Row) -> str:
    value = row.get("practice_name") or row[column] if column == "practice_id" else row[column]
    if column == "month":
        return words.month(value)
    if column in ("payer", "plan_name", "practice_id", "provider_id", "code"):
        return str(value)
    return FAILURES.get(value, phrase(value))
