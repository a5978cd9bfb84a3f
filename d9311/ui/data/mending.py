"""The rows that were set aside, as a file that can be mended and imported."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from d9311.exports import spreadsheet_csv

PROBLEM, ROW = "problem", "row"
# Rules of rows that could not be told into cells;
# of every other the import keeps the cells of the file's columns.
UNREADABLE = frozenset(
    ("too_many_cells", "too_few_cells", "header_repeated", "cut_off", "total_row", "unclosed_quote")
)


def mending_csv(file: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return set-aside rows as CSV: the columns of the file, and last what is wrong with each row.

    A practice that was given beside the file stands in a column of its own, so that the mended rows
    find it again. `file` is its row of the listing `imports`, `rows` those of `set_aside`. A row that
    could not be told into cells stands as it is in a last column, beside cells to fill in; nobody
    knows which of its cells is which.
    """
    header = list(file["columns"])
    given = file["practice_given"]
    whose = {"practice_id": given} if given else {}
    rows = _once(rows)
    cells = [_cells(row, len(header)) for row in rows]
    beside = (
        [ROW]
        if any(found is None and row["row_text"] for found, row in zip(cells, rows, strict=True))
        else []
    )
    filled = [
        [
            *map(_value, found or [""] * len(header)),
            *whose.values(),
            row["message"],
            *([(row["row_text"] or "") if found is None else ""] * len(beside)),
        ]
        for found, row in zip(cells, rows, strict=True)
    ]
    return spreadsheet_csv([*header, *whose, PROBLEM, *beside], filled)


def _once(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return every line once, with all that is wrong with it."""
    by_line: dict[int, dict[str, Any]] = {}
    for row in rows:
        known = by_line.setdefault(row["line"], {**row, "message": ""})
        known["message"] = f"{known['message']} {row['message']}".strip()
    return list(by_line.values())


def _cells(row: Mapping[str, Any], width: int) -> list[str] | None:
    """Return the cells of a row under the columns of its file, None where they could not be told."""
    if row["rule"] in UNREADABLE or not row["row_text"]:
        return None
    cells = next(csv.reader(io.StringIO(row["row_text"], newline="")), [])  # as the import wrote it
    return cells if len(cells) == width else None


def _value(cell: str) -> str | Decimal:
    """Return a plain number as one, so that a negative amount is not taken for a formula."""
    try:
        return Decimal(cell) if cell.strip().startswith("-") else cell
    except InvalidOperation:
        return cell
