"""The headline figures, each also for the period before."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.oracle.appeals import denied_not_appealed
from tests.oracle.ledger import BUCKETS
from tests.oracle.measures import approval
from tests.oracle.measures.open_work import age, open_episodes
from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import count
from tests.oracle.selection import Selection
from tests.oracle.statistics import rate

Row = dict[str, object]
WITHOUT_PREVIOUS = "open_over_60_days"


def headlines(selection: Selection) -> Row:
    episodes = selection.counted
    counts = approval.outcome_counts(episodes)
    consultations = selection.consultations
    strict_pass = count(consultations, lambda one: one.strict)
    strict_of = count(consultations, lambda one: one.strict is not None)
    sums = approval.sums(selection, episodes)
    ledger = selection.ledger()
    return {
        **{name: number for name, number in counts.items() if name != "duplicate"},
        **approval.approval_rate(counts),
        "first_approval_rate": approval.first_rate(selection, episodes),
        "paid_rate": approval.paid_rate(approval.paid_lines(selection, episodes), counts),
        **sums,
        "paid_per_episode": _each(sums["paid"], len(episodes)),
        "median_days": approval.median_days(episodes),
        "consultations": len(consultations),
        "strict_pass": strict_pass,
        "strict_of": strict_of,
        "strict_pass_rate": rate(strict_pass, strict_of),
        "never_billed": count(ledger, lambda entry: entry.bucket == BUCKETS[5]),
        "without_record": count(ledger, lambda entry: entry.bucket == BUCKETS[7]),
        "open_over_60_days": count(open_episodes(selection), lambda one: age(selection, one) > 60),
        "denied_not_appealed": count(episodes, denied_not_appealed),
    }


def _each(paid: object, episodes: int) -> Fraction | None:
    return Fraction(paid) / episodes if isinstance(paid, Decimal) and episodes else None


def mature_through(selection: Selection) -> str | None:
    """Last month of the run of mature months that begins at the first month with episodes."""
    last = None
    for (name,), members in approval.months(selection):
        if name is None or not approval.is_mature(members):
            break
        last = name
    return last


def previous_period(selection: Selection) -> tuple[date, date] | None:
    """The period that the filters hold this one against; None without both bounds, or for none."""
    filters = selection.filters
    first, last = filters.date_from, filters.date_to
    if first is None or last is None or filters.compare == "none":
        return None
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if filters.compare == "last_year":
        after = a_year_before(last + timedelta(days=1))
        return a_year_before(first), after - timedelta(days=1) if whole else a_year_before(last)
    return just_before(first, last, whole)


def a_year_before(day: date) -> date:
    """The same day of the year before; the 28th for 29 February."""
    return date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def just_before(first: date, last: date, whole: bool) -> tuple[date, date]:
    """As many whole months, else as many days, just before."""
    end = first - timedelta(days=1)
    if whole:
        start = first
        for _ in range((last.year - first.year) * 12 + last.month - first.month + 1):
            start = (start - timedelta(days=1)).replace(day=1)
        return start, end
    return first - timedelta(days=(last - first).days + 1), end


def reaches_back(selection: Selection, day: date) -> bool:
    """Whether the earliest date of all data that the user may see, by the basis, is on or before a day."""
    scope = selection.filters.scope
    seen = [one for one in selection.facts.episodes if scope is None or one.practice in scope]
    return any(one is not None and one <= day for one in map(selection.day_of, seen))


@computes("overview")
def overview(selection: Selection) -> list[Row]:
    filters = selection.filters
    period = previous_period(selection)
    now = headlines(selection)
    known = period is not None and reaches_back(selection, period[0])
    then = headlines(selection.with_bounds(*period)) if period and known else {}
    row: Row = {
        "from": filters.date_from,
        "to": filters.date_to,
        "previous_from": period[0] if period else None,
        "previous_to": period[1] if period else None,
        "compare": filters.compare,
        "as_of": selection.as_of,
        "mature_through": mature_through(selection),
    }
    for name, value in now.items():
        row[name] = value
        row[f"{name}_previous"] = None if name == WITHOUT_PREVIOUS else then.get(name)
    return [row]
