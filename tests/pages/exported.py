"""Exports of a page read back, beside what the screen shows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pandas
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from streamlit.testing.v1 import AppTest

from d9311.ui.export.outline import Outline, Shown, of_session


def outline_of(screen: AppTest) -> Outline:
    return of_session(screen.session_state)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def columns_of(book: Workbook, sheet: str) -> dict[str, list[Any]]:
    """The cells of a sheet below each heading; a day as a date."""
    found = {}
    for column in book[sheet].iter_cols():
        head, *cells = column
        found[str(head.value)] = [_plain(cell.value, cell.number_format) for cell in cells]
    return found


def _plain(value: Any, form: str) -> Any:
    is_day = isinstance(value, datetime) and "h" not in form
    return value.date() if is_day else value


def tables_of(screen: AppTest) -> Iterator[tuple[Shown, pandas.DataFrame, Mapping[str, str]]]:
    """Each table that stands on the screen: as the outline has it, as it was sent, its headings by column."""
    tables = {key: entry for key, entry in outline_of(screen).entries.items() if isinstance(entry, Shown)}
    for element in screen.dataframe:
        if str(element.key).startswith("list_"):  # an editor, which downloads exactly what is saved
            continue
        if element.key:
            shown = tables[str(element.key)]
        else:  # nothing opens in it, and it is sent without its key
            names = [str(name) for name in element.value]
            shown = next(one for one in tables.values() if list(one.columns) == names)
        heads = {
            name: setting["label"]
            for name, setting in json.loads(element.proto.columns).items()
            if setting.get("label")
        }
        yield shown, element.value, heads


def shown_as(value: Any, setting: str) -> Any:
    """A cell of the screen as a workbook holds it: percent as a fraction, a date as a date."""
    if value is None or value is pandas.NA or value is pandas.NaT or value != value:
        return None
    if setting == "rate":
        return float(value) / 100
    if isinstance(value, pandas.Timestamp):
        return value.to_pydatetime()
    return value


def is_same(cell: Any, value: Any) -> bool:
    """Whether a cell of a workbook holds what stands on the screen."""
    if isinstance(value, datetime):  # Excel counts milliseconds
        return isinstance(cell, datetime) and abs(cell - value) < timedelta(milliseconds=1)
    if isinstance(value, bool | date):
        return type(cell) is type(value) and cell == value
    if isinstance(value, int | float) or hasattr(value, "quantize"):
        return isinstance(cell, int | float) and abs(float(cell) - float(value)) < 1e-9 * max(1, abs(value))
    return (cell or None) == (value or None)
