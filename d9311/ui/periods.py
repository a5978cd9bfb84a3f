"""The periods that the filter bar offers, counted back from the last mature month."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from d9311.ui.show import words

PERIODS = ("recent", "twelve", "mature", "this_year", "last_year", "last_import", "all", "custom")
IMPORT = re.compile(r"import_(\d+)")  # what one import call brought or changed, by its number
SPANS = (12, 6, 3)
YEAR = 12


@dataclass(frozen=True)
class Mature:
    """The months of the data: the first one, the last of the mature run (None: no month is mature), and the
    newest; the day up to which they tell; and the import calls of which it is known what they changed, each
    with its day, and the newest call of all.
    """

    first_month: date | None
    last_month: date | None
    newest_month: date | None = None
    as_of: date | None = None
    imports: Mapping[int, date] = field(default_factory=dict)
    newest_call: int = 0

    @property
    def months(self) -> int:
        """Return how many months the mature run has."""
        if self.first_month is None or self.last_month is None:
            return 0
        return _index(self.last_month) - _index(self.first_month) + 1

    @property
    def span(self) -> int | None:
        """Return the longest offered span of months that has one of its length before it."""
        return next((span for span in SPANS if self.months > 2 * span), None)

    @property
    def explained(self) -> str:
        """Say which months count as mature."""
        if self.last_month is None:
            return "No month is mature yet: in each, more than one claim in ten still waits for its decision."
        return (
            f"Mature = at least nine claims in ten are decided: up to {self.last_month:%B %Y}. "
            "Later months still move as decisions come in."
        )

    def end_of(self, period: str) -> str:
        """Say why a period ends where it ends, empty where it ends with the data or as the user chose."""
        if is_of_import(period):
            known = call_of(period, self) is not None
            return "what it brought or changed" if known else "all: not known what it changed"
        if period not in ("recent", "twelve", "mature"):
            return ""
        if self.last_month is None:
            return "all dates: no month is settled yet, so every rate may still move"
        if self.newest_month is None or self.newest_month <= self.last_month:
            return ""
        return f"to {self.last_month:%B}: later months still wait for decisions"


def dates_of(
    period: str, mature: Mature, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """Return the period's inclusive bounds; None = open. Bounds given the wrong way round are turned."""
    if period == "custom":
        return (last, first) if first and last and first > last else (first, last)
    if period in ("this_year", "last_year"):
        return _year_of(period, mature.as_of)
    if period == "all" or is_of_import(period) or mature.last_month is None:
        return None, None
    end = _month(_index(mature.last_month) + 1) - timedelta(days=1)
    if period == "recent" and mature.span:
        return _month(_index(mature.last_month) - mature.span + 1), end
    if period == "twelve" and mature.months > YEAR:
        return _month(_index(mature.last_month) - YEAR + 1), end
    return mature.first_month, end


def offered(mature: Mature, chosen: str) -> list[str]:
    """Return the periods to choose from: twelve months only where that is neither all nor the default, the
    last import where it is known what it changed.
    """
    is_choice = {
        "twelve": mature.months > YEAR and mature.span != YEAR,
        "last_import": mature.newest_call in mature.imports,
    }
    found = [period for period in PERIODS if is_choice.get(period, True) or period == chosen]
    return found if chosen in found else [*found, chosen]


def is_of_import(period: str) -> bool:
    """Return whether what an import brought or changed is chosen in place of a period."""
    return period == "last_import" or IMPORT.fullmatch(period) is not None


def call_of(period: str, mature: Mature) -> int | None:
    """Return the import call that is chosen; None where none is, or it is not known what it changed."""
    named = IMPORT.fullmatch(period)
    call = int(named[1]) if named else mature.newest_call
    return call if is_of_import(period) and call in mature.imports else None


def quick(mature: Mature) -> dict[str, str]:
    """Return the periods that are one click away, in few letters: years only where the data tell of a day."""
    years: dict[str, str] = {}
    if mature.as_of is not None:
        years = {"this_year": str(mature.as_of.year), "last_year": str(mature.as_of.year - 1)}
    return {"recent": f"{mature.span} months" if mature.span else "Mature", **years, "all": "All"}


def name_of(period: str, mature: Mature) -> str:
    """Return the words for a period on screen, with its dates."""
    shown = words.period(*dates_of(period, mature, None, None))
    recent = f"Latest {mature.span} mature months" if mature.span else "All mature months"
    names = {
        "recent": recent,
        "twelve": f"Latest {YEAR} mature months",
        "mature": "All mature months",
        "this_year": "Year to date",
        "last_year": "Last year",
        "all": "Everything",
        "custom": "Dates of your choice",
    }
    if is_of_import(period):
        name = "Last import" if period == "last_import" else "An import"
        call = call_of(period, mature)
        return name if call is None else f"{name}: {words.day(mature.imports[call])}"
    return names[period] if period in ("custom", "all") else f"{names[period]}: {shown}"


def month_of(text: str | None) -> date | None:
    """Read `2025-08` as its first day."""
    return date.fromisoformat(f"{text}-01") if isinstance(text, str) else None


def _year_of(period: str, as_of: date | None) -> tuple[date | None, date | None]:
    """Return this year up to the day up to which the data tell, or the whole year before."""
    if as_of is None:
        return None, None
    if period == "this_year":
        return date(as_of.year, 1, 1), as_of
    return date(as_of.year - 1, 1, 1), date(as_of.year - 1, 12, 31)


def _index(month: date) -> int:
    return month.year * 12 + month.month - 1


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)
