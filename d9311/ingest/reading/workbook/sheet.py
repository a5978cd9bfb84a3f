"""Workbooks (.xlsx): the sheet whose header fits, as a CSV with one record for each row of the sheet.

Read with python-calamine: on the sample's rows twelve times faster than openpyxl, with the same values.
It holds a sheet in memory, from the first cell to the last in both directions, which `workbook_guard` bounds.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from d9311.contract import Limits
from d9311.ingest.errors import Refused
from d9311.ingest.headers.synonyms import canonical, meanings
from d9311.ingest.reading.converted import Converted
from d9311.ingest.reading.textfile import Warning_
from d9311.ingest.reading.workbook.guard import Package, damaged, open_package

_EXACT = 2**53  # every whole number below is a float of its own

Cell = str | float | bool | datetime | date | time | timedelta


def first_rows(path: Path, count: int, limits: Limits) -> list[tuple[str, ...]]:
    """The first rows of every visible sheet, for a look at what the file is. Raises Refused."""
    package = open_package(path, limits)
    with _readable(path), CalamineWorkbook.from_path(path) as book:
        sheets = [package.sheet(book, number) for number in _visible(book)]
        return [tuple(map(as_text, row)) for sheet in sheets for row in islice(sheet.iter_rows(), count)]


def convert_workbook(path: Path, kind: str, target: Path, limits: Limits) -> Converted:
    """Write the sheet of `path` whose header fits best to the CSV `target`. Raises Refused."""
    package = open_package(path, limits)
    with _readable(path):
        return _convert(path, kind, target, limits, package)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Refuse a workbook that the reader cannot read."""
    try:
        yield
    except PasswordError:
        raise Refused(
            f"{path.name} is protected by a password. Remove it and import the file again."
        ) from None
    except CalamineError:
        raise damaged(path) from None
    except BaseException as error:
        # The reader's own faults come as an exception of Rust that is no Exception.
        if type(error).__name__ == "PanicException":
            raise damaged(path) from None
        raise


def _convert(path: Path, kind: str, target: Path, limits: Limits, package: Package) -> Converted:
    with CalamineWorkbook.from_path(path) as book:
        sheets = _visible(book)
        if not sheets:
            raise Refused(
                f"{path.name} is a workbook without a visible sheet. Show the sheet and save it again."
            )
        fits = {
            number: _fit(package.sheet(book, number), kind, limits) if len(sheets) > 1 else 1
            for number in sheets
        }
        best = max(sheets, key=lambda number: fits[number])
        places = _write(package.sheet(book, best), kind, target, limits)
    others = [number + 1 for number in sheets if number != best and 2 * fits[number] > fits[best]]
    warnings = [*_other_sheets(path.name, best, others), *package.oddities(best)]
    return Converted(target, f"workbook, sheet {best + 1}", places, warnings=warnings)


def _visible(book: CalamineWorkbook) -> list[int]:
    return [
        number
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _other_sheets(name: str, best: int, others: list[int]) -> Iterator[Warning_]:
    if others:
        listed = ", ".join(map(str, others))
        message = (
            f"{name}: only sheet {best + 1} was read; sheet {listed} looks alike. "
            "Save each sheet as a file of its own and import them all."
        )
        yield Warning_(None, None, "other_sheets", message, len(others))


def _fit(sheet: CalamineSheet, kind: str, limits: Limits) -> int:
    """Return how many columns the best line of a sheet names."""
    return max((_known(row, kind) for row in islice(sheet.iter_rows(), limits.header_lines)), default=0)


def _known(row: list[Cell], kind: str) -> int:
    headers = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return len({canonical(cell, kind) or "".join(meanings(cell, kind)[:1]) for cell in headers} - {""})


def _write(sheet: CalamineSheet, kind: str, target: Path, limits: Limits) -> array[int] | None:
    """Write all rows; return for each line of the CSV its row of the sheet, None where they are the same.

    Above the data a line break in a cell (a header written over two lines) becomes a space.
    """
    first = [_known(row, kind) for row in islice(sheet.iter_rows(), limits.header_lines)]
    header = first.index(max(first)) if first else 0
    places = array("q")
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        for number, row in enumerate(sheet.iter_rows()):
            cells = [as_text(cell) for cell in row]
            if number <= header:
                cells = [" ".join(cell.split()) for cell in cells]
            breaks = sum(map(_line_breaks, cells))
            write(cells if any(cells) else [])
            places.extend([number + 1] * (breaks + 1))
    return places if len(places) and places[-1] != len(places) else None


def _line_breaks(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") if "\n" in text or "\r" in text else 0


def as_text(cell: Cell) -> str:
    """Return a cell as a CSV would have it: ISO dates, numbers without exponent or the noise of a float."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return _number(cell)


def _number(value: float) -> str:
    """A workbook keeps 15 digits; what a float has beyond them is noise,
    but in a whole number that it holds exactly.
    """
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")
