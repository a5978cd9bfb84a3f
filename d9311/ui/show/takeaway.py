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
DAYS = (14, 30, 60, 90)  # at which a curve is read out
ALL = "all"  # the row of all together, in frames that have one


@dataclass(frozen=True)
class Rates:
    """A chart of rates: whose each is, and the columns of rate, numerator and denominator.

    `adds_up`: every row counts others, so that all together have a rate. `without`: the last of the names
    whose rows hold those of the others, and are no end.
    """

    said: str
    names: tuple[str, ...]
    rate: str
    part: str
    whole: str
    adds_up: bool = True
    without: str = ""


@dataclass(frozen=True)
class Sizes:
    """A chart of one number a row: whose each is, its column, and what is counted."""

    said: str
    names: tuple[str, ...]
    size: str
    unit: str = ""


@dataclass(frozen=True)
class Pairs:
    """A chart of two rates a row: whose each is, what the first and the other rate are of, and their columns,
    part and whole of the one, part and whole of the other.
    """

    said: str
    names: tuple[str, ...]
    sides: tuple[str, str]
    columns: tuple[str, str, str, str]


APPROVED = ("approval_rate", "approved", "decided")
LACKS = ("missing_rate", "missing", "applicable")
TAKEAWAYS: Mapping[str, Rates | Sizes | Pairs] = {
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
    "documentation_gaps": Rates("Records that lack an element", ("element",), *LACKS, adds_up=False),
    "documentation_by_payer": Rates(
        "Records that lack an element, by payer", ("payer", "element"), *LACKS, False, "strict"
    ),
    "documentation_by_provider": Rates(
        "Records that lack an element, by provider", ("provider_id", "element"), *LACKS, False, "strict"
    ),
    "denial_by_element": Pairs(
        "Denied at first",
        ("element",),
        ("where it is missing", "where it is there"),
        ("with_gap_denied", "with_gap_decided", "without_gap_denied", "without_gap_decided"),
    ),
    "denial_by_check": Pairs(
        "Denied at first",
        ("check",),
        ("where it failed", "where it passed"),
        ("with_fail_denied", "with_fail_decided", "without_fail_denied", "without_fail_decided"),
    ),
    "practice_differences": Pairs(
        "Approved",
        ("practice_id",),
        ("here", "at the others"),
        ("approved", "decided", "rest_approved", "rest_decided"),
    ),
    "practice_comparison": Sizes("Denials for each expected", ("practice_id",), "denial_ratio", "denial"),
    "provider_comparison": Sizes("Denials for each expected", ("provider_id",), "denial_ratio", "denial"),
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

    One of pairs says the one that is most apart; charts that have neither, which question they answer.
    """
    way = TAKEAWAYS.get(key) or TAKEAWAYS.get(measure)
    rows = records(frame)
    if isinstance(way, Rates) and way.rate in frame:
        return _of_rates(way, rows)
    if isinstance(way, Sizes) and way.size in frame:
        return _of_sizes(way, rows)
    if isinstance(way, Pairs) and set(way.columns) <= set(frame):
        return _of_pairs(way, rows)
    return str(queries.describe(measure).get("question", measure))


def _of_rates(way: Rates, rows: Sequence[Row]) -> str:
    told = [
        row
        for row in rows
        if row[way.rate] is not None
        and (row[way.whole] or 0) >= words.FEW
        and not (way.without and row[way.names[-1]] == way.without)
    ]
    if not told:
        return f"{way.said}: too few for a rate."
    low, high = min(told, key=lambda row: row[way.rate]), max(told, key=lambda row: row[way.rate])
    ends = f"{_rate(way, low)} to {_rate(way, high)}" if low is not high else _rate(way, low)
    part, whole = (sum(row[name] or 0 for row in rows) for name in (way.part, way.whole))
    together = f"; all together {words.percent(part / whole)}, {part:,} of {whole:,}" if way.adds_up else ""
    return f"{way.said}: {'from ' if low is not high else ''}{ends}{together}."


def _rate(way: Rates, row: Row) -> str:
    return f"{words.percent(row[way.rate])} ({_name(way, row)}, {row[way.part]:,} of {row[way.whole]:,})"


def _of_pairs(way: Pairs, rows: Sequence[Row]) -> str:
    part, whole, other, of = way.columns
    told = [row for row in rows if min(row[whole] or 0, row[of] or 0) >= words.FEW]
    if not told:
        return f"{way.said}: too few for a rate."
    most = max(told, key=lambda row: abs(row[part] / row[whole] - row[other] / row[of]))
    sides = (
        f"{words.percent(most[over] / most[under])} {side} ({most[over]:,} of {most[under]:,})"
        for side, over, under in zip(way.sides, (part, other), (whole, of), strict=True)
    )
    return f"{way.said}, most apart for {_name(way, most)}: {', '.join(sides)}."


def takeaway_of_curve(curve: pandas.DataFrame, payers: Sequence[str]) -> str:
    """Return what curves of waiting say: of each payer the share undecided after so many days, and when half
    are decided; `curve` as `decision_curve` gives it.
    """
    return "Undecided by days since sent. " + " ".join(
        _of_curve("All payers" if payer == ALL else payer, records(curve[curve["payer"] == payer]))
        for payer in payers
    )


def _of_curve(name: str, rows: Sequence[Row]) -> str:
    last = rows[-1]["day"] if rows else -1
    shares = [
        f"{words.percent([row for row in rows if row['day'] <= days][-1]['share_undecided'])} after {days}"
        for days in DAYS
        if days <= last
    ]
    half = next((row["day"] for row in rows if row["share_undecided"] <= 0.5), None)
    half_said = "under half are decided yet" if half is None else f"half are decided after {half} days"
    return f"{name}: {', '.join([*shares, half_said])}."


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
        return words.plural(size, way.unit) if isinstance(size, int) else f"{round(size, 2):g} {way.unit}s"
    return f"{signed(float(size) * 100)} points"


def _name(way: Rates | Sizes | Pairs, row: Row) -> str:
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
