"""What the letters share: whom they are to, whose claim it is, who signs, and the appendix of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from d9311.packet.document import (
    Block,
    Document,
    Heading,
    Line,
    Paragraph,
    Place,
    Span,
    Table,
    inert,
    line,
    numbered,
    paragraph,
)
from d9311.packet.facts import Case, Cell
from d9311.packet.letterhead import Letterhead
from d9311.packet.words import BLANK, CODE_NAME, MISSING, SHORT_BLANK, day, listed, quoted, said

LABELS = {
    "reason": "Reason",
    "date": "Date",
    "time": "Time",
    "method": "Method of communication",
    "professional": "Professional, with credentials",
    "outcome": "Outcome or recommendation",
    "record": "Copy of the correspondence, or summary of the talk",
}


X12_PLACE = (
    " Of an electronic remittance or claim (835, 837) it is the segment of the service line; what was said "
    "of its claim and its check stands in segments before that one."
)


@dataclass(frozen=True)
class LateMark:
    """An element of the record that was `first seen` or `changed` after the payer had decided."""

    how: str
    decided: date

    def words(self) -> str:
        """Return the mark as it is printed."""
        return f"late entry: {self.how} after the decision on {day(self.decided)}"


@dataclass(frozen=True)
class Asked:
    """What a letter is made of beside the case; `late` by element of the record."""

    letterhead: Letterhead = Letterhead()
    patient_name: str = ""
    dated: date | None = None
    late: Mapping[str, LateMark] = field(default_factory=dict)


@dataclass
class Letter:
    """A case on its way to a document, and what every letter says of it."""

    case: Case
    asked: Asked

    def cell(self, column: str) -> Line:
        """Return a value of the deciding row with its source, or the visible blank."""
        return said(self.case.deciding_cells().get(column))

    def note(self, column: str) -> Line:
        """Return a value of the record with its source, or the visible blank."""
        return said(self.case.record.get(column))

    def element(self, name: str, *columns: str, words: bool = False) -> Line:
        """Return an element of the record: blank where documentation.md finds it missing; late ones so."""
        cells = [self.case.record[column] for column in columns if column in self.case.record]
        if self.case.elements[name] is False and name != "professional" or not cells:
            return line(MISSING)
        parts = [(quoted if words else said)(cell) for cell in cells]
        if self.case.elements[name] is False:
            parts.append(line("credentials ", MISSING))
        return line(listed(parts), self.late(name))

    def late(self, element: str) -> Line:
        """Return the mark of a late entry, nothing where there is none."""
        mark = self.asked.late.get(element)
        return line(Span(f" [{mark.words()}]", "late")) if mark else ()

    def opening(self, to: Iterable[Line]) -> list[Block]:
        """Return date and addressee."""
        dated = day(self.asked.dated) if self.asked.dated else SHORT_BLANK
        return [paragraph(f"Date: {dated}"), Paragraph(tuple(to))]

    def to_payer(self) -> list[Line]:
        """Return the payer as the file names it; no file holds its address."""
        return [
            line("To: ", said(self.case.newest("payer_name"))),
            line("Address or fax of the payer: ", MISSING),
        ]

    def patient(self) -> Line:
        """Return the line of the patient, whose name stands there only where the user typed it."""
        name = inert(self.asked.patient_name) or BLANK
        return line(f"{name} (patient number {self.case.patient})")

    def subject(self, further: Iterable[tuple[str, Line]] = ()) -> Table:
        """Return whose claim it is, as label and value."""
        rows = [
            ("Patient:", self.patient()),
            ("Birth date, member no.:", line(f"{SHORT_BLANK}, {SHORT_BLANK}")),
            ("Our claim number:", listed(said(cell) for cell in self.case.every("claim_id"))),
            ("Your claim number:", said(self.case.newest("payer_claim_control_number"))),
            ("Procedure:", line(self.cell("procedure_code"), f", {CODE_NAME}")),
            ("Date of service:", self.cell("service_date")),
            ("Amount billed:", self.cell("billed_amount")),
            ("Treating dentist:", self.cell("provider_name")),
            *further,
        ]
        return Table(tuple((line(Span(label, "strong")), value) for label, value in rows), (2, 5))

    def limit(self, column: str, last_day: date | None, start: Cell | None, what: str) -> Line:
        """Return the last day with its rule, or that none is known; nothing is filled in."""
        rule = self.case.limits.get(column, {})
        if column not in rule:
            return line(f"not known: the practice has no rule of this payer {what}")
        days = said(rule[column])
        if last_day is None or start is None:
            return line("the day that it runs from is ", MISSING, ": ", days, " days")
        read = line(", read on ", said(rule["as_of"])) if "as_of" in rule else ()
        source = said(rule["source"]) if "source" in rule else (MISSING,)
        return line(f"{day(last_day)}, ", days, " days from ", said(start), "; rule: ", source, read)

    def signature(self) -> list[Block]:
        """Return the lines on which the practice signs; a name is printed where the letterhead has one."""
        head = self.asked.letterhead
        signer = ", ".join(inert(one) for one in (head.signer, head.signer_title) if one)
        return [
            Paragraph((line("Sincerely,"),), 0.8),
            Paragraph(
                (
                    line(f"Signature: {BLANK}{SHORT_BLANK}"),
                    line(f"Name and title: {signer or BLANK + SHORT_BLANK}"),
                ),
                1.6,
            ),
        ]

    def document(self, title: str, blocks: Iterable[Block], is_for_payer: bool = True) -> Document:
        """Return the finished document, its appendix last."""
        made, places = numbered(blocks)
        claim = self.case.newest("claim_id") if is_for_payer else None
        running = f"{title}, claim {inert(claim.value)}" if claim else title
        if places:
            made += appendix(places)
        return Document(title, running, self.asked.letterhead.lines(), tuple(made))


def appendix(places: list[Place]) -> list[Block]:
    """Return where each number in brackets leads."""
    rows = [
        tuple(
            line(inert(text))
            for text in (
                f"[{number}]",
                one.value,
                one.file_name or "several rows, joined",
                one.where(),
                one.column,
                one.imported or "part of the dashboard",
            )
        )
        for number, one in enumerate(places, 1)
    ]
    return [
        Heading("Appendix: where each statement comes from", 1, new_page=True),
        paragraph(
            "Each number in brackets in this document leads to one line here: the value as it was read, the "
            "file, the line in the file as it was imported, the column, and the day of the import.",
            X12_PLACE if any(one.is_segment for one in places) else "",
        ),
        Table(
            tuple(rows),
            (0.7, 3.5, 2.6, 1.4, 3.3, 1.7),
            ("No.", "Value", "File", "Line", "Column", "Imported"),
            small=True,
        ),
    ]
