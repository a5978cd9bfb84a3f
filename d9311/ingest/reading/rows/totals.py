"""The last row of a report when it is a total and not a row of data."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from d9311.contract import ColumnSpec
from d9311.ingest.reading.rows.faults import Faults
from d9311.ingest.reading.rows.plan import Found, Plan, Row
from d9311.ingest.values.money import read_amount

_TOTAL = re.compile(
    r"(?:(?:grand|report|overall|sub)[ -]*)?totals?\b(?:[ :#=(].*)?", re.IGNORECASE | re.DOTALL
)

Columns = Sequence[ColumnSpec | None]


def says_total(cells: Sequence[bytes], columns: Columns) -> bool:
    """Whether a row says that it is a total. A row with everything that a row needs is none: a payer may be
    called "Total"."""
    if not lacks_a_needed_value(cells, columns):
        return False
    return any(_TOTAL.fullmatch(cell.decode("utf-8", "replace").strip()) for cell in cells)


def may_be_a_sum(cells: Sequence[bytes], columns: Columns) -> bool:
    """Whether a row names nobody and nothing but has amounts, so that it may be the sum of its columns."""
    pairs = list(zip(cells, columns, strict=True))
    named = [cell for cell, spec in pairs if spec and spec.filled and spec.kind in ("identifier", "text")]
    amounts = [cell for cell, spec in pairs if spec and spec.kind == "money" and cell.strip()]
    return bool(amounts) and not any(cell.strip() for cell in named)


def _is_sum(row: Row, others: Sequence[Row], plan: Plan, rows: Path) -> bool:
    """Whether every amount of a row is the sum of its column over the rows of a file and the other rows."""
    wanted = {
        position: read_amount(cell.decode("utf-8", "replace"))
        for position, (cell, spec) in enumerate(zip(row.cells, plan.columns, strict=True))
        if spec and spec.kind == "money" and cell.strip()
    }
    sums = dict.fromkeys(wanted, Decimal(0))
    grammar = plan.dialect.grammar
    with rows.open(encoding="utf-8", newline="") as file:
        written = csv.reader(file, delimiter=grammar.delimiter.decode(), quotechar=grammar.quote.decode())
        held = (
            [cell.decode("utf-8", "replace") for cell in other.cells] for other in others if other is not row
        )
        for cells in chain(written, held):
            for position in sums:
                sums[position] += read_amount(cells[position]) or Decimal(0)
    return any(wanted.values()) and sums == wanted


def without_totals(tail: list[Row], plan: Plan, found: Found, rows: Path) -> list[Row]:
    """The last rows of a file without its totals, which are set aside.

    A footer below a total ("Printed ...") lacks nearly every cell and is left to the checks of the loader.
    """
    kept: list[Row] = []
    is_end = True
    for row in reversed(tail):
        is_total = is_end and (
            says_total(row.cells, plan.columns)
            or (may_be_a_sum(row.cells, plan.columns) and _is_sum(row, tail, plan, rows))
        )
        is_end = is_total or (is_end and sum(bool(cell.strip()) for cell in row.cells) == 1)
        if is_total:
            Faults(plan, found).total_row(row.line, row.raw)
        else:
            kept.insert(0, row)
    return kept


def lacks_a_needed_value(cells: Sequence[bytes], columns: Columns) -> bool:
    """Whether a cell without which no row is kept is blank or missing."""
    needed = [number for number, spec in enumerate(columns) if spec and spec.filled]
    return any(number >= len(cells) or not cells[number].strip() for number in needed)
