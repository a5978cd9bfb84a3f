"""Ageing, time to decision, appeals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from d9311.filters import Filters
from tests.oracle import appeals as appeal
from tests.oracle.episode import Episode
from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import count, grouped
from tests.oracle.selection import Selection, sum_of
from tests.oracle.statistics import Duration, median, median_bounds, quantile_day, rate

Row = dict[str, object]
AGES = ((30, "0-30"), (60, "31-60"), (90, "61-90"), (120, "91-120"), (None, "over 120"))


def age(selection: Selection, episode: Episode) -> int:
    """Days from `first_submitted`, else the service date, to `as_of`."""
    if selection.as_of is None:
        raise ValueError("an episode has a service date, so there is a latest date")
    return (selection.as_of - (episode.first_submitted or episode.service)).days


def open_episodes(selection: Selection) -> list[Episode]:
    """Waiting for the payer; the date filter is ignored."""
    return [one for one in selection.any_date() if one.outcome == "pending" or one.rework_open]


@computes("ar_aging")
def ar_aging(selection: Selection) -> list[Row]:
    rows: list[Row] = []
    lower: int | None = None
    for upper, bucket in AGES:
        members = [
            one
            for one in open_episodes(selection)
            if (lower is None or age(selection, one) > lower)
            and (upper is None or age(selection, one) <= upper)
        ]
        billed = sum_of([one.billed for one in members], True)
        rows.append({"bucket": bucket, "episodes": len(members), "billed": billed})
        lower = upper
    return rows


def duration(selection: Selection, episode: Episode) -> Duration | None:
    """Days and whether decided; None where left out (not submitted, or a negative duration)."""
    end = episode.first_decided or selection.as_of
    if episode.first_submitted is None or end is None:
        return None
    days = (end - episode.first_submitted).days
    return None if days < 0 else (days, episode.first_decided is not None)


def _times(payer: str, durations: list[Duration]) -> Row:
    low, high = median_bounds(durations)
    return {
        "payer": payer,
        "episodes": len(durations),
        "decided": count(durations, lambda one: one[1]),
        "median_days": quantile_day(durations, Fraction(1, 2)),
        "median_low": low,
        "median_high": high,
        "p90_days": quantile_day(durations, Fraction(1, 10)),
    }


@computes("decision_time")
def decision_time(selection: Selection) -> list[Row]:
    known = [(one.payer, duration(selection, one)) for one in selection.counted]
    pairs = [(payer, days) for payer, days in known if days is not None]
    rows = [_times("all", [days for _, days in pairs])]
    for (payer,), members in grouped(pairs, lambda pair: (pair[0],)):
        rows.append(_times(payer, [days for _, days in members]))
    return rows


@computes("overdue_claims")
def overdue_claims(selection: Selection) -> list[Row]:
    """Waiting claims of the filter, whatever the period, against the times of all claims in the scope."""
    waiting = [one for one in selection.any_date() if awaits_first(one)]
    limits = thresholds(selection)
    rows: list[Row] = []
    for (payer,), members in grouped(waiting, lambda one: (one.payer,)):
        threshold, basis = limits(payer)
        overdue = [one for one in members if threshold is not None and age(selection, one) > threshold]
        is_known = threshold is not None
        rows.append(
            {
                "payer": payer,
                "waiting": len(members),
                "overdue": len(overdue) if is_known else None,
                "threshold_days": threshold,
                "basis": basis if is_known else None,
                "billed": sum_of([one.billed for one in overdue], True) if is_known else None,
            }
        )
    return rows


def thresholds(selection: Selection) -> Callable[[str], tuple[int | None, str]]:
    """From which age on a claim of a payer is overdue, and whether that is its own or of all payers."""
    everything = Selection(selection.facts, Filters(scope=selection.filters.scope, as_of=selection.as_of))
    times = [(one.payer, duration(everything, one)) for one in everything.counted]
    pooled = _ninetieth([days for _, days in times if days is not None])

    def of(payer: str) -> tuple[int | None, str]:
        own = _ninetieth([days for name, days in times if name == payer and days is not None])
        return (pooled, "all payers") if own is None else (own, "own")

    return of


def awaits_first(episode: Episode) -> bool:
    """Sent, and waiting for a first decision."""
    is_sent = episode.first_outcome is None and episode.first_submitted is not None
    return episode.outcome == "pending" and is_sent


def _ninetieth(durations: list[Duration]) -> int | None:
    """The day by which nine of ten are decided; unknown below ten decided."""
    if count(durations, lambda one: one[1]) < 10:
        return None
    return quantile_day(durations, Fraction(1, 10))


@computes("appeals")
def appeals(selection: Selection) -> list[Row]:
    population = [one for one in selection.counted if appeal.was_denied(one)]
    rows: list[Row] = []
    for (payer,), members in grouped(population, lambda one: (one.payer,)):
        appealed = [one for one in members if appeal.is_appealed(one)]
        answered = [one for one in appealed if appeal.is_answered(one)]
        overturned = count(answered, lambda one: one.is_approved)
        reworked = [one for one in members if appeal.is_reworked(one)]
        days = [appeal.days_to_appeal(one) for one in appealed]
        rows.append(
            {
                "payer": payer,
                "denied": len(members),
                "appealed": len(appealed),
                "decided": len(answered),
                "overturned": overturned,
                "overturn_rate": rate(overturned, len(answered)),
                "recovered": sum_of(
                    [None if one.paid is None else appeal.recovered(one) for one in appealed],
                    selection.exports_money("paid_amount"),
                ),
                "median_days_to_appeal": median([each for each in days if each is not None]),
                "reworked": len(reworked),
                "rework_paid": count(reworked, lambda one: one.is_approved),
                "appealed_rate": rate(len(appealed), len(members)),
            }
        )
    return rows
