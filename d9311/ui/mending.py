"""The rows that were set aside, as a file that can be mended and imported."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from d9311.exports import spreadsheet_csv

PROBLEM = "problem"


def mending_csv(file: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return set-aside rows as CSV: the columns of the file, and last what is wrong with each row.

    A practice that was given beside the file stands in a column of its own, so that the mended rows find it again.
    `file` is its row of the listing `imports`, `rows` those of `set_aside`. Where the cells do not match the
    columns that were imported (the file has others too), the row stands as text beside its line and problem.
    """
    header = list(file["columns"])
    rows = _once(rows)
    parsed = [_cells(row["row_text"] or "", file) for row in rows]
    if not any(len(cells) == len(header) for cells in parsed):
        columns = ("line", "column", PROBLEM, "row")
        return spreadsheet_csv(
            columns, [(row["line"], row["column"], row["message"], row["row_text"]) for row in rows]
        )
    width = max(len(header), *(len(cells) for cells in parsed))
    beyond = [f"cell_{number + 1}" for number in range(len(header), width)]
    given = file.get("practice_given")
    whose = {"practice_id": given} if given else {}
    filled = [
        [*map(_value, cells), *[""] * (width - len(cells)), *whose.values(), row["message"]]
        for cells, row in zip(parsed, rows, strict=True)
    ]
    return spreadsheet_csv([*header, *beyond, *whose, PROBLEM], filled)


def _once(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return every line once, with all that is wrong with it."""
    by_line: dict[int, dict[str, Any]] = {}
    for row in rows:
        known = by_line.setdefault(row["line"], {**row, "message": ""})
        known["message"] = f"{known['message']} {row['message']}".strip()
    return list(by_line.values())


def _cells(text: str, file: Mapping[str, Any]) -> list[str]:
    lines = text.splitlines(keepends=True)
    return next(csv.reader(lines, delimiter=file["delimiter"], quotechar=file["quote"]), [])


def _value(cell: str) -> str | Decimal:
    """Return a plain number as one, so that a negative amount is not taken for a formula."""
    try:
        return Decimal(cell) if cell.strip().startswith("-") else cell
    except InvalidOperation:
        return cell
