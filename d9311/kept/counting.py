"""The numbers of a view in the data of now, and what each row counts in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from d9311.conditions.quantities import APART, COUNT, DOLLARS, PART, Place, Quantity, places
from d9311.desk.views import Counted, Number
from d9311.statistics.intervals import wilson

if TYPE_CHECKING:
    import pandas

EPISODES, CONSULTATIONS = "episodes", "consultations"
NOWHERE = Place(APART, None)
Listing = Callable[[str], "pandas.DataFrame"]


@dataclass(frozen=True)
class Counting:
    """Numbers, and what each row counts in them, by item: every row in one of them, and every other episode
    that the filters hold, which says why it is in none.
    """

    numbers: tuple[Number, ...]
    rows: dict[str, Counted]


def count(quantities: Sequence[Quantity], listing: Listing) -> Counting:
    """Count numbers; `listing` gives the rows of a listing, episodes or consultations, under the filters."""
    found = [places(one, listing(CONSULTATIONS if one.of_consultations else EPISODES)) for one in quantities]
    known = _outcomes(listing(EPISODES))
    held = {item for item, (_, _, is_held) in known.items() if is_held}.union(*found)
    rows = {}
    for item in sorted(held):
        stands = [placed.get(item, NOWHERE) for placed in found]
        outcome, decided, _ = known.get(item, ("", "", False))
        at = "".join(str(one.at) for one in stands)
        rows[item] = Counted(at, tuple(one.amount for one in stands), outcome, decided)
    numbers = (number(one, list(placed.values())) for one, placed in zip(quantities, found, strict=True))
    return Counting(tuple(numbers), rows)


def number(quantity: Quantity, stands: Sequence[Place]) -> Number:
    """Return a number from where its rows stand in it."""
    of = len(stands)
    if quantity.kind == DOLLARS:
        known = [one.amount for one in stands if one.amount is not None]
        return Number(quantity, sum(known, Decimal(0)) if known or not of else None, of)
    if quantity.kind == COUNT:
        return Number(quantity, Decimal(of), of)
    part = sum(one.at == PART for one in stands)
    low, high = wilson(part, of) or (None, None)
    return Number(quantity, Decimal(part) / of if of else None, of, part, low, high)


def _outcomes(episodes: pandas.DataFrame) -> dict[str, tuple[str, str, bool]]:
    """Return outcome, day of the decision and whether the filters hold it, of each episode by its item."""
    texts = (episodes[name].astype("string").fillna("").tolist() for name in ("outcome", "decided"))
    held = episodes["in_period"].fillna(False).astype(bool).tolist()
    told = zip(episodes["item_id"].tolist(), *texts, held, strict=True)
    return {item: (outcome, decided[:10], is_held) for item, outcome, decided, is_held in told}
