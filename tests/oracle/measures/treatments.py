"""What followed consultations with a planned procedure, by scenario and by method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from tests.oracle.documentation import method
from tests.oracle.measures.registry import Row, computes
from tests.oracle.measures.rows import grouped
from tests.oracle.rows import Consultation
from tests.oracle.selection import Selection, sum_of
from tests.oracle.statistics import median, rate, wilson
from tests.oracle.treatments import LAST_DAY, follow_ups


@computes("treatment_after_consultation")
def by_scenario(selection: Selection) -> list[Row]:
    return _followed(selection, "scenario", lambda one: one.scenarios)


@computes("treatment_after_by_method")
def by_method(selection: Selection) -> list[Row]:
    return _followed(selection, "method", lambda one: (method(one.cells.get("method")),))


def _followed(
    selection: Selection, name: str, groups_of: Callable[[Consultation], tuple[str | None, ...]]
) -> list[Row]:
    found = follow_ups(selection.facts.rows, selection.facts.consultations)
    pairs = [(group, one) for one in selection.consultations if id(one) in found for group in groups_of(one)]
    rows = []
    for (group,), members in grouped(pairs, lambda pair: (pair[0],)):
        observed = [found[id(one)] for _, one in members if _is_observed(selection, one)]
        days = [one.days for one in observed if one.days is not None]
        treatments = [each for one in observed for each in one.counted]
        low, high = wilson(len(days), len(observed))
        rows.append(
            {
                name: group,
                "planned": len(members),
                "recent": len(members) - len(observed),
                "observed": len(observed),
                "followed": len(days),
                "followed_rate": rate(len(days), len(observed)),
                "ci_low": low,
                "ci_high": high,
                "median_days": median(days),
                "treatments": len(treatments),
                "billed": sum_of([each.billed for each in treatments], True),
                "paid": sum_of([each.paid for each in treatments], selection.exports_money("paid_amount")),
            }
        )
    return rows


def _is_observed(selection: Selection, one: Consultation) -> bool:
    services = selection.facts.practices[one.practice].service_dates
    if selection.as_of is None or not services or one.day is None:
        return False
    last: date = one.day + timedelta(days=LAST_DAY)
    return last <= selection.as_of and last <= max(services)
