"""Tables as one Excel workbook: values of their kind, text never a formula, and a sheet about them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from d9311.exports import cell
from d9311.ui.export.columns import Column, all_columns
from d9311.ui.export.outline import About, Figure, Outline, Shown
from d9311.ui.export.told import about_rows, contents_columns, figure_columns

DAY, MOMENT, TIME = "d mmm yyyy", "d mmm yyyy hh:mm", "hh:mm"
FORMATS = {
    "rate": "0%", "points": "+0;-0;0", "parts": "+0.0;-0.0;0.0", "money": "$#,##0.00;-$#,##0.00",
    "wait": "General", "moment": MOMENT, "day": DAY, "number": "0", "count": "#,##0",
}  # fmt: skip
ABOUT, NUMBERS, CONTENTS = "About", "Numbers", "Contents"
MOST_ROWS = 1_048_575  # below a heading; what is more goes on in a further sheet
MOST_TEXT = 32_767  # characters of a cell
CUT = " [cut: an Excel cell holds no more; the CSV has all]"
MOST_NAME = 31  # characters of a sheet's name
UNNAMED = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
WIDEST = 48
# Text stays text whatever it looks like; nothing becomes a formula, a link or a number.
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "remove_timezone": True,
}  # fmt: skip


def of_table(about: About, table: Shown) -> bytes:
    """Return a workbook with a table and, on a second sheet, what it is of."""
    return _workbook(about, (), (table,))


def of_page(outline: Outline) -> bytes:
    """Return a workbook with a page's headline figures, a sheet for each of its tables, and their sources."""
    entries = outline.entries.values()
    figures = [entry for entry in entries if isinstance(entry, Figure)]
    return _workbook(outline.about, figures, [entry for entry in entries if isinstance(entry, Shown)])


def of_pages(outlines: Sequence[Outline]) -> bytes:
    """Return a workbook of several pages: what stands on which sheet, all headline figures, every table that
    has rows, and their sources.
    """
    entries = [(one.about, entry) for one in outlines for entry in one.entries.values()]
    figures = [(about, entry) for about, entry in entries if isinstance(entry, Figure)]
    tables = [(about, entry) for about, entry in entries if isinstance(entry, Shown)]
    about = replace(outlines[0].about, page="All pages", part="", question="")
    with _written(about) as (sheets, content):
        contents = sheets.new(CONTENTS)
        pages = Column("page", "Page", "text", [of.title for of, _ in figures])
        sheets.table(NUMBERS, [pages, *figure_columns([figure for _, figure in figures])])
        names = [
            sheets.table(table.title, all_columns(table)) if len(table.frame) else None for _, table in tables
        ]
        sheets.fill(contents, contents_columns(tables, names))
        sheets.text(ABOUT, about_rows(about, [table for _, table in tables]))
    return content.getvalue()


def _workbook(about: About, figures: Sequence[Figure], tables: Sequence[Shown]) -> bytes:
    with _written(about) as (sheets, content):
        if figures:
            sheets.table(NUMBERS, figure_columns(figures))
        for table in tables:
            sheets.table(table.title, all_columns(table))
        sheets.text(ABOUT, about_rows(about, tables))
    return content.getvalue()


@contextmanager
def _written(about: About) -> Iterator[tuple[_Sheets, io.BytesIO]]:
    """Give the sheets of a new workbook; its bytes are whole at the end."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        book.set_properties({"title": about.title, "comments": about.period})
        yield _Sheets(book), content


class _Sheets:
    """The sheets of one workbook, each under a name of its own."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[str, Any] = {}
        self._names = {ABOUT.casefold()}
        self._bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})

    def new(self, title: str) -> Any:
        """Add an empty sheet, named as near to the title as it can be."""
        return self._book.add_worksheet(self._free(title))

    def table(self, title: str, columns: Sequence[Column]) -> str:
        """Write columns below their headings, as many sheets as they take; return the name of the first."""
        rows = len(columns[0].values) if columns else 0
        starts = range(0, max(rows, 1), MOST_ROWS)
        sheets = [self.new(title) for _ in starts]
        for sheet, start in zip(sheets, starts, strict=True):
            self.fill(sheet, columns, start)
        return str(sheets[0].name)

    def fill(self, sheet: Any, columns: Sequence[Column], start: int = 0) -> None:
        """Write columns below their headings on a sheet, as many rows from `start` as it holds."""
        sheet.freeze_panes(1, 0)
        rows = 0
        for number, column in enumerate(columns):
            part = column.values[start : start + MOST_ROWS]
            rows = len(part)
            sheet.write_string(0, number, column.heading, self._bold)
            sheet.set_column(number, number, _width(column.heading, part))
            for row, value in enumerate(part, 1):
                self._write(sheet, row, number, value, column)
        if rows:
            sheet.autofilter(0, 0, rows, len(columns) - 1)

    def text(self, name: str, rows: Iterable[Sequence[object]]) -> None:
        """Write rows of names and values; a row of one cell is a heading."""
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 7, 22)
        plain = Column("", "", "text", [])
        for number, cells in enumerate(rows):
            for position, value in enumerate(cells):
                if len(cells) == 1:
                    sheet.write_string(number, 0, str(value), self._bold)
                else:
                    self._write(sheet, number, position, value, plain)

    def _write(self, sheet: Any, row: int, number: int, value: object, column: Column) -> None:
        if value is None:
            return
        form = FORMATS.get(column.kind, "")
        if isinstance(value, bool):
            sheet.write_boolean(row, number, value)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, number, value, self._format(MOMENT))
        elif isinstance(value, date | time):
            kept = DAY if isinstance(value, date) else TIME
            sheet.write_datetime(row, number, value, self._format(kept))
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, number, value, self._format(form or excel_form(column.form)))
        else:
            text = cell(value)
            cut = text if len(text) <= MOST_TEXT else text[: MOST_TEXT - len(CUT)] + CUT
            sheet.write_string(row, number, cut)

    def _format(self, form: str) -> Any:
        if form not in self._formats:
            self._formats[form] = self._book.add_format({"num_format": form or "General"})
        return self._formats[form]

    def _free(self, title: str) -> str:
        """Return a name that the workbook has not, without the characters that Excel takes in none."""
        wanted = " ".join(title.translate(UNNAMED).split()) or "Table"
        for number in range(1, 1_000):
            end = f" ({number})" if number > 1 else ""
            name = wanted[: MOST_NAME - len(end)].rstrip() + end
            if name.casefold() not in (*self._names, "history"):
                break
        self._names.add(name.casefold())
        return name


def excel_form(form: str) -> str:
    """Return the number format of Excel for a printf form: `%.2f` -> `0.00`; of none, none."""
    return f"0.{'0' * int(form[-2])}" if form else ""


def _width(heading: str, values: Sequence[object]) -> int:
    longest = max((len(cell(value)) for value in values[:500]), default=0)
    return max(9, min(WIDEST, max(longest, min(len(heading), 18)) + 3))
