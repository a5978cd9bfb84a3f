"""CSV as the dashboard writes it: exact, and for spreadsheets without live formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import duckdb

# A spreadsheet runs a cell that begins with one of these as a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """Return a value as text: null as blank, dates in ISO form, money exact, booleans as true and false."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple):
        return ";".join(cell(part) for part in value)
    return str(value)


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs; the apostrophe in front can be taken off again."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def _safe(value: object) -> str:
    """Return a value as text that no spreadsheet runs.

    Only texts are neutralised: a negative amount is a number.
    """
    return neutral(cell(value)) if isinstance(value, str | list | tuple) else cell(value)


def write_csv(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as plain CSV, exactly what is stored but for live formulas; `write_json` is for programs."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(value) for value in row] for row in rows)


def write_json(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as a JSON array of objects; money as numbers with all its decimals."""
    keys = [json.dumps(column) for column in columns]
    separator = "["
    for row in rows:
        fields = ", ".join(f"{key}: {_json(value)}" for key, value in zip(keys, row, strict=True))
        file.write(f"{separator}\n  {{{fields}}}")
        separator = ","
    file.write("[]\n" if separator == "[" else "\n]\n")


def fetched(cursor: duckdb.DuckDBPyConnection, size: int = 10_000) -> Iterator[tuple[object, ...]]:
    """Give the rows of an executed query one by one, without holding all of them."""
    while rows := cursor.fetchmany(size):
        yield from rows


def _json(value: object) -> str:
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_json(part) for part in value)}]"
    return cell(value) if isinstance(value, Decimal) else json.dumps(cell(value), ensure_ascii=False)


def spreadsheet_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV for a spreadsheet: UTF-8 with byte order mark, texts without live formulas."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([neutral(column) for column in columns])
    for row in rows:
        writer.writerow([_safe(value) for value in row])
    return text.getvalue().encode("utf-8-sig")
