"""What made a number of a kept view another one, claim by claim; the differences add up (see `work.md`).

Pure: rows that counted then, and rows that count now, in; differences out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from d9311.conditions.quantities import APART, DOLLARS, PART, Quantity
from d9311.desk.views import Counted

ENTERED, LEFT, TURNED, AMOUNT = KINDS = ("entered", "left", "turned", "amount")


@dataclass(frozen=True)
class Pair:
    """A row then and now. `item`: what it is called now, blank where it is not in the data, or where another
    row has become one with it (`is_merged`); `was`: what it was called then, blank where it was not there.
    `then`, `now`: None where it counted in no number and the filters did not hold it.
    """

    item: str
    was: str
    then: Counted | None
    now: Counted | None
    is_merged: bool = False


@dataclass(frozen=True)
class Difference:
    """A row that a number counts otherwise now. `part`, `amount`: what it adds to the numerator and to the
    dollars, negative where it takes away; `of`: to the denominator.
    """

    kind: str
    pair: Pair
    of: int
    part: int
    amount: Decimal


@dataclass(frozen=True)
class Sums:
    """Denominator, numerator and dollars: of a number, or of some differences together."""

    of: int
    part: int
    amount: Decimal


def pair_up(
    then: Mapping[int, Counted],
    names: Mapping[int, str],
    present: Mapping[str, Sequence[int]],
    now: Mapping[str, Counted],
) -> list[Pair]:
    """Return every row of then with the one it is now, then those that only count now.

    `names`: what entries were called; `present`: the entries of each present item. Where several rows became
    one, it is the row of the lowest entry, and the others left.
    """
    item_of = {entry: item for item, entries in present.items() for entry in entries}
    taken: set[str] = set()
    pairs = []
    for entry in sorted(then):
        item = item_of.get(entry, "")
        is_merged = item in taken
        if item and not is_merged:
            taken.add(item)
        now_there = now.get(item) if item and not is_merged else None
        pairs.append(Pair("" if is_merged else item, names[entry], then[entry], now_there, is_merged))
    return pairs + [Pair(item, "", None, now[item]) for item in sorted(now.keys() - taken)]


def differences(pairs: Iterable[Pair], place: int, quantity: Quantity) -> list[Difference]:
    """Return what is counted otherwise now in the number at a place of the view."""
    found = []
    for pair in pairs:
        was, amount_then = _stood(pair.then, place)
        at, amount_now = _stood(pair.now, place)
        part = (at == PART) - (was == PART)
        amount = amount_now - amount_then
        if was == APART != at:
            found.append(Difference(ENTERED, pair, 1, part, amount))
        elif was != APART == at:
            found.append(Difference(LEFT, pair, -1, part, amount))
        elif part:
            found.append(Difference(TURNED, pair, 0, part, amount))
        elif quantity.kind == DOLLARS and amount:
            found.append(Difference(AMOUNT, pair, 0, 0, amount))
    return found


def sums_of(found: Iterable[Difference]) -> Sums:
    """Return what differences come to together."""
    listed = list(found)
    return Sums(
        sum(one.of for one in listed),
        sum(one.part for one in listed),
        sum((one.amount for one in listed), Decimal(0)),
    )


def _stood(counted: Counted | None, place: int) -> tuple[int, Decimal]:
    if counted is None:
        return APART, Decimal(0)
    return int(counted.at[place]), counted.amounts[place] or Decimal(0)
