"""How a kept number, its filters and a difference are written; no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from d9311.conditions.quantities import COUNT, DOLLARS, RATE
from d9311.desk.views import Number, View
from d9311.figures.words import signed
from d9311.kept.differences import AMOUNT, ENTERED, LEFT, TURNED, Difference, Sums, sums_of
from d9311.ui.show import words

BASES = {"service": "", "submitted": "by the date first sent", "decided": "by the date of the decision"}
DID = {ENTERED: "came in", LEFT: "went out", TURNED: "turned", AMOUNT: "changed their amount"}


def number_in_words(number: Number) -> str:
    """Write a number as `Approval rate 71% (206/292)`."""
    return f"{number.quantity.label} {value_of(number)}{of_in_words(number)}"


def value_of(number: Number) -> str:
    """Write a number's value; a rate over fewer than five by its counts."""
    if number.quantity.kind == RATE:
        if number.denominator < words.FEW:
            return f"{number.numerator or 0} of {number.denominator}"
        return words.percent(number.value)
    return words.count(number.value) if number.quantity.kind == COUNT else words.exact_dollars(number.value)


def of_in_words(number: Number) -> str:
    """Write what a number is of, in brackets; blank where its value says it."""
    if number.quantity.kind == RATE and number.denominator >= words.FEW:
        return f" ({number.numerator or 0:,}/{number.denominator:,})"
    if number.quantity.kind == DOLLARS:
        return f" ({words.plural(number.denominator, 'claim')})"
    return ""


def interval_of(number: Number) -> str:
    """Write the ends of the 95% interval of a rate, blank where it has none."""
    if number.low is None or number.denominator < words.FEW:
        return ""
    return words.interval(number.low, number.high)


def filters_in_words(view: View, practices: Mapping[str, str]) -> str:
    """Write the filters of a view: its period first, then what it is narrowed to; `practices`: what they are
    called, by id.
    """
    filters = view.kept.filters
    parts = [words.period_of(filters), BASES[filters.date_basis]]
    if filters.as_of:
        parts.append(f"as of {words.day(filters.as_of)}")
    parts += [practices.get(one, one) for one in filters.practices or ()]
    of_all = set.intersection(*(set(one.quantity.rows.items()) for one in view.kept.numbers))
    parts += sorted(value for _, value in of_all)  # as on the card of a payer
    for chosen in (filters.payers, filters.providers, filters.scenarios):
        parts += [one.replace("_", " ") if chosen is filters.scenarios else one for one in chosen or ()]
    return ", ".join(part for part in parts if part)


def difference_in_words(found: Sequence[Difference], then: Number) -> str:
    """Write what made a number another one: `2 came in (1 of them counted), 1 went out (1); 3 turned`."""
    if not found:
        return "Nothing changed."
    parts = []
    for kind in (ENTERED, LEFT, TURNED, AMOUNT):
        some = [one for one in found if one.kind == kind]
        if some:
            parts.append(f"{len(some):,} {DID[kind]}{_adding(kind, some, then)}")
    return ", ".join(parts)


def _adding(kind: str, some: Sequence[Difference], then: Number) -> str:
    sums: Sums = sums_of(some)
    if then.quantity.kind == DOLLARS:
        return f" ({'+' if sums.amount > 0 else ''}{words.exact_dollars(sums.amount)})"
    if then.quantity.kind != RATE:
        return ""
    if kind != TURNED:
        return f" ({signed(sums.part) if sums.part else '0'} in the numerator)"
    up = sum(one.part > 0 for one in some)
    return f" ({up:,} into the numerator, {len(some) - up:,} out of it)"
