"""Empty files to fill in where a practice system records nothing: a header as CSV, or a workbook with lists.

The workbook knows what each column takes: formats of dates and times, lists to choose from, a note on each
heading. Its headings are the canonical names, so that what is filled in imports as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from d9311.contract import (
    EARLIEST_SERVICE_YEAR,
    FILES,
    METHODS,
    OTHER_METHOD,
    STATUS_TABLE,
    ColumnSpec,
    column_names,
)
from d9311.home import COMMAND

SCENARIOS = Path(__file__).with_name("reference") / "scenarios.csv"
GUIDE, LISTS = "How to fill this in", "Lists"

# How a cell is shown and kept. All else is text:
# a spreadsheet would drop leading zeros and make dates of `1-2`.
FORMATS = {
    "date": "yyyy-mm-dd",
    "time": "hh:mm",
    "timestamp": "yyyy-mm-dd hh:mm",
    "money": "0.00",
    "integer": "0",
    "number": "General",
}
TEXT = "@"
WRITTEN = {
    "identifier": "as it stands in your system",
    "text": "text",
    "date": "a date: 2025-03-14 or 3/14/2025",
    "time": "a time: 14:30 or 2:30 PM",
    "timestamp": "date and time: 2025-03-14 14:30",
    "money": "an amount: 1234.50",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "yes or no",
    "enumeration": "one of the list",
    "flag_or_text": "yes or no, or text",
}
HINTS = (
    "Fill in the first sheet, a row for each record, and import this workbook as it is: "
    f"on the page Data, or with {COMMAND} import.",
    "Leave the headings as they are; the dark ones are required. Delete an optional column that you do not "
    "keep: what is not there is not counted, while an empty cell is a gap.",
    "Leave a cell blank where something is not known. Do not write 0 or n/a.",
    "Write the numbers of patients, practices and claims as your claims export has them: "
    "they join the files. Names of patients are not needed anywhere.",
    "Arrows in a cell offer what is known. Anything else may be written, too; "
    "several scenarios are separated by ; .",
)
# Asked about where something else is entered, as "next Monday", which a spreadsheet keeps as text.
_DAY: dict[str, Any] = {"validate": "date", "criteria": ">=", "value": datetime(EARLIEST_SERVICE_YEAR, 1, 1)}
_CLOCK = {"validate": "time", "criteria": "between", "minimum": time(), "maximum": time(23, 59, 59)}
EXPECTED = {"date": _DAY, "timestamp": _DAY, "time": _CLOCK}
WIDTHS = {"identifier": 16, "text": 26, "flag_or_text": 26, "timestamp": 18}
_MOST_ROWS = 1_048_575
_DARK, _LIGHT = "#1F4E79", "#DCE6F1"
# A fixed day, so that the same version always writes the same bytes.
_MADE = datetime(2025, 1, 1)


def template_csv(kind: str) -> bytes:
    """Return the header line of a kind of file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(column_names(kind))
    return text.getvalue().encode()


def template_workbook(kind: str) -> bytes:
    """Return an `.xlsx` workbook with the columns of a kind of file, to be filled in and imported."""
    import xlsxwriter  # takes longer to import than most commands to run

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet(kind.replace("_", " ").capitalize())
        _write_guide(book, book.add_worksheet(GUIDE), kind)
        lists = book.add_worksheet(LISTS)
        lists.hide()
        sheet.freeze_panes(1, 0)
        for number, spec in enumerate(FILES[kind]):
            _write_heading(book, sheet, number, spec)
            if offered := choices(spec):
                lists.write_column(0, number, offered)
                letters = xlsxwriter.utility.xl_col_to_name(number, True)
                source = f"={LISTS}!{letters}$1:{letters}${len(offered)}"
                _offer(sheet, number, spec, {"validate": "list", "source": source})
            elif spec.kind in EXPECTED:
                _offer(sheet, number, spec, EXPECTED[spec.kind])
    return content.getvalue()


def choices(spec: ColumnSpec) -> tuple[str, ...]:
    """Return what a cell of a column offers to choose from;
    the import takes each of them for what it says.
    """
    if spec.name == "method":
        return (*(name for name, _ in METHODS), OTHER_METHOD)
    if spec.name == "scenario":
        with SCENARIOS.open(encoding="utf-8", newline="") as file:
            return tuple(row["label"] for row in csv.DictReader(file))
    if spec.name == "status":
        first = {status: word for word, status in reversed(STATUS_TABLE.items())}
        return tuple(first[status] for status in dict.fromkeys(STATUS_TABLE.values()))
    return ("yes", "no") if spec.kind in ("boolean", "flag_or_text") else spec.accepted


def _write_heading(book: Any, sheet: Any, number: int, spec: ColumnSpec) -> None:
    need = "Required" if spec.required else "Optional"
    colours = {"bg_color": _DARK, "font_color": "white"} if spec.required else {"bg_color": _LIGHT}
    sheet.write_string(0, number, spec.name, book.add_format({"bold": True, "border": 1, **colours}))
    sheet.write_comment(0, number, f"{need}: {_plain(spec.meaning)}.\n{WRITTEN[spec.kind].capitalize()}.")
    shown = book.add_format({"num_format": FORMATS.get(spec.kind, TEXT)})
    sheet.set_column(number, number, max(WIDTHS.get(spec.kind, 12), len(spec.name) + 2), shown)


def _offer(sheet: Any, number: int, spec: ColumnSpec, rule: dict[str, Any]) -> None:
    """Offer a list, or ask when something else is entered; nothing is forbidden, the import is the judge."""
    asks = spec.kind not in ("text", "flag_or_text")
    said = {"error_title": spec.name, "error_message": f"Expected: {WRITTEN[spec.kind]}."}
    sheet.data_validation(
        1, number, _MOST_ROWS, number, {**rule, **said, "show_error": asks, "error_type": "warning"}
    )


def _write_guide(book: Any, sheet: Any, kind: str) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((28, 12, 60, 34, 60)):
        sheet.set_column(column, column, width, wrapped)
    rows: list[Sequence[str]] = [(hint,) for hint in HINTS]
    for number, (hint,) in enumerate(rows):
        sheet.merge_range(number, 0, number, 4, hint, wrapped)
    begin = len(HINTS) + 1
    sheet.write_row(begin, 0, ("Heading", "Required", "Meaning", "Written as", "Offered"), bold)
    for number, spec in enumerate(FILES[kind], begin + 1):
        needed = "required" if spec.required else ""
        cells = (spec.name, needed, _plain(spec.meaning), WRITTEN[spec.kind], "; ".join(choices(spec)))
        sheet.write_row(number, 0, cells, wrapped)
    sheet.freeze_panes(begin + 1, 0)


def _plain(text: str) -> str:
    return text.replace("`", "")
