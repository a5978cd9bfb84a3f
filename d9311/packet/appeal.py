"""The appeal packet: a letter of one page, what is enclosed, what is missing, and where it all comes from."""

from __future__ import annotations

from collections.abc import Iterator

from d9311.columns import ELEMENT_COLUMNS
from d9311.packet.answers import answer
from d9311.packet.codes import code_meaning, code_name
from d9311.packet.document import Block, Document, Heading, Line, Span, Table, line, paragraph
from d9311.packet.facts import Case
from d9311.packet.letter import LABELS, Asked, Letter
from d9311.packet.words import CODE, MISSING, listed, quoted, said

TITLE = f"Appeal of a denied claim, {CODE}"

TO_ATTACH = "to be attached: \N{BALLOT BOX}"


def refusal(case: Case) -> str | None:
    """Return why there is no such letter for a case."""
    return None if case.outcome == "denied" else "not denied: an appeal answers a denial"


def appeal(case: Case, asked: Asked) -> Document:
    """Return the packet of a denied episode."""
    letter = Letter(case, asked)
    cells = case.deciding_cells()
    denied: list[tuple[str, Line]] = [
        ("Denied on:", letter.cell("adjudicated_date")),
        ("Codes as received:", letter.cell("adjustment_codes")),
        ("Last day to appeal:", letter.limit(
            "appeal_days", case.last_day_to_appeal, cells.get("adjudicated_date"), "for appeals")),
    ]  # fmt: skip
    blocks: list[Block] = [
        *letter.opening(letter.to_payer()),
        Heading(TITLE, 1),
        letter.subject(denied),
        paragraph(
            f"We ask you to review the denial of {CODE} above. What the record of the consultation holds, "
            "and our answer to each of your codes, follows.",
            gap=0.8,
        ),
        Heading("The consultation, as recorded"),
        *_consultation(letter),
        Heading("Your codes, and our answer"),
        *_codes(letter),
        paragraph(
            "If the denial stands, please write to us which element of the record you still miss.", gap=0.8
        ),
        *letter.signature(),
        *_enclosures(letter),
    ]
    return letter.document(TITLE, blocks)


def _consultation(letter: Letter) -> list[Block]:
    if not letter.case.record:
        return [paragraph("No record of a consultation is linked to this claim: ", MISSING)]
    element = letter.element
    return [
        paragraph(
            "On ", element("date", "consultation_date"), " at ", element("time", "consultation_time"),
            " our office (", letter.note("provider_name"), ") consulted ",
            element("professional", *ELEMENT_COLUMNS["professional"]),
            " by this method: ", element("method", "method"), ".",
        ),
        Table(tuple(_noted(letter)), (2, 5)),
    ]  # fmt: skip


def _noted(letter: Letter) -> Iterator[tuple[Line, Line]]:
    """Yield what the record says, by label; what no rule asks for only where it is there."""
    record = letter.case.record
    yield _label("Planned procedure:"), quoted(record.get("planned_procedure"))
    if "medical_condition" in record:
        yield _label("Medical condition:"), quoted(record["medical_condition"])
    yield _label("Reason:"), letter.element("reason", "reason", words=True)
    yield _label("Outcome:"), letter.element("outcome", "outcome", words=True)
    if "treatment_change" in record:
        yield _label("Change in the plan:"), quoted(record["treatment_change"])


def _label(text: str) -> Line:
    return line(Span(text, "strong"))


def _codes(letter: Letter) -> list[Block]:
    if not letter.case.codes:
        return [paragraph("The denial came without a code: ", MISSING, ". Please give the reason in words.")]
    has_record = bool(letter.case.record)
    rows = tuple(
        (code_name(letter, code), code_meaning(code), line(answer(code.category, has_record)))
        for code in letter.case.codes
    )
    return [Table(rows, (1.5, 3, 4), ("Code", "What it says, in plain words", "Our answer"))]


def _enclosures(letter: Letter) -> list[Block]:
    return [
        Heading("Enclosures", 1, new_page=True),
        Table(tuple(_enclosed(letter)), (0.6, 5, 4), ("No.", "Enclosure", "State")),
        Heading("Elements of the record"),
        paragraph(
            "What a record of a consultation holds, and what this one holds. What is missing is named, not "
            "filled in; what was written after the decision is marked as a late entry."
        ),
        Table(
            tuple(_element(letter, name) for name in ELEMENT_COLUMNS),
            (2.6, 4.4, 3),
            ("Element", "What the record holds", "State"),
        ),
    ]


def _enclosed(letter: Letter) -> Iterator[tuple[Line, ...]]:
    case, attach = letter.case, line(TO_ATTACH)
    cells = case.deciding_cells()
    number = said(case.record.get("consultation_id"))
    record = attach if case.record else line(Span("MISSING: no record is linked to this claim", "missing"))
    yield line("1"), line("Record of the consultation, number ", number), record
    yield line("2"), line(LABELS["record"]), _state(letter, "record", attach)
    yield line("3"), line("Your decision (EOB or remittance) of ", letter.cell("adjudicated_date")), attach
    if "attachment_reference" in cells:
        sent = line("Attachments sent with the claim, reference ", letter.cell("attachment_reference"))
        yield line("4"), sent, line("sent before; a copy: ", attach)


def _element(letter: Letter, name: str) -> tuple[Line, ...]:
    cells = [letter.case.record[column] for column in ELEMENT_COLUMNS[name] if column in letter.case.record]
    as_words = name in ("reason", "outcome", "record")
    held = listed(((quoted if as_words else said)(cell) for cell in cells), "; " if as_words else ", ")
    return (
        line(Span(LABELS[name], "strong")),
        held,
        _state(letter, name, line("in the record")),
    )


def _state(letter: Letter, name: str, present: Line) -> Line:
    """Return the state of an element in words: present, missing, not exported; and whether it came late."""
    found = letter.case.elements[name]
    if not letter.case.record:
        return line(Span("MISSING: no record is linked", "missing"))
    if found is None:
        return line("not in the practice's export")
    if found:
        return line(present, letter.late(name))
    why = "what stands there does not say it" if name != "professional" else "name or credentials"
    has_cell = any(column in letter.case.record for column in ELEMENT_COLUMNS[name])
    return line(Span(f"MISSING: {why}" if has_cell else "MISSING: blank", "missing"), letter.late(name))
