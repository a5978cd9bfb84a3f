"""Dates as exports write them. Day-first or month-first is decided once for a file,
by all its columns of dates.

Read are ISO (also with time or time zone: the calendar date as written, and `2025/3/5`), `M/D/YYYY`,
`MM/DD/YY`, the same with points or hyphens where the year has four digits (`31.03.2025`, `03-31-2025`), names
of months (`05-Mar-25`, `Mar 5, 2025`, `5 March 2025`), `YYYYMMDD`, also with a time (`20250305T0930`), and
Excel's day numbers 20000 to 60000. Two-digit years: 00-69 are 20xx. See `moments`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from d9311.contract import QUIET_MISSING_DATE
from d9311.ingest.errors import Refused, place
from d9311.ingest.values.missing import is_missing
from d9311.ingest.values.moments import NO_DATES, Moment, read_moment

Order = Literal["month-first", "day-first", "iso"]

_QUIET = {date.fromisoformat(QUIET_MISSING_DATE)}
IN_WORDS: dict[Order, str] = {"month-first": "month/day/year", "day-first": "day/month/year"}


@dataclass
class DateColumn:
    """Dates of one column by their text (None where missing or unreadable), and how they were read.

    `times` holds the time of day of texts that have one. `serials` are the texts read as Excel's
    day numbers. `is_order_assumed`: slashed dates are there and none, in the whole file, decides
    which number is the month. `is_order_own`: they decide it against the order of the file. `none`:
    texts of dates that mean none.
    """

    values: dict[str, date | None] = field(default_factory=dict)
    times: dict[str, time] = field(default_factory=dict)
    order: Order = "iso"
    unreadable: set[str] = field(default_factory=set)
    serials: set[str] = field(default_factory=set)
    slashed: set[str] = field(default_factory=set)
    none: set[str] = field(default_factory=set)
    is_order_assumed: bool = False
    is_order_own: bool = False


@dataclass(frozen=True)
class FileOrder:
    """The order of the dates of a file: that of most dates which decide.

    `is_sure`: no column says another.
    """

    order: Order
    is_sure: bool


def parse_dates(
    texts: Sequence[str],
    lines: Sequence[int],
    column: str,
    file_name: str,
    of_file: FileOrder | None = None,
) -> DateColumn:
    """Read the distinct texts of one column; `lines[i]` is the first line of `texts[i]`.

    Raises `Refused`, naming a line of each kind, when some dates can only be day-first and others only
    month-first.
    """
    found = DateColumn()
    readings = {text: read_moment(text) for text in texts if not is_missing("date", text)}
    slashed = [
        (text, line) for text, line in zip(texts, lines, strict=True) if _is_slashed(readings.get(text))
    ]
    found.slashed = {text for text, _ in slashed}
    if slashed:
        own, _ = _own_order(slashed, readings, column, file_name)
        found.order = own or (of_file.order if of_file else "month-first")
        found.is_order_assumed = own is None and not (of_file and of_file.is_sure)
        found.is_order_own = own is not None and of_file is not None and own != of_file.order
    for text in texts:
        found.values[text] = None
        if text in readings:
            _keep(found, text, readings[text] or Moment(None, None))
    return found


def _keep(found: DateColumn, text: str, reading: Moment) -> None:
    """Keep what a text says, now that the order of its column is known."""
    day = reading.day_first if found.order == "day-first" else reading.month_first
    if none := NO_DATES & {reading.month_first, reading.day_first}:
        if none != _QUIET:
            found.none.add(text)
    elif day is None:
        found.unreadable.add(text)
    else:
        found.values[text] = day
        if reading.clock is not None:
            found.times[text] = reading.clock
        if reading.is_serial:
            found.serials.add(text)


def order_of_file(deciding: Iterable[tuple[Order | None, int]]) -> FileOrder | None:
    """The order of a file, by what each of its columns decides and by how many
    dates; None where none does.
    """
    counts: dict[Order, int] = {}
    for order, count in deciding:
        if order:
            counts[order] = counts.get(order, 0) + count
    if not counts:
        return None
    best = max(sorted(counts, reverse=True), key=lambda order: counts[order])
    return FileOrder(best, len(counts) == 1)


def own_order(
    texts: Sequence[str], lines: Sequence[int], column: str, file_name: str
) -> tuple[Order | None, int]:
    """The order that the dates of one column decide, and how many do. Raises `Refused`, see `parse_dates`."""
    readings = {text: read_moment(text) for text in texts}
    slashed = [(text, line) for text, line in zip(texts, lines, strict=True) if _is_slashed(readings[text])]
    return _own_order(slashed, readings, column, file_name)


def _is_slashed(reading: Moment | None) -> bool:
    return reading is not None and reading.is_slashed


def _own_order(
    slashed: Iterable[tuple[str, int]], readings: dict[str, Moment | None], column: str, file_name: str
) -> tuple[Order | None, int]:
    """A date that exists in one order only decides;
    one that exists in neither says nothing, nor does one that means none.
    """
    first_line: dict[Order, int] = {}
    count = 0
    for text, line in slashed:
        reading = readings[text]
        assert reading is not None
        if (reading.month_first is None) == (reading.day_first is None):
            continue
        if (reading.month_first or reading.day_first) in NO_DATES:
            continue
        order: Order = "month-first" if reading.month_first else "day-first"
        first_line[order] = min(line, first_line.get(order, line))
        count += 1
    if len(first_line) == 2:
        raise Refused(
            f"{place(file_name, None, column)}: the date in line {first_line['month-first']:,} can only be "
            f"month/day/year, the one in line {first_line['day-first']:,} only day/month/year. "
            "Export the column in one format, best as 2025-03-31."
        )
    return next(iter(first_line), None), count
