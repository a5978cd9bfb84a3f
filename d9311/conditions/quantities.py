"""A number as conditions: the rows that it is of, and those of them that it counts or the column it adds up.

So every number that opens its rows can be kept, and what changed it told to the claim (see `work.md`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from d9311.conditions.rows import Conditions, narrow

if TYPE_CHECKING:
    import pandas

RATE, COUNT, DOLLARS = "rate", "count", "dollars"
APART, OF, PART = 0, 1, 2  # where a row stands: in neither number, in the denominator, in both


@dataclass(frozen=True)
class Quantity:
    """A number by its rows. `kind`: a rate is `part` of `rows`, a count is the `rows`, dollars are the sum of
    their column `sums`. `part`: the conditions that the numerator has beside those of `rows`, or instead.
    """

    label: str
    kind: str
    rows: Conditions
    part: Conditions | None = None
    sums: str = ""

    @property
    def of_consultations(self) -> bool:
        """Whether its rows are consultations; else they are episodes."""
        return self.rows.get("list") == "consultations"

    def within(self, conditions: Conditions) -> Quantity:
        """Return it under conditions more, as on the card of a payer."""
        return replace(self, rows={**conditions, **self.rows})


class Place(NamedTuple):
    """Where a row stands in a number, and its dollars, where it is of dollars and they are known."""

    at: int
    amount: Decimal | None


# What every kept view holds, beside the numbers that its page showed.
STANDARD = (
    Quantity("Approval rate", RATE, {"outcome": "decided"}, {"outcome": "approved"}),
    Quantity(
        "Records that are complete",
        RATE,
        {"list": "consultations", "element": "strict", "state": "applicable"},
        {"state": "present"},
    ),
    Quantity("D9311 episodes", COUNT, {"outcome": "counted"}),
    Quantity("Plans paid", DOLLARS, {"outcome": "counted"}, sums="paid"),
    Quantity("Dollars denied", DOLLARS, {"outcome": "denied"}, sums="denied_amount"),
)


def places(quantity: Quantity, rows: pandas.DataFrame) -> dict[str, Place]:
    """Return the rows of a listing, episodes or consultations, that a number is of, each by its item."""
    fits = narrow(rows, quantity.rows, ["item_id", *([quantity.sums] if quantity.sums else [])])
    items = fits["item_id"].tolist()
    if quantity.kind == DOLLARS:
        amounts = fits[quantity.sums].tolist()
        return {
            item: Place(OF, amount if isinstance(amount, Decimal) else None)
            for item, amount in zip(items, amounts, strict=True)
        }
    if quantity.part is None:
        return dict.fromkeys(items, Place(OF, None))
    part = set(narrow(rows, {**quantity.rows, **quantity.part}, ["item_id"])["item_id"])
    return {item: Place(PART if item in part else OF, None) for item in items}


def distinct(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the numbers without those that count what one before them counts."""
    found: dict[tuple[object, ...], Quantity] = {}
    for one in quantities:
        found.setdefault((one.kind, _key(one.rows), _key(one.part or {}), one.sums), one)
    return list(found.values())


def _key(conditions: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(conditions.items()))
