"""How numbers, dates and foreign text are written on screen: one place, no Streamlit."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from d9311.figures.words import signed, with_minus
from d9311.filters import Filters

Number = int | float | Decimal

UNKNOWN = "–"
MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=@/])")
# What Markdown makes a link of without any mark around it, even of escaped letters:
# an address, a site, an e-mail.
LINK = re.compile(r"https?:(?=//)|www(?=\.)|(?<=\w)(?=@\w)", re.IGNORECASE)
JOINER = "\N{WORD JOINER}"
FEW = 5
WHOLE_DOLLARS = 1000  # from here on without cents


def literal(text: object) -> str:
    """Return foreign text so that Markdown, HTML, maths, colour directives and addresses show as typed.

    An address gets a letter of no width, so that it is no link out of the page.
    """
    one_line = LINK.sub(lambda found: found[0] + JOINER, " ".join(str(text).split()))
    return MARKDOWN.sub(r"\\\1", one_line)


def percent(fraction: Number | None) -> str:
    """Write a fraction 0 to 1 as `75%`."""
    return UNKNOWN if fraction is None else f"{float(fraction) * 100:.0f}%"


def interval(low: Number | None, high: Number | None) -> str:
    """Write two fractions as `41–93%`."""
    if low is None or high is None:
        return UNKNOWN
    return f"{float(low) * 100:.0f}–{float(high) * 100:.0f}%"


def points(low: Number | None, high: Number | None) -> str:
    """Write the ends of a difference of two fractions as `−5 to +13`."""
    if low is None or high is None:
        return UNKNOWN
    return " to ".join(signed(float(end) * 100) for end in (low, high))


def point_change(difference: Number | None) -> str:
    """Write a difference of two fractions as `−9.3 points`, so that parts seen beside it add up to it."""
    if difference is None:
        return UNKNOWN
    tenths = round(float(difference) * 100, 1)
    return f"{signed(tenths, 1)} points" if tenths else "0 points"


def ratio(low: Number | None, high: Number | None) -> str:
    """Write the ends of a ratio as `0.65–1.19`."""
    return UNKNOWN if low is None or high is None else f"{float(low):.2f}–{float(high):.2f}"


def month(value: str) -> str:
    """Write `2025-03` as `Mar 2025`."""
    return f"{date.fromisoformat(f'{value}-01'):%b %Y}"


def count(value: Number | None) -> str:
    """Write a count with thousands separators."""
    return UNKNOWN if value is None else with_minus(f"{int(value):,}")


def dollars(value: Number | None) -> str:
    """Write money in whole dollars from 1,000 up, else with cents."""
    if value is None:
        return UNKNOWN
    return exact_dollars(value) if -WHOLE_DOLLARS < value < WHOLE_DOLLARS else whole_dollars(value)


def whole_dollars(value: Number | None) -> str:
    """Write money without its cents."""
    return UNKNOWN if value is None else with_minus(f"{'-' if value < 0 else ''}${abs(value):,.0f}")


def exact_dollars(value: Number | None) -> str:
    """Write money with its cents, whatever its size, so that what is seen adds up."""
    return UNKNOWN if value is None else with_minus(f"{'-' if value < 0 else ''}${abs(value):,.2f}")


def days(value: Number | None) -> str:
    """Write a number of days; halves occur in medians."""
    if value is None:
        return UNKNOWN
    return f"{float(value):g} day" if float(value) == 1 else f"{float(value):g} days"


def day(value: date | None) -> str:
    """Write a date as `4 Mar 2025`."""
    return UNKNOWN if value is None else f"{value.day} {value:%b %Y}"


def period(first: date | None, last: date | None) -> str:
    """Write a period as `Mar – Aug 2025` when it holds whole months, else by its days."""
    if first is None or last is None:
        known = first or last
        return "All dates" if known is None else (f"from {day(first)}" if first else f"to {day(last)}")
    if first.day == 1 and (date.fromordinal(last.toordinal() + 1)).day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%b %Y}"
        return f"{first:%b} – {last:%b %Y}" if first.year == last.year else f"{first:%b %Y} – {last:%b %Y}"
    return f"{day(first)} – {day(last)}"


def period_of(filters: Filters) -> str:
    """Write the period of filters, or the import in its place."""
    if filters.import_call is not None:
        return f"what import {filters.import_call} brought or changed"
    return period(filters.date_from, filters.date_to)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Write `1 episode`, `8 episodes`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
