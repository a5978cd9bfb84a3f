"""What a person chose in the filter bar, and which practices that person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, get_args

DateBasis = Literal["service", "submitted", "decided"]
DATE_BASES: tuple[str, ...] = get_args(DateBasis)
Compare = Literal["previous", "last_year", "none"]
COMPARES: tuple[str, ...] = get_args(Compare)


def payer_key(name: str) -> str:
    """Return the form in which two spellings of one payer agree: white space collapsed, case-folded."""
    return " ".join(name.split()).casefold()


@dataclass(frozen=True)
class Filters:
    """One choice of rows, for every measure alike.

    None means all, an empty tuple means none. Dates are inclusive. `scope` holds the practices that
    the user may see; it is applied beside `practices`, never instead of it. `as_of` None means the
    latest date in the data. `compare` says which period a figure is held against. `import_call` leaves what
    one import call brought or changed, and stands in the place of dates. Raises ValueError for an unknown
    date basis or comparison, for a period that ends before it begins, and for dates beside an import call.
    """

    practices: tuple[str, ...] | None = None
    payers: tuple[str, ...] | None = None
    providers: tuple[str, ...] | None = None
    scenarios: tuple[str, ...] | None = None
    date_from: date | None = None
    date_to: date | None = None
    date_basis: DateBasis = "service"
    as_of: date | None = None
    scope: tuple[str, ...] | None = None
    compare: Compare = "previous"
    import_call: int | None = None

    def __post_init__(self) -> None:
        for name in ("practices", "payers", "providers", "scenarios", "scope"):
            value = getattr(self, name)
            if isinstance(value, str):
                raise ValueError(f"{name} takes a list of names, not one text")
            object.__setattr__(self, name, None if value is None else tuple(value))
        if self.date_basis not in DATE_BASES:
            raise ValueError(f"date basis {self.date_basis!r} is none of {', '.join(DATE_BASES)}")
        if self.compare not in COMPARES:
            raise ValueError(f"comparison {self.compare!r} is none of {', '.join(COMPARES)}")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise ValueError(f"the period ends ({self.date_to}) before it begins ({self.date_from})")
        if self.import_call is not None and (self.date_from or self.date_to):
            raise ValueError("what an import brought is chosen in place of a period, not beside one")

    def parameters(self) -> dict[str, object]:
        """Return the fields as one DuckDB struct, the value of `$filters`; payers by their key."""
        values = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        values["payers"] = None if self.payers is None else [payer_key(name) for name in self.payers]
        return values


def _plain(value: object) -> object:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str) else value
