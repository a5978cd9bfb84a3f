"""The reference lists that the project ships and a practice may edit."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "d9311" / "reference"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def denial_codes() -> dict[tuple[str, str], tuple[int, str]]:
    """(kind, code) -> (place in the file, category)."""
    rows = enumerate(_rows("denial_codes.csv"))
    return {(row["kind"], row["code"]): (place, row["category"]) for place, row in rows}


@cache
def scenarios() -> list[dict[str, str]]:
    return _rows("scenarios.csv")


@cache
def same_day_codes() -> set[str]:
    return {row["code"] for row in _rows("same_day_codes.csv")}


@cache
def treatment_prefixes() -> dict[str, bool]:
    return {row["prefix"]: row["is_treatment"] == "yes" for row in _rows("treatment_codes.csv")}


@cache
def _steps() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["next_step"], row["route"]) for row in _rows("denial_codes.csv")}


def denial_step(code: str | None) -> tuple[str | None, str]:
    """The next step after a denial code, None where the file has none, and its route."""
    return _steps().get(code or "", (None, ""))
