"""Grouping and ordering that all measures share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from tests.oracle.episode import Episode

Unit = TypeVar("Unit")


def nulls_last(*values: object) -> tuple:
    """A sort key by code point, nulls last."""
    return tuple((value is None, "" if value is None else value) for value in values)


def grouped(units: Iterable[Unit], key: Callable[[Unit], tuple]) -> list[tuple[tuple, list[Unit]]]:
    """Groups with their members, sorted by group, nulls last."""
    groups: dict[tuple, list[Unit]] = {}
    for unit in units:
        groups.setdefault(key(unit), []).append(unit)
    return sorted(groups.items(), key=lambda entry: nulls_last(*entry[0]))


def month(day: date | None) -> str | None:
    return None if day is None else f"{day.year:04d}-{day.month:02d}"


def count(units: Iterable[Unit], test: Callable[[Unit], object]) -> int:
    return sum(1 for unit in units if test(unit))


def first_decided(episodes: Iterable[Episode]) -> int:
    return count(episodes, lambda one: one.first_approved or one.first_denied)


def first_denied(episodes: Iterable[Episode]) -> int:
    return count(episodes, lambda one: one.first_denied)
