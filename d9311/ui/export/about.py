"""What the numbers of a page are of, in words: filters, period, dates of the data, files, versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import queries
from d9311.filters import Filters
from d9311.frames import records
from d9311.ingest.publishing.deriving import build_version
from d9311.ui.export.outline import About
from d9311.ui.filter_bar import BASES
from d9311.ui.filter_state import LISTS
from d9311.ui.session import Session
from d9311.ui.show import words
from queries import listings

NEWEST = {
    "last_service_date": "Newest date of service",
    "newest_decision_date": "Newest decision",
    "newest_consultation_date": "Newest consultation",
}
SAID = ("question", "definition", "grain", "not counted")


def about(
    session: Session, filters: Filters, facts: Mapping[str, Any], choices: Mapping[str, Mapping[str, str]]
) -> About:
    """Return what is known before the page is drawn; `facts` are those of all data in the user's scope,
    `choices` kind -> value -> label of what the filter bar offers.
    """
    period = _period(session, filters)
    chosen = [
        (plural.capitalize(), _chosen(getattr(filters, plural), choices.get(kind, {})))
        for kind, plural in LISTS.items()
    ]
    as_of = words.day(filters.as_of or facts["as_of"])
    known = [
        ("Period", period), ("The period looks at", BASES[filters.date_basis].casefold()), *chosen,
        ("Ages and waiting times count to", as_of),
    ]  # fmt: skip
    return About(
        period=period,
        filters=known,
        dates=[(said, words.day(facts[name])) for name, said in NEWEST.items()],
        files=records(session.listing("imports")),
        build=build_version(),
    )


def _period(session: Session, filters: Filters) -> str:
    if filters.import_call is None:
        return words.period_of(filters)
    days = {one["call_number"]: one["imported_at"] for one in records(session.listing("calls"))}
    return f"What the import of {words.day(days[filters.import_call].date())} brought or changed"


def definition_of(measure: str) -> dict[str, str]:
    """Return what a measure's or a listing's header says to a reader, field by field; of others nothing."""
    if measure in queries.names():
        header = queries.describe(measure)
    elif (listings.FOLDER / f"{measure}.sql").exists():
        header = listings.describe(measure)
    else:
        return {}
    return {name: header[name] for name in SAID if header.get(name)}


def _chosen(values: Sequence[str] | None, names: Mapping[str, str]) -> str:
    if values is None:
        return "All"
    return ", ".join(names.get(value, value) for value in values) or "None"
