"""What the practice knows of payers' deadlines (`worklist.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.oracle import values
from tests.oracle.exports import Export
from tests.oracle.payers import alias_targets, payer_key

PERIODS, COUNTED = ("lifetime", "year", "day"), ("practice", "dentist", "patient")


@dataclass(frozen=True)
class Frequency:
    """How many consultations a payer pays for: in which time, and of whom."""

    most: int
    period: str
    per: str

    @property
    def strictness(self) -> tuple[int, int, int]:
        return self.most, PERIODS.index(self.period), COUNTED.index(self.per)

    def holds(self, day: date, other: date) -> bool:
        """Whether what was done on another day stands against what was done on a day."""
        if self.period == "day":
            return day == other
        return other <= day and (self.period == "lifetime" or other.year == day.year)


@dataclass(frozen=True)
class PayerRule:
    """One row of the list of payers' rules."""

    payer_key: str
    appeal_days: int | None
    filing_days: int | None
    source: str | None
    as_of: date | None
    attachment_required: bool | None
    narrative_required: bool | None
    frequency: Frequency | None


Limit = tuple[int, str | None]  # days, and who says so


def payer_rules(export: Export) -> list[PayerRule]:
    targets = alias_targets(export.payer_alias)
    found = []
    for cells in export.payer_rules:
        name = cells["payer_name"]
        found.append(
            PayerRule(
                payer_key(targets.get(payer_key(name), name)),
                _days(cells.get("appeal_days")),
                _days(cells.get("timely_filing_days")),
                values.text(cells.get("source")),
                values.day(cells.get("as_of")),
                values.boolean(cells.get("attachment_required")),
                values.boolean(cells.get("narrative_required")),
                _frequency(cells),
            )
        )
    return found


def _frequency(cells: dict[str, str]) -> Frequency | None:
    most = _days(cells.get("frequency_limit"))
    period, per = (cells.get(f"frequency_{name}", "").strip().lower() for name in ("period", "per"))
    return Frequency(most, period, per) if most and period in PERIODS and per in COUNTED else None


def _age(one: PayerRule) -> int:
    return -(one.as_of or date.min).toordinal()


def is_required(key: str, listed: list[PayerRule], name: str) -> bool:
    """Whether the newest row that says it asks for it, of one day any; `name`: attachment or narrative."""
    said = [
        (_age(one), not is_so)
        for one in listed
        if one.payer_key == key and (is_so := getattr(one, f"{name}_required")) is not None
    ]
    return bool(said) and not min(said)[1]


def frequency_of(key: str, listed: list[PayerRule]) -> Frequency | None:
    """The limit of the newest row that has one, of one day the stricter."""
    own = [(_age(one), one.frequency.strictness, one.frequency) for one in listed
           if one.payer_key == key and one.frequency]  # fmt: skip
    return min(own, key=lambda found: found[:2])[2] if own else None


def _days(value: str | None) -> int | None:
    text = values.text(value)
    return int(text) if text is not None and int(text) > 0 else None


def limit_of(key: str, listed: list[PayerRule], name: str) -> Limit | None:
    """The newest row of a payer that gives a number, of one day the shorter, then the source that comes
    first; `name`: appeal or filing."""
    own = [
        (_age(one), days, one.source is None, one.source or "")
        for one in listed
        if one.payer_key == key and (days := getattr(one, f"{name}_days")) is not None
    ]
    if not own:
        return None
    _, days, _, source = min(own)
    return days, source or None
