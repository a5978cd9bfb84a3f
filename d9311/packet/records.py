"""The request to the physician's office for what the record of a consultation lacks."""

from __future__ import annotations

from d9311.packet.document import Block, Document, Heading, Line, Paragraph, Span, Table, line, paragraph
from d9311.packet.facts import Case
from d9311.packet.letter import Asked, Letter
from d9311.packet.words import MISSING, SHORT_BLANK, quoted, said

TITLE = "Request for records of a consultation"
ASKED_FOR = {
    "reason": "for what reason we consulted you, as you noted it",
    "date": "the day of the consultation",
    "time": "the time of the consultation",
    "method": "how we spoke or wrote: phone, video, in person, letter, fax, e-mail or secure message",
    "professional": "your full name and credentials or specialty",
    "outcome": "the outcome: what you recommended",
    "record": "a copy of the correspondence, or your summary of the talk",
}


def lacking(case: Case) -> list[str]:
    """Return the elements that the record lacks; all of them where no record is linked."""
    return [name for name in ASKED_FOR if not case.record or case.elements[name] is False]


def refusal(case: Case) -> str | None:
    """Return why there is no such letter for a case."""
    return None if lacking(case) else "the record lacks nothing that could be asked for"


def records(case: Case, asked: Asked) -> Document:
    """Return the letter; it says nothing of the payer, the claim or its money."""
    letter = Letter(case, asked)
    record = case.record
    blocks: list[Block] = [
        *letter.opening([
            line("To: ", letter.note("professional_name"), ", ", letter.note("professional_credential")),
            line("Address or fax of the office: ", MISSING),
        ]),
        Heading(TITLE, 1),
        Table(
            (
                (line(Span("Patient:", "strong")), letter.patient()),
                (line(Span("Date of birth:", "strong")), line(SHORT_BLANK)),
                (line(Span("Date of the consultation:", "strong")), letter.note("consultation_date")),
                (line(Span("Our dentist:", "strong")), said(
                    record.get("provider_name") or case.newest("provider_name"))),
                (line(Span("Planned procedure:", "strong")), quoted(
                    record.get("planned_procedure"))),
            ),
            (2, 5),
        ),
        _what_for(letter),
        Heading("What we ask you for"),
        Table(
            tuple(_row(number, name) for number, name in enumerate(lacking(case), 1)),
            (0.6, 5, 4),
            ("No.", "Element", "Your answer"),
        ),
        *letter.signature(),
    ]  # fmt: skip
    return letter.document(TITLE, blocks, is_for_payer=False)


def _what_for(letter: Letter) -> Paragraph:
    please = "Please send it from your own notes, and date your answer with the day on which you write it."
    if not letter.case.record:
        none, asked = (
            "We find no record of a consultation for the service of ",
            "If you were consulted, we ask for ",
        )
        served = said(letter.case.deciding_cells().get("service_date"))
        return paragraph(none, served, f". {asked}what stands below. {please}", gap=0.8)
    number = letter.note("consultation_id")
    lacks = ") lacks what is asked for below. "
    return paragraph(
        "Our record of a consultation about this patient (number ", number, lacks, please, gap=0.8
    )


def _row(number: int, name: str) -> tuple[Line, ...]:
    blank = Span(f"[not in the record] {SHORT_BLANK}", "missing")
    return line(str(number)), line(ASKED_FOR[name]), line(blank)
