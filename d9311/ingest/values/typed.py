"""Texts of one column read as what the contract says they are.

A column is read from its distinct texts, few against its rows; the loader joins the values back. Identifiers
and text are not read, only trimmed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from d9311.contract import ENUMERATIONS, FALSE_WORDS, TRUE_WORDS, ColumnSpec
from d9311.ingest.errors import place
from d9311.ingest.values.dates import IN_WORDS, DateColumn, FileOrder, Order, parse_dates
from d9311.ingest.values.missing import is_missing
from d9311.ingest.values.moments import time_of_day
from d9311.ingest.values.money import DecimalMark, parse_money
from d9311.ingest.values.plain import plain

Value = date | datetime | time | Decimal | int | float | bool | str

_INTEGER = re.compile(r"([-+]?[0-9]{1,18})(?:\.0*)?")
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)")
_LARGEST_INTEGER = 2**31 - 1  # INTEGER of the database

_REPAIRS = {
    "date": "is not a date; write it as 2025-03-31",
    "timestamp": "is not a date or timestamp; write it as 2025-03-31 14:30",
    "time": "is not a time of day; write it as 14:30",
    "money": "is not an amount; write it as 1234.50",
    "integer": "is not a whole number; write it as 2",
    "number": "is not a number; write it as 12.5",
    "boolean": "is neither yes nor no; write yes or no",
}


@dataclass(frozen=True)
class Note:
    """Something to say of a column. `texts` are the texts that it concerns; the loader counts their rows."""

    rule: str
    message: str
    texts: frozenset[str]


@dataclass
class ParsedColumn:
    """Values of one column by their text, None where missing, unreadable or too large.

    `unreadable`: texts that say something, but nothing that the column takes; an unknown word of an
    enumeration is among them and keeps its text as value. `overflow`: amounts that are infinite or too
    large to keep. `order` and `decimal`: how dates and amounts were read.
    """

    values: dict[str, Value | None] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    overflow: set[str] = field(default_factory=set)
    order: Order | None = None
    decimal: DecimalMark | None = None
    notes: list[Note] = field(default_factory=list)


def parse_column(
    spec: ColumnSpec,
    texts: Sequence[str],
    lines: Sequence[int],
    file_name: str,
    of_file: FileOrder | None = None,
) -> ParsedColumn:
    """Read the distinct texts of a column; `lines[i]` is the first line of `texts[i]`.

    `of_file`: in which order day and month stand in the file. Raises `Refused` when the dates of the column
    contradict each other, and `KeyError` for a kind that is not read (`identifier`, `text`).
    """
    if spec.kind in ("date", "timestamp"):
        return _dates(spec, parse_dates(texts, lines, spec.name, file_name, of_file), file_name)
    if spec.kind == "money":
        money = parse_money(texts)
        return ParsedColumn(dict(money.values), money.unreadable, money.overflow, decimal=money.decimal)
    if spec.kind == "enumeration":
        return _enumeration(spec.name, texts)
    if spec.kind == "time":
        return _times(texts)
    read, column = _READERS[spec.kind], ParsedColumn()
    for text in texts:
        is_blank = is_missing(spec.kind, text)
        value = None if is_blank else read(plain(text))
        column.values[text] = value
        if value is None and not is_blank:
            column.unreadable.add(text)
    return column


def unreadable_message(spec: ColumnSpec, file_name: str, line: int) -> str:
    """What is said of a text that cannot be read; never the text itself."""
    return f"{place(file_name, line, spec.name)}: the value {_REPAIRS[spec.kind]}."


def parse_boolean(text: str) -> bool | None:
    """Yes or no; None when the text is neither."""
    word = text.casefold()
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None


def parse_integer(text: str) -> int | None:
    """A whole number of 32 bits (a spreadsheet's `2.0` is 2); None when the text is none."""
    match = _INTEGER.fullmatch(text)
    number = int(match[1]) if match else None
    return number if number is not None and abs(number) <= _LARGEST_INTEGER else None


def parse_number(text: str) -> float | None:
    """A decimal number, never an infinite one; None when the text is none."""
    return float(text) if _NUMBER.fullmatch(text) else None


def parse_enumeration(column: str, text: str) -> str | None:
    """The normalised word of an enumeration; None when it is unknown."""
    return ENUMERATIONS[column].get(text.casefold())


_READERS: dict[str, Callable[[str], Value | None]] = {
    "boolean": parse_boolean,
    "integer": parse_integer,
    "number": parse_number,
    "flag_or_text": str,
}


def _times(texts: Sequence[str]) -> ParsedColumn:
    column = ParsedColumn()
    for text in texts:
        is_blank = is_missing("time", text)
        column.values[text], says_none = (None, True) if is_blank else time_of_day(text)
        if column.values[text] is None and not says_none:
            column.unreadable.add(text)
    return column


def _enumeration(name: str, texts: Sequence[str]) -> ParsedColumn:
    column = ParsedColumn()
    for text in texts:
        is_blank = is_missing("enumeration", text)
        word = None if is_blank else parse_enumeration(name, text.strip())
        column.values[text] = None if is_blank else word or text.strip()
        if word is None and not is_blank:
            column.unreadable.add(text)
    return column


def _dates(spec: ColumnSpec, dates: DateColumn, file_name: str) -> ParsedColumn:
    column = ParsedColumn(unreadable=dates.unreadable, order=dates.order)
    if spec.kind == "date":
        column.values = dict(dates.values)
    else:
        for text, day in dates.values.items():
            column.values[text] = day and datetime.combine(day, dates.times.get(text, time()))
    column.notes = [
        Note(rule, f"{place(file_name, None, spec.name)}: {said}", frozenset(texts))
        for rule, said, texts in _said_of_dates(dates)
        if texts
    ]
    return column


def _said_of_dates(dates: DateColumn) -> tuple[tuple[str, str, set[str]], ...]:
    """What is to be said of a column of dates:
    rule, words, and the texts that it concerns, which may be none.
    """
    order = IN_WORDS.get(dates.order, "")
    return (
        (
            "excel_serial",
            "day numbers of Excel were read as dates. Check some, or export them as 2025-03-31.",
            dates.serials,
        ),
        (
            "no_date",
            "a date that stands for none, such as 1900-01-01 or 9999-12-31, counts as blank. "
            "Export blank cells where there is no date.",
            dates.none,
        ),
        (
            "date_order_assumed",
            f"nothing shows whether the month or the day comes first, {order} was assumed. "
            "Export dates as 2025-03-31 to be sure.",
            dates.slashed - dates.none if dates.is_order_assumed else set(),
        ),
        (
            "date_order_differs",
            f"its dates can only be {order}, unlike those of the other columns of the file. "
            "Check some, or export all as 2025-03-31.",
            dates.slashed if dates.is_order_own else set(),
        ),
    )
