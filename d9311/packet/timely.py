"""The timely filing letter: on which days the claim was sent and answered, row by row."""

from __future__ import annotations

from d9311.packet.document import Block, Document, Heading, Line, Table, line, paragraph
from d9311.packet.facts import Case, ClaimRow
from d9311.packet.letter import Asked, Letter
from d9311.packet.words import CODE, said

TITLE = f"Proof of timely filing, {CODE}"
COLUMNS = {
    "submitted_date": "Sent on",
    "submission_type": "Kind",
    "claim_id": "Our claim number",
    "adjudicated_date": "Answered on",
    "status": "Status",
    "adjustment_codes": "Codes",
}


def refusal(case: Case) -> str | None:
    """Return why there is no such letter for a case."""
    return None if case.every("submitted_date") else "no day of sending is in the record"


def timely(case: Case, asked: Asked) -> Document:
    """Return the letter with the submission history of an episode."""
    letter = Letter(case, asked)
    sent = [row.cells["submitted_date"] for row in case.rows if "submitted_date" in row.cells]
    first = min(sent, key=lambda cell: cell.value)
    start = case.deciding_cells().get("service_date")
    limit = letter.limit("timely_filing_days", case.last_day_to_file, start, "for filing")
    blocks: list[Block] = [
        *letter.opening(letter.to_payer()),
        Heading(TITLE, 1),
        letter.subject([("Last day to file:", limit)]),
        paragraph(
            f"The claim above for {CODE} was first sent on ", said(first),
            ". Our files hold these submissions and answers:", gap=0.8,
        ),
        Heading("Submission history"),
        Table(
            tuple(_row(row) for row in _sendings(case)),
            (2, 1.6, 1.8, 2, 1.8, 2),
            tuple(COLUMNS.values()),
            small=True,
        ),
        paragraph(
            "Please take the claim as filed on these days. To be attached for each submission: the report of "
            "the clearinghouse or the proof of mailing \N{BALLOT BOX}", gap=0.8,
        ),
        *letter.signature(),
    ]  # fmt: skip
    return letter.document(TITLE, blocks)


def _sendings(case: Case) -> list[ClaimRow]:
    """Return the rows that count, and the submissions behind answers that do not say when they were sent."""
    kept = [row for row in case.rows if not row.dropped]
    days = {row.cells["submitted_date"].value for row in kept if "submitted_date" in row.cells}
    further = [
        row
        for row in case.rows
        if row.dropped and "submitted_date" in row.cells and row.cells["submitted_date"].value not in days
    ]
    return further + kept


def _row(row: ClaimRow) -> tuple[Line, ...]:
    return tuple(
        said(row.cells[column]) if column in row.cells else line("\N{EN DASH}") for column in COLUMNS
    )
