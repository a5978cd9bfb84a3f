"""Rows of a measure against the second computation, cell by cell, with a message that a person can read."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Row = dict[str, object]
TOLERANCE = 1e-9
PSEUDONYM = "patient"


def is_same(expected: object, actual: object) -> bool:
    """Exact for counts, dates, texts and money; floats to 1e-9. A blank text is the same as null."""
    if expected in (None, "") or actual in (None, ""):
        return expected in (None, "") and actual in (None, "")
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, Decimal) and isinstance(actual, Decimal):
        return expected == actual
    numbers = (int, float, Fraction, Decimal)
    if isinstance(expected, numbers) and isinstance(actual, numbers):
        if isinstance(actual, Decimal) or isinstance(expected, Decimal):
            return type(expected) is type(actual)
        return abs(float(expected) - float(actual)) <= TOLERANCE
    return expected == actual


def differences(name: str, expected: list[Row], actual: list[Row]) -> list[str]:
    """Everything in which two results differ: columns, number of rows, cells."""
    if len(expected) != len(actual):
        return [f"{name}: {len(expected)} rows expected, {len(actual)} found", *_listed(expected, actual)]
    found = []
    for number, (wanted, got) in enumerate(zip(expected, actual, strict=True), start=1):
        if list(wanted) != list(got):
            return [f"{name}: columns {list(wanted)} expected, {list(got)} found"]
        key = next(iter(wanted.values()))
        found += [
            f"{name} row {number} ({key}) {column}: expected {_shown(value)}, found {_shown(got[column])}"
            for column, value in wanted.items()
            if column != PSEUDONYM and not is_same(value, got[column])
        ]
    return found + _pseudonyms(name, expected, actual)


def _pseudonyms(name: str, expected: list[Row], actual: list[Row]) -> list[str]:
    """Pseudonyms tell the same patients apart, and are not their keys."""
    if not expected or PSEUDONYM not in expected[0]:
        return []
    pairs = {(row[PSEUDONYM], other[PSEUDONYM]) for row, other in zip(expected, actual, strict=True)}
    one_to_one = len(pairs) == len({key for key, _ in pairs}) == len({other for _, other in pairs})
    plain = any(key == other for key, other in pairs)
    return [] if one_to_one and not plain else [f"{name}: pseudonyms {sorted(map(str, pairs))}"]


def _listed(expected: list[Row], actual: list[Row]) -> list[str]:
    def keys(rows: list[Row]) -> list[str]:
        return [" / ".join(_shown(value) for value in list(row.values())[:2]) for row in rows]

    return [f"  expected rows: {keys(expected)}", f"  found rows:    {keys(actual)}"]


def _shown(value: object) -> str:
    return f"{float(value):.12g}" if isinstance(value, Fraction) else str(value)
