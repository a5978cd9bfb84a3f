"""How values of a file are written in a letter, each with the number of its source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from d9311 import contract
from d9311.packet.document import Line, Place, Span, inert, line
from d9311.packet.facts import Cell

CODE = "D9311"
CODE_NAME = "consultation with a medical health care professional"
MISSING = Span("[not in the record]", "missing")
BLANK = "_" * 24
SHORT_BLANK = "_" * 14


def day(value: date) -> str:
    """Return a day as American letters write it: March 5, 2025."""
    return f"{value:%B} {value.day}, {value.year}"


def written(kind: str, column: str, value: str) -> str:
    """Return a stored value as a letter writes it; a text stands as it is.

    >>> written("claims", "service_date", "2025-03-05"), written("claims", "billed_amount", "1095.00")
    ('March 5, 2025', '$1,095.00')
    >>> written("claims", "paid_amount", "-40.00")
    '−$40.00'
    """
    of = contract.column(kind, column).kind if kind in contract.FILES else "text"
    if of == "date":
        return day(date.fromisoformat(value))
    if of == "money":
        amount = Decimal(value)
        return f"{'−' if amount < 0 else ''}${abs(amount):,.2f}"
    if of == "time":
        return _clock(time.fromisoformat(value))
    if of == "timestamp":
        moment = datetime.fromisoformat(value)
        return f"{day(moment.date())}, {_clock(moment.time())}"
    if of == "boolean":
        return "yes" if value == "true" else "no"
    return inert(value)


def _clock(value: time) -> str:
    half = "am" if value.hour < 12 else "pm"
    return f"{(value.hour - 1) % 12 + 1}:{value.minute:02d} {half}"


def source(cell: Cell) -> Span:
    """Return the number of a cell in the appendix, still to be given (`numbered`)."""
    place = Place(
        cell.column, inert(cell.value), cell.file_name, cell.line, cell.imported, cell.is_segment
    )  # fmt: skip
    return Span("", "source", place)


def said(cell: Cell | None) -> Line:
    """Return a value with its source, or the visible blank."""
    if cell is None:
        return (MISSING,)
    return line(written(cell.kind, cell.column, cell.value), source(cell))


def quoted(cell: Cell | None) -> Line:
    """Return a note in its own words, in quotation marks, with its source, or the visible blank."""
    if cell is None:
        return (MISSING,)
    words = f"\N{LEFT DOUBLE QUOTATION MARK}{inert(cell.value)}\N{RIGHT DOUBLE QUOTATION MARK}"
    return line(words, source(cell))


def listed(cells: Iterable[Line], between: str = ", ") -> Line:
    """Return several values one after the other, or the visible blank."""
    parts = [part for cell in cells for part in (between, cell)]
    return line(*parts[1:]) if parts else (MISSING,)
