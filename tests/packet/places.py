"""From a source of a letter back to the cell of the file, by plain reading of the file and of the value."""

from __future__ import annotations

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from d9311.packet.document import Place
from tests.oracle import values
from tests.packet.segments import in_segment

REFERENCE = Path(__file__).parents[2] / "d9311" / "reference"
MONEY = {"billed_amount", "allowed_amount", "paid_amount"}
FLAGS = {"attachment_sent"}
IDENTIFIERS = {
    "claim_id",
    "claim_identifier",
    "original_claim_id",
    "payer_claim_control_number",
    "consultation_id",
}
WORDS = {"submission_type": values.SUBMISSION_TYPES}


@cache
def cells(path: Path) -> dict[int, dict[str, str]]:
    """The rows of a CSV by the line of the file on which each begins."""
    found, begins = {}, 1
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns: list[str] = []
        for row in reader:
            if not columns:
                columns = row
            else:
                found[begins] = dict(zip(columns, row, strict=True))
            begins = reader.line_num + 1
    return found


def as_read(column: str, cell: str) -> str | None:
    """The value of a cell as data.md reads it, written as the appendix writes it."""
    if column.endswith("_date") or column == "as_of":
        day = values.day(cell)
        return day.isoformat() if day else None
    if column in MONEY:
        amount = values.money(cell)
        return None if amount is None else f"{amount:.2f}"
    if column == "consultation_time":
        found = values.minutes_of_day(cell)
        return found and f"{found[0] // 60:02d}:{found[0] % 60:02d}:{found[1]:02d}"
    if column in FLAGS:
        said = values.boolean(cell)
        return None if said is None else str(said).lower()
    if column in WORDS:
        return values.enumeration(cell, WORDS[column]) or "original"
    known = values.identifier(cell) if column in IDENTIFIERS else values.text(cell)
    return known and " ".join(known.split())


def in_file(place: Place, folder: Path) -> str | None:
    """The value that the file holds where a source leads to."""
    folder = REFERENCE if place.file_name == "denial_codes.csv" else folder
    assert place.line is not None, place
    if place.is_segment:
        return as_read(place.column, in_segment(folder / place.file_name, place.line, place.column))
    row = cells(folder / place.file_name)[place.line]
    return as_read(place.column, row.get(place.column, ""))


def as_printed(shown: str, place: Place) -> str:
    """A value of a letter, read back into the form of the appendix."""
    shown = (
        shown.strip()
        .removeprefix("\N{LEFT DOUBLE QUOTATION MARK}")
        .removesuffix("\N{RIGHT DOUBLE QUOTATION MARK}")
    )
    if place.column.endswith("_date") or place.column == "as_of":
        return datetime.strptime(shown, "%B %d, %Y").date().isoformat()
    if place.column in MONEY:
        return f"{Decimal(re.sub('[$,]', '', shown)):.2f}"
    if place.column == "consultation_time":
        # seconds are not printed
        return datetime.strptime(shown, "%I:%M %p").strftime("%H:%M") + place.value[5:]
    if place.column in FLAGS:
        return {"yes": "true", "no": "false"}[shown]
    return shown


def day_of(text: str) -> date:
    return datetime.strptime(text, "%B %d, %Y").date()
