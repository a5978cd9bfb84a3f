"""The corrected claim sheet: what was sent, what each code asks to correct, and room for the new value."""

from __future__ import annotations

from d9311.packet.codes import code_meaning, code_name
from d9311.packet.document import Block, Document, Heading, Line, Span, Table, line, paragraph
from d9311.packet.facts import Case, Code
from d9311.packet.letter import Asked, Letter
from d9311.packet.words import BLANK, CODE, MISSING
from d9311.steps import next_step

TITLE = f"Corrected claim sheet, {CODE}"
FIELDS = {
    "claim_id": "Our claim number",
    "payer_claim_control_number": "Payer's claim number",
    "submission_type": "Kind of submission",
    "payer_name": "Payer",
    "plan_name": "Plan",
    "provider_name": "Treating dentist",
    "procedure_code": "Procedure code",
    "service_date": "Date of service",
    "submitted_date": "Sent on",
    "billed_amount": "Amount billed",
    "attachment_sent": "Attachment sent",
    "attachment_reference": "Attachment reference",
    "coverage_verified_date": "Coverage verified on",
}


def refusal(case: Case) -> str | None:
    """Return why there is no such sheet for a case."""
    fits = case.outcome in ("denied", "rejected", "exhausted", "indeterminate")
    return None if fits else "neither denied nor turned away: there is nothing to correct"


def corrected(case: Case, asked: Asked) -> Document:
    """Return the sheet of a denied or rejected episode; it stays in the practice."""
    letter = Letter(case, asked)
    blocks: list[Block] = [
        Heading(TITLE, 1),
        paragraph("For the practice, to correct the claim by; not for the payer."),
        Table(
            (
                (line(Span("Patient:", "strong")), letter.patient()),
                (line(Span("Answered on:", "strong")), letter.cell("adjudicated_date")),
                (line(Span("Codes as received:", "strong")), letter.cell("adjustment_codes")),
                (line(Span("Last day to file:", "strong")), letter.limit(
                    "timely_filing_days", case.last_day_to_file,
                    case.deciding_cells().get("service_date"), "for filing")),
            ),
            (2, 5),
        ),
        Heading("What each code asks for"),
        *_asked_for(letter),
        Heading("What was sent, and what it is to be"),
        Table(
            tuple((line(Span(label, "strong")), letter.cell(column), line(BLANK)) for column, label in
                  FIELDS.items()),
            (3, 4, 4),
            ("Field", "As sent", "Corrected to"),
        ),
        paragraph(
            "A corrected claim (frequency 7) names the payer's number of the claim that it replaces: ",
            letter.cell("payer_claim_control_number"), ".", gap=0.8,
        ),
        paragraph(f"Corrected by: {BLANK}   Date: {BLANK}", gap=1.2),
    ]  # fmt: skip
    return letter.document(TITLE, blocks)


def _asked_for(letter: Letter) -> list[Block]:
    if not letter.case.codes:
        return [paragraph("The answer came without a code: ", MISSING, ". Read the reason on the EOB first.")]
    rows = tuple((code_name(letter, code), code_meaning(code), _step(code)) for code in letter.case.codes)
    return [Table(rows, (1.5, 3, 4), ("Code", "What it says, in plain words", "What to correct"))]


def _step(code: Code) -> Line:
    if code.meaning is None:
        return line("Read the reason on the EOB: ", MISSING)
    if not code.is_denial:
        return line("nothing: it is no denial")
    return line(next_step(code.next_step, code.route, code.group_code))
