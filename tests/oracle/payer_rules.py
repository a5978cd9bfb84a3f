"""What the practice knows of payers' deadlines (`worklist.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.oracle import values
from tests.oracle.exports import Export
from tests.oracle.payers import alias_targets, payer_key


@dataclass(frozen=True)
class PayerRule:
    """One row of the list of payers' rules."""

    payer_key: str
    appeal_days: int | None
    filing_days: int | None
    source: str | None
    as_of: date | None


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
            )
        )
    return found


def _days(value: str | None) -> int | None:
    text = values.text(value)
    return int(text) if text is not None and int(text) > 0 else None


def limit_of(key: str, listed: list[PayerRule], name: str) -> Limit | None:
    """The newest row of a payer that gives a number, of one day the shorter, then the source that comes
    first; `name`: appeal or filing."""
    own = [
        (-(one.as_of or date.min).toordinal(), days, one.source is None, one.source or "")
        for one in listed
        if one.payer_key == key and (days := getattr(one, f"{name}_days")) is not None
    ]
    if not own:
        return None
    _, days, _, source = min(own)
    return days, source or None
