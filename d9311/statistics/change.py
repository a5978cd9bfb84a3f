"""Why did a rate change? The change of an approval rate, split exactly into its causes.

Payer mix: more of the decided claims came from payers that approve more, or less. Rate within payers: payers
approve more or less than they did. The two add up to the change, and so do the parts of each payer.
Source: Kitagawa 1955, Journal of the American Statistical Association 50:1168-1194 (decomposition with the
average of both periods as weights, so that nothing is left over).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

NONE = Fraction(0)
Counts = Mapping[str | None, tuple[int, int]]
"""Approved and decided claims of each group."""


@dataclass(frozen=True)
class Part:
    """What one group carries of a change: by its share of the claims (mix) and by its own rate."""

    group: str | None
    approved_before: int
    decided_before: int
    approved: int
    decided: int
    mix: Fraction
    within: Fraction

    @property
    def total(self) -> Fraction:
        """Return what the group carries in all."""
        return self.mix + self.within


@dataclass(frozen=True)
class Change:
    """A change of the rate of all groups together: counts before and after, and its parts, largest first.

    Exact fractions, so that the parts add up to the change to the last digit.
    """

    approved_before: int
    decided_before: int
    approved: int
    decided: int
    parts: tuple[Part, ...]

    @property
    def total(self) -> Fraction:
        """Return the rate after minus the rate before."""
        return Fraction(self.approved, self.decided) - Fraction(self.approved_before, self.decided_before)

    @property
    def mix(self) -> Fraction:
        """Return what the groups' shares of the claims carry of the change."""
        return sum((part.mix for part in self.parts), NONE)

    @property
    def within(self) -> Fraction:
        """Return what the groups' own rates carry of the change."""
        return sum((part.within for part in self.parts), NONE)


@dataclass(frozen=True)
class Reason:
    """Claims denied for one reason before and after, and what that carries of the change in the rate."""

    reason: str
    denied_before: int
    denied: int
    total: Fraction


def change(before: Counts, after: Counts) -> Change | None:
    """Return the change of the pooled rate split by group; None where nothing is decided on either side.

    A group's mix is the change of its share times how far its rate lies above the rate of all (both averaged
    over the two periods): a payer that approves little and grows pulls the rate down. A group that is there
    in one period only has one rate, so all that it carries is mix.
    """
    decided_before, decided = _total(before, 1), _total(after, 1)
    if not decided_before or not decided:
        return None
    approved_before, approved = _total(before, 0), _total(after, 0)
    middle = (Fraction(approved_before, decided_before) + Fraction(approved, decided)) / 2
    parts = []
    for group in {**before, **after}:
        old, new = before.get(group, (0, 0)), after.get(group, (0, 0))
        if not old[1] and not new[1]:
            continue
        shares = Fraction(old[1], decided_before), Fraction(new[1], decided)
        rates = _rate(old) if old[1] else _rate(new), _rate(new) if new[1] else _rate(old)
        mix = (shares[1] - shares[0]) * (sum(rates, NONE) / 2 - middle)
        within = (rates[1] - rates[0]) * sum(shares, NONE) / 2
        parts.append(Part(group, *old, *new, mix, within))
    parts.sort(key=lambda part: (-abs(part.total), str(part.group)))
    return Change(approved_before, decided_before, approved, decided, tuple(parts))


def reasons(before: Mapping[str, int], after: Mapping[str, int], of: Change) -> list[Reason]:
    """Return what each denial reason carries of a change, largest first; together they are all of it.

    A reason carries minus the change of its share of the decided claims. `before` and `after` hold the denied
    claims of each reason; their sums must be those of `of`.
    """
    found = []
    for reason in {**before, **after}:
        old, new = before.get(reason, 0), after.get(reason, 0)
        carries = Fraction(old, of.decided_before) - Fraction(new, of.decided)
        found.append(Reason(reason, old, new, carries))
    return sorted(found, key=lambda one: (-abs(one.total), one.reason))


def by_group(rows: Iterable[Mapping[str, Any]], column: str) -> dict[str | None, tuple[int, int]]:
    """Add up approved and decided of rows by a column."""
    sums: dict[str | None, tuple[int, int]] = {}
    for row in rows:
        approved, decided = sums.get(row[column], (0, 0))
        sums[row[column]] = approved + row["approved"], decided + row["decided"]
    return sums


def by_reason(rows: Sequence[Mapping[str, Any]], column: str) -> dict[str, int]:
    """Add up the denied claims of rows by a column."""
    sums: dict[str, int] = {}
    for row in rows:
        if row["decided"] > row["approved"]:
            sums[row[column]] = sums.get(row[column], 0) + row["decided"] - row["approved"]
    return sums


def _total(counts: Counts, place: int) -> int:
    return sum(pair[place] for pair in counts.values())


def _rate(pair: tuple[int, int]) -> Fraction:
    return Fraction(pair[0], pair[1])
