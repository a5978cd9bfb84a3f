"""Drawn tables: a specification as text, turned into the CSV exports that the import reads."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from d9311 import contract

Row = Mapping[str, str]
Table = str | Iterable[Row]

# What a drawn table leaves out: every row a patient per claim, a plain D9311 line, one payer.
DEFAULTS: dict[str, dict[str, str]] = {
    "claims": {
        "claim_id": "C{number}",
        "patient_id": "patient of {claim_id}",
        "payer_name": "Delta",
        "procedure_code": "D9311",
        "service_date": "2025-01-15",
        "status": "received",
        "billed_amount": "100.00",
    },
    "consultations": {
        "consultation_id": "K{number}",
        "patient_id": "patient of {consultation_id}",
        "consultation_date": "2025-01-15",
    },
    "fees": {"payer_name": "Delta", "expected_fee": "60.00"},
    "payer_rules": {"payer_name": "Delta"},
    "payer_alias": {},
}


def draw(text: str) -> list[dict[str, str]]:
    """Read a table drawn with `|`. Cells beyond the header are remarks; `\\|` is a bar inside a cell.

    >>> draw("claim_id | status |\\n C1 | denied | still counts")
    [{'claim_id': 'C1', 'status': 'denied'}]
    """
    lines = [re.split(r"(?<!\\)\|", line) for line in text.strip().splitlines() if line.strip(" |-+")]
    cells = [[cell.strip().replace(r"\|", "|") for cell in line] for line in lines]
    columns = [name for name in cells[0] if name]
    return [dict(zip(columns, row + [""] * len(columns), strict=False)) for row in cells[1:]]


def complete(kind: str, rows: Iterable[Row]) -> list[dict[str, str]]:
    """Add the required columns that a table leaves out."""
    completed = []
    for number, row in enumerate(rows, start=1):
        full = dict(row)
        for column, default in DEFAULTS[kind].items():
            if column not in full:
                full[column] = default.format(number=number, **full)
        completed.append(full)
    return completed


def write_export(path: Path, kind: str, table: Table) -> Path:
    """Write a table, drawn or as rows, as the CSV export of a kind of file; columns in contract order."""
    rows = complete(kind, draw(table) if isinstance(table, str) else table)
    used = {name for row in rows for name in row} or {
        spec.name for spec in contract.FILES[kind] if spec.required
    }
    columns = [name for name in contract.column_names(kind) if name in used]
    columns += sorted(used - set(columns))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
