"""The column order of the two files and the way a cell is written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from d9311 import contract

Row = dict[str, Any]
"""One line of a file. Money is whole cents, days are dates; a column that is left out is blank."""

CLAIMS = [column.name for column in contract.CLAIMS]
CONSULTATIONS = [column.name for column in contract.CONSULTATIONS]
MONEY = {column.name for column in contract.CLAIMS if column.kind == "money"}


def dollars(cents: int) -> str:
    """Cents as dollars with two decimals."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def cell(column: str, value: object) -> str:
    """One value as the export shows it; None is a blank cell."""
    if value is None:
        return ""
    if column in MONEY and isinstance(value, int):
        return dollars(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else str(value)
