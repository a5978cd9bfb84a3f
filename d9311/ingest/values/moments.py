"""What one text can mean as a day, with or without a time of day; a column's order is decided in `dates`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from d9311.contract import MISSING_DATES
from d9311.ingest.values.plain import plain
from d9311.ingest.values.times import CLOCK, ZONE, parse_time

NO_DATES = frozenset(date.fromisoformat(text) for text in MISSING_DATES)
# Excel counts days from 1900 and takes 1900 for a leap year, so its day 0 is two days before 1900-01-01.
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(20000, 60001)

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september") + (
    "october",
    "november",
    "december",
)
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCKED = rf"(?:(?:t|,? )(?P<clock>{CLOCK}){ZONE}?)?"

_ISO = re.compile(
    rf"([0-9]{{4}})(?P<mark>[-/.])([0-9]{{1,2}})(?P=mark)([0-9]{{1,2}})(?:{_CLOCKED}|{ZONE})", re.IGNORECASE
)
# Two digits for the year only after slashes: 25-03-31 is no day of 2031.
_SLASHED = re.compile(
    rf"([0-9]{{1,2}})(?P<mark>[/.-])([0-9]{{1,2}})(?P=mark)([0-9]{{4}}|(?<=/)[0-9]{{2}}){_CLOCKED}",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})"
    rf"(?:\.0+|[t ]?(?P<clock>[0-9]{{4}}(?:[0-9]{{2}})?)(?:[.,][0-9]+)?{ZONE}?)?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"([0-9]{5})(?:\.([0-9]+))?")
_NAMED = tuple(
    re.compile(pattern + _CLOCKED, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?[- /]?(?:of )?{_MONTH},?[- /]?"
        r"(?P<year>[0-9]{4}|(?<=-)[0-9]{2})",
        rf"{_WEEKDAY}{_MONTH}[- ]?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:, ?|[- ])(?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}})[- ]?{_MONTH}[- ]?(?P<day>[0-9]{{1,2}})",
    )
)  # fmt: skip
# `Wed Mar 05 00:00:00 EST 2025`, as Unix and Java write it.
_YEAR_LAST = re.compile(
    rf"{_WEEKDAY}{_MONTH} (?P<day>[0-9]{{1,2}}) (?P<clock>{CLOCK}){ZONE}? (?P<year>[0-9]{{4}})", re.IGNORECASE
)


@dataclass(frozen=True)
class Moment:
    """What one text can mean: `day_first` holds the day-first date of a slashed
    one beside the month-first.
    """

    month_first: date | None
    day_first: date | None
    clock: time | None = None
    is_slashed: bool = False
    is_serial: bool = False


def read_moment(text: str) -> Moment | None:
    """What a text can mean as a date, with or without a time; None when it has none of the formats."""
    text = plain(text)
    if match := _ISO.fullmatch(text):
        return _with_clock(match["clock"], _day(match[1], match[3], match[4]))
    if match := _SLASHED.fullmatch(text):
        first, second, year = match[1], match[3], match[4]
        month_first, day_first = _day(year, first, second), _day(year, second, first)
        return _with_clock(match["clock"], month_first, day_first, is_slashed=True)
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _EXCEL_DAYS:
        day = _EXCEL_EPOCH + timedelta(days=int(match[1]))
        return Moment(day, day, _part_of_day(f"0.{match[2] or 0}"), is_serial=True)
    if match := _COMPACT.fullmatch(text):
        return _with_clock(match["clock"], _day(match["year"], match["month"], match["day"]))
    if " " in text and "  " in text:
        text = " ".join(text.split())
    for pattern in (*_NAMED, _YEAR_LAST):
        if match := pattern.fullmatch(text):
            month = str(_MONTH_NUMBERS[match["month"].lower()])
            return _with_clock(match["clock"], _day(match["year"], month, match["day"]))
    return None


def time_of_day(text: str) -> tuple[time | None, bool]:
    """The time of day in a text that may name a day as well, and whether the text says that there is none.

    There is none where midnight stands beside a date that means none (`12/30/1899 12:00:00 AM`).
    """
    if clock := parse_time(text):
        return clock, False
    number = plain(text)
    if _is_part_of_day(number):
        return _part_of_day(number.replace(",", ".")), False
    moment = read_moment(text)
    day = moment and (moment.month_first or moment.day_first)
    if moment is None or day is None:
        return None, False
    if day in NO_DATES and moment.clock in (None, time()):
        return None, True
    return (moment.clock if moment.clock != time() else None), False


# A fraction of the day has many decimals; with one or two it may as well be hours and minutes, or hours.
_FRACTION = re.compile(r"0?[.,](?:[0-9]{3,}|5|25|50|75)")


def _is_part_of_day(text: str) -> bool:
    return _FRACTION.fullmatch(text) is not None and any(digit in "123456789" for digit in text)


def _part_of_day(number: str) -> time | None:
    """The time of Excel's fraction of a day, to the second; None for none."""
    seconds = round(float(number) * 86400)
    return (datetime.min + timedelta(seconds=min(seconds, 86399))).time() if seconds else None


def _with_clock(
    written: str | None, month_first: date | None, day_first: date | None = None, *, is_slashed: bool = False
) -> Moment | None:
    day_first = day_first if is_slashed else month_first
    clock = parse_time(written) if written else None
    return None if written and clock is None else Moment(month_first, day_first, clock, is_slashed)


def _day(year: str, month: str, day: str) -> date | None:
    """A calendar date; None when there is no such day."""
    number = int(year)
    if len(year) == 2:
        number += 2000 if number <= 69 else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
