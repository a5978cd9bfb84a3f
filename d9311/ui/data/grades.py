"""Which measure this export can carry: usable, with care, or not computable, and because of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import queries
from d9311.ui.show import words

# Below this share of filled rows a grouping says more about the gaps than about the groups: a house rule.
ENOUGH = 0.8

USABLE, CARE, NOT = "● usable", "◐ with care", "○ not computable"


@dataclass(frozen=True)
class Need:
    """What a measure reads, as its header says it.

    In the header: `graded: 60 Time to the decision` is its place and name in the list; `needs:
    claims: submitted_date, provider_id or provider_name` the file and the columns without which it
    cannot be computed (one of those joined by `or` will do); `better with:` columns that help;
    `filled:` columns whose blanks weaken it.
    """

    place: int
    title: str
    file: str
    all_of: tuple[tuple[str, ...], ...]
    better_with: tuple[str, ...]
    filled: tuple[str, ...]


def need_of(header: Mapping[str, str]) -> Need:
    """Read what the header of a graded measure says that it needs."""
    place, _, title = header["graded"].partition(" ")
    file, _, columns = header["needs"].partition(": ")
    groups = tuple(tuple(group.split(" or ")) for group in _listed(columns))
    return Need(
        int(place), title, file, groups, _listed(header.get("better with")), _listed(header.get("filled"))
    )


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()


@cache
def needs() -> tuple[Need, ...]:
    """Return what the graded measures need, in the order of the list."""
    headers = (queries.describe(name) for name in queries.names())
    found = (need_of(header) for header in headers if "graded" in header)
    return tuple(sorted(found, key=lambda need: need.place))


def grades(
    exported: Mapping[str, Sequence[str]], filled: Mapping[str, float | None], keeps_history: bool
) -> list[dict[str, str]]:
    """Grade every measure by the columns that the loaded files have and how far they are filled.

    `exported` maps a kind of file to its columns, and lacks a kind that is not loaded; `filled` maps a
    column to the share (0 to 1) of rows in which it has a value.
    """
    rows = [_grade(need, exported, filled) for need in needs()]
    history = (
        ""
        if keeps_history
        else "the export keeps no history: one decision a line, and no column of resends or appeals"
    )
    first = {
        "measure": "Approval at the first decision",
        "grade": USABLE if keeps_history else NOT,
        "because": history,
    }
    return [rows[0], first, *rows[1:]]


def _grade(
    need: Need, exported: Mapping[str, Sequence[str]], filled: Mapping[str, float | None]
) -> dict[str, str]:
    if need.file not in exported:
        return _row(need, NOT, f"no {need.file} file is loaded")
    there = set(exported[need.file])
    lacking = [group for group in need.all_of if not there & set(group)]
    if lacking:
        return _row(need, NOT, " and ".join(_missing(group) for group in lacking))
    helpful = [column for column in need.better_with if column not in there]
    if helpful:
        return _row(need, CARE, f"{_missing_all(helpful)}: what needs it is left out and said so")
    sparse = {column: filled.get(column) for column in need.filled}
    blanks = [
        f"{column} is blank in {words.percent(1 - share)}"
        for column, share in sparse.items()
        if share is not None and share < ENOUGH
    ]
    return _row(need, CARE, f"{' and '.join(blanks)} of the rows") if blanks else _row(need, USABLE, "")


def _row(need: Need, grade: str, because: str) -> dict[str, str]:
    return {"measure": need.title, "grade": grade, "because": because}


def _missing(group: Sequence[str]) -> str:
    if len(group) == 1:
        return f"column {group[0]} is missing"
    return f"none of the columns {', '.join(group)} is there"


def _missing_all(columns: Sequence[str]) -> str:
    return (
        f"column {columns[0]} is missing"
        if len(columns) == 1
        else f"columns {', '.join(columns)} are missing"
    )


def in_words(rows: Sequence[Mapping[str, str]]) -> str:
    """Return the grades in one line."""
    counts = {grade: sum(row["grade"] == grade for row in rows) for grade in (USABLE, CARE, NOT)}
    return " · ".join(f"{number} {grade[2:]}" for grade, number in counts.items() if number)
