"""The list in a zip of many letters: which file is about which claim, and what is to be done by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from d9311.exports import spreadsheet_csv
from d9311.packet.facts import Case, Cell
from d9311.packet.records import lacking

NAME = "list-of-letters.csv"
COLUMNS = (
    "file", "letter", "claim_id", "payer", "service_date", "billed", "deadline", "missing_elements",
)  # fmt: skip


def contents(kind: str, letters: Iterable[tuple[Case, list[str]]]) -> bytes:
    """Return the list as CSV for a spreadsheet: a row per file, in the order of the letters.

    `letters`: each case with the names of its files. `deadline` is the one that the letter states, blank
    where the practice has no rule; no patient is in it.
    """
    return spreadsheet_csv(COLUMNS, (_row(kind, case, name) for case, names in letters for name in names))


def _row(kind: str, case: Case, name: str) -> tuple[object, ...]:
    served, billed = _told(case, "service_date"), _told(case, "billed_amount")
    payer = case.newest("payer_name")
    return (
        name,
        kind,
        [cell.value for cell in case.every("claim_id")],
        payer.value if payer else None,
        date.fromisoformat(served.value) if served else None,
        Decimal(billed.value) if billed else None,
        _deadline(kind, case),
        len(lacking(case)),
    )


def _told(case: Case, column: str) -> Cell | None:
    return case.deciding_cells().get(column)


def _deadline(kind: str, case: Case) -> date | None:
    """Return the last day to appeal or to file; a request to a physician's office has none."""
    days = {
        "appeal": case.last_day_to_appeal,
        "corrected": case.last_day_to_file,
        "timely": case.last_day_to_file,
    }
    return days.get(kind)
