"""Checks before sending: tried on the past, and failed by what no payer has decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import ceil

from d9311.filters import Filters
from tests.oracle.documentation import ELEMENTS
from tests.oracle.episode import Episode
from tests.oracle.measures.differences import interval
from tests.oracle.measures.open_work import awaits_first
from tests.oracle.measures.payer import approved_before, is_too_many
from tests.oracle.measures.registry import Row, computes
from tests.oracle.measures.rows import first_denied, grouped, nulls_last
from tests.oracle.payer_rules import Frequency, frequency_of, is_required
from tests.oracle.selection import Selection
from tests.oracle.statistics import rate, wilson

WHATEVER_WRITTEN = {
    "evidence_sent", "coverage_verified", "no_same_day_codes", "consulted_in_time", "not_repeated",
}  # fmt: skip
Limits = dict[tuple[str, str], int]


def sent_or_served(one: Episode) -> date:
    return one.first_submitted or one.service


def was_decided(one: Episode) -> bool:
    return one.counts_in_rates() and (one.first_approved or one.first_denied)


def of_practices(selection: Selection) -> list[Episode]:
    """The practices of the filter, whatever else it says."""
    return [
        one
        for one in selection.facts.episodes
        if one.practice in selection.practices and one.outcome not in ("void", "capitated")
    ]


def split(selection: Selection) -> date | None:
    """The first day of the month in which two thirds of the decided ones are reached."""
    days = sorted(sent_or_served(one) for one in of_practices(selection) if was_decided(one))
    return days[ceil(len(days) * 2 / 3) - 1].replace(day=1) if days else None


def limits(selection: Selection, before: date | None) -> Limits:
    found: Limits = {}
    for one in of_practices(selection):
        day = approved_before(selection, one) if one.counts_in_rates() and is_too_many(one) else None
        if day and (before is None or sent_or_served(one) < before):
            key = one.practice, one.payer
            found[key] = max(found.get(key, 0), (one.service - day).days)
    return found


def passes(selection: Selection, one: Episode, known: Limits) -> dict[str, bool]:
    """Every check that applies to an episode: passed or failed."""
    limit = known.get((one.practice, one.payer))
    seen = one.counts_in_rates() and one.outcome != "duplicate"
    day = approved_before(selection, one) if seen else None
    states: dict[str, bool | None] = {
        **{
            element: (one.consultation.elements or {})[element] if one.consultation else None
            for element in ELEMENTS
        },
        **one.checks,
        "not_repeated": None if limit is None else day is None or (one.service - day).days > limit,
    }
    written = one.consultation.recorded if one.consultation else None
    is_late = written is not None and one.first_decided is not None and written > one.first_decided
    return {
        name: state
        for name, state in states.items()
        if state is not None and (name in WHATEVER_WRITTEN or not is_late)
    }


def tried(selection: Selection) -> list[Row]:
    later_from = split(selection)
    known = limits(selection, later_from)
    judged = [
        (name, one, passed)
        for one in of_practices(selection)
        if was_decided(one)
        for name, passed in passes(selection, one, known).items()
    ]
    rows: list[Row] = []
    for (name,), members in grouped(judged, lambda entry: (entry[0],)):
        parts = {
            (is_later, passed): [
                one
                for _, one, state in members
                if state == passed
                and (later_from is not None and sent_or_served(one) >= later_from) == is_later
            ]
            for is_later in (False, True)
            for passed in (False, True)
        }
        counts = {key: (first_denied(part), len(part)) for key, part in parts.items()}
        failed, passed = counts[False, False], counts[False, True]
        low, _ = interval(failed, passed)
        caught, flagged = counts[True, False]
        ci_low, ci_high = wilson(caught, flagged)
        rows.append(
            {
                "check": name, "kind": "element" if name in ELEMENTS else "check", "later_from": later_from,
                "is_on": failed[1] >= 5 and low is not None and low > 0,
                "earlier_failed": failed[1], "earlier_failed_denied": failed[0],
                "earlier_passed": passed[1], "earlier_passed_denied": passed[0],
                "flagged": flagged, "caught": caught, "false_alarms": flagged - caught,
                "missed": counts[True, True][0], "caught_rate": rate(caught, flagged),
                "ci_low": ci_low, "ci_high": ci_high,
            }
        )  # fmt: skip
    return rows


def breaks(selection: Selection, one: Episode) -> list[str]:
    """The rules of its payer, as the practice noted them, that an episode would break."""
    listed, key = selection.facts.payer_rules, one.first_row.payer_key
    elements = (one.consultation.elements or {}) if one.consultation else {"reason": False}
    is_bare = is_required(key, listed, "attachment") and one.checks.get("evidence_sent") is False
    is_mute = is_required(key, listed, "narrative") and False in (
        elements.get("reason"), elements.get("outcome"),
    )  # fmt: skip
    limit = frequency_of(key, listed)
    found = {
        "attachment required": is_bare,
        "narrative required": is_mute,
        "over the number allowed": limit is not None and paid_for(selection, one, limit) >= limit.most,
    }
    return [rule for rule, is_broken in found.items() if is_broken]


def paid_for(selection: Selection, one: Episode, limit: Frequency) -> int:
    """How many other approved ones stand against it, whatever the filter."""
    everything = Selection(selection.facts, Filters(scope=selection.filters.scope)).episodes
    whose: dict[str, Callable[[Episode], object]] = {
        "patient": lambda each: each.patient,
        "dentist": lambda each: each.first_row.provider,
        "practice": lambda each: each.practice,
    }
    of = whose[limit.per]
    return sum(
        other is not one
        and other.is_approved
        and (other.practice, other.first_row.payer_key) == (one.practice, one.first_row.payer_key)
        and of(one) is not None
        and of(one) == of(other)
        and limit.holds(one.service, other.service)
        for other in everything
    )


@computes("sending_checks")
def sending_checks(selection: Selection) -> list[Row]:
    def order(row: Row) -> tuple:
        return not row["is_on"], -int(str(row["caught"])), row["check"]

    return sorted(tried(selection), key=order)


@computes("before_sending")
def before_sending(selection: Selection) -> list[Row]:
    on = {row["check"] for row in tried(selection) if row["is_on"]}
    known = limits(selection, None)
    rows = []
    for one in selection.with_bounds(None, None).episodes:
        if not (one.outcome in ("unsent", "rejected") or awaits_first(one)):
            continue
        failed = sorted(name for name, passed in passes(selection, one, known).items() if not passed)
        rows.append(
            {
                "episode_id": one.episode_id, "practice_id": one.practice, "payer": one.payer,
                "claim_ids": one.claim_numbers, "service_date": one.service,
                "first_submitted": one.first_submitted, "outcome": one.outcome, "billed": one.billed,
                "breaks": ";".join(breaks(selection, one)) or None,
                "failed": ";".join(name for name in failed if name in on) or None,
                "failed_off": ";".join(name for name in failed if name not in on) or None,
                "provider_id": one.first_row.provider,
            }
        )  # fmt: skip

    def order(row: Row) -> tuple:
        billed = row["billed"]
        is_clear = row["breaks"] is None and row["failed"] is None
        return is_clear, nulls_last(None if billed is None else -billed), row["episode_id"]  # type: ignore[operator]

    return sorted(rows, key=order)
