"""Dates as exports write them. Day-first or month-first is decided once per column, by all its values.

Read are ISO (also with time or time zone: the calendar date as written), `M/D/YYYY`, `MM/DD/YY`, the same
with points or hyphens where the year has four digits (`31.03.2025`, `03-31-2025`), `YYYY/MM/DD`,
`DD-Mon-YYYY`, `YYYYMMDD`, and Excel's day numbers 20000 to 60000. Two-digit years: 00-69 are 20xx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from d9311.contract import MISSING_DATES
from d9311.ingest.errors import Refused, place
from d9311.ingest.missing import is_missing
from d9311.ingest.times import parse_time

Order = Literal["month-first", "day-first", "iso"]

# Excel counts days from 1900 and takes 1900 for a leap year, so its day 0 is two days before 1900-01-01.
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(20000, 60001)
_MISSING = frozenset(date.fromisoformat(text) for text in MISSING_DATES)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ZONE = r"(?: ?(?:z|utc|gmt|[-+][0-9]{2}(?::?[0-9]{2})?))?"
_CLOCK = rf"(?:(?:t| +)(?P<clock>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:[.,][0-9]+)?)?(?: ?[ap]m)?){_ZONE})?"
_ISO = re.compile(
    rf"([0-9]{{4}})(?P<mark>[-/])([0-9]{{2}})(?P=mark)([0-9]{{2}})(?:{_CLOCK}|{_ZONE})", re.IGNORECASE
)
# Two digits for the year only after slashes: 25-03-31 is no day of 2031.
_SLASHED = re.compile(
    rf"([0-9]{{1,2}})(?P<mark>[/.-])([0-9]{{1,2}})(?P=mark)([0-9]{{4}}|(?<=/)[0-9]{{2}}){_CLOCK}",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"([0-9]{{1,2}})-([a-z]{{3}})-([0-9]{{4}}|[0-9]{{2}}){_CLOCK}", re.IGNORECASE)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"([0-9]{5})(?:\.([0-9]+))?")


@dataclass(frozen=True)
class _Reading:
    """What one text can mean: `either` holds the day-first date of a slashed one beside the month-first."""

    month_first: date | None
    day_first: date | None
    clock: time | None = None
    is_slashed: bool = False
    is_serial: bool = False


@dataclass
class DateColumn:
    """Dates of one column by their text (None where missing or unreadable), and how they were read.

    `times` holds the time of day of texts that have one. `serials` are the texts read as Excel's day
    numbers. `is_order_assumed`: slashed dates are there and none decides which number is the month.
    """

    values: dict[str, date | None] = field(default_factory=dict)
    times: dict[str, time] = field(default_factory=dict)
    order: Order = "iso"
    unreadable: set[str] = field(default_factory=set)
    serials: set[str] = field(default_factory=set)
    slashed: set[str] = field(default_factory=set)
    is_order_assumed: bool = False


def parse_dates(texts: Sequence[str], lines: Sequence[int], column: str, file_name: str) -> DateColumn:
    """Read the distinct texts of one column; `lines[i]` is the first line of `texts[i]`.

    Raises `Refused`, naming a line of each kind, when some dates can only be day-first and others only
    month-first.
    """
    found = DateColumn()
    readings = {text: _read(text.strip()) for text in texts if not is_missing("date", text)}
    slashed = [
        (text, line) for text, line in zip(texts, lines, strict=True) if _is_slashed(readings.get(text))
    ]
    found.slashed = {text for text, _ in slashed}
    if slashed:
        found.order, found.is_order_assumed = _order(slashed, readings, column, file_name)
    for text in texts:
        found.values[text] = None
        if text not in readings:
            continue
        reading = readings[text] or _Reading(None, None)
        day = reading.day_first if found.order == "day-first" else reading.month_first
        if day is None:
            found.unreadable.add(text)
        elif day not in _MISSING:
            found.values[text] = day
            if reading.clock is not None:
                found.times[text] = reading.clock
            if reading.is_serial:
                found.serials.add(text)
    return found


def _is_slashed(reading: _Reading | None) -> bool:
    return reading is not None and reading.is_slashed


def _order(
    slashed: Iterable[tuple[str, int]], readings: dict[str, _Reading | None], column: str, file_name: str
) -> tuple[Order, bool]:
    """Order of the slashed dates, and whether it had to be assumed. A date that exists in one order only
    decides; one that exists in neither says nothing."""
    first_line: dict[Order, int] = {}
    for text, line in slashed:
        reading = readings[text]
        assert reading is not None
        if (reading.month_first is None) == (reading.day_first is None):
            continue
        order: Order = "month-first" if reading.month_first else "day-first"
        first_line[order] = min(line, first_line.get(order, line))
    if len(first_line) == 2:
        raise Refused(
            f"{place(file_name, None, column)}: the date in line {first_line['month-first']:,} can only be "
            f"month/day/year, the one in line {first_line['day-first']:,} only day/month/year. "
            "Export the column in one format, best as 2025-03-31."
        )
    return next(iter(first_line), "month-first"), not first_line


def _read(text: str) -> _Reading | None:
    """What a trimmed text can mean; None when it has none of the formats."""
    if match := _ISO.fullmatch(text):
        return _with_clock(match, _day(match[1], match[3], match[4]))
    if match := _SLASHED.fullmatch(text):
        first, second, year = match[1], match[3], match[4]
        return _with_clock(match, _day(year, first, second), _day(year, second, first), is_slashed=True)
    if match := _NAMED.fullmatch(text):
        name = match[2].lower()
        return _with_clock(
            match, _day(match[3], str(_MONTHS.index(name) + 1), match[1]) if name in _MONTHS else None
        )
    if match := _COMPACT.fullmatch(text):
        day = _day(match[1], match[2], match[3])
        return _Reading(day, day)
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _EXCEL_DAYS:
        day = _EXCEL_EPOCH + timedelta(days=int(match[1]))
        seconds = round(float(f"0.{match[2] or 0}") * 86400)
        clock = (datetime.min + timedelta(seconds=min(seconds, 86399))).time() if seconds else None
        return _Reading(day, day, clock, is_serial=True)
    return None


def _with_clock(
    match: re.Match[str], month_first: date | None, day_first: date | None = None, *, is_slashed: bool = False
) -> _Reading | None:
    day_first = day_first if is_slashed else month_first
    written = match["clock"]
    clock = parse_time(written) if written else None
    return None if written and clock is None else _Reading(month_first, day_first, clock, is_slashed)


def _day(year: str, month: str, day: str) -> date | None:
    """A calendar date; None when there is no such day."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= 69 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
