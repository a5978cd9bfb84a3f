"""An 837D, dental claims as they were sent: a row for each service line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from d9311.ingest.x12.claims import (
    is_dental,
    leave_out_claim,
    leave_out_line,
    line_numbers,
    patient_key,
    person,
)
from d9311.ingest.x12.notes import Notes, amount, iso, total
from d9311.ingest.x12.segments import Place

COLUMNS = (
    "claim_id", "line_number", "original_claim_id", "claim_type", "submission_type", "practice_name",
    "provider_id", "provider_name", "patient_id", "payer_name", "payer_id", "payer_order", "procedure_code",
    "service_date", "submitted_date", "status", "billed_amount", "attachment_sent", "attachment_reference",
)  # fmt: skip

_PREDETERMINATION = "PB"
_LEVELS = {"20": "provider", "22": "subscriber", "23": "patient"}


@dataclass
class _Line:
    number: int
    qualifier: str = ""
    code: str = ""
    billed: str = ""
    service_date: str = ""
    control_number: str = ""
    provider: tuple[str, str] = ("", "")
    attachments: list[str] = field(default_factory=list)


@dataclass
class _Claim:
    number: int
    claim_id: str
    billed: str
    frequency: str
    kind: str
    original: str = ""
    service_date: str = ""
    provider: tuple[str, str] = ("", "")
    attachments: list[str] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)


class Submission:
    """One transaction set (one batch of claims). `is_balanced`: whether the lines add up to their claims."""

    def __init__(self, notes: Notes) -> None:
        self.is_balanced = True
        self._notes = notes
        self._claim: _Claim | None = None
        self._line: _Line | None = None
        self._sent = self._batch = ""
        self._billing = ("", "")
        self._order = self._payer = self._payer_id = ""
        self._member = self._first_name = ""
        self._claims = 0

    def take(self, place: Place) -> Iterator[tuple[int, list[str]]]:
        """Take the next segment; yield the rows of a claim that ends with it: (segment, cells)."""
        name = place.name
        if name in ("CLM", "HL", "SE"):
            yield from self._end_claim()
        if name == "CLM":
            self._claims += 1
            self._claim = _Claim(place.number, place.get(1), place.get(2), place.part(5, 3), place.get(19))
        elif name == "HL":
            self._begin_level(_LEVELS.get(place.get(3), ""))
        elif name == "BHT":
            self._batch, self._sent = place.get(3), iso(place.get(4))
        elif self._claim is None:
            self._take_in_level(place)
        elif name == "LX":
            self._line = None
        elif name == "SV3":
            self._line = _Line(place.number, place.part(1, 1), place.part(1, 2), place.get(2))
            self._claim.lines.append(self._line)
        else:
            self._take_in_claim(self._claim, self._line or self._claim, place)

    def _begin_level(self, level: str) -> None:
        if level in ("provider", "subscriber"):
            self._order = self._payer = self._payer_id = self._member = self._first_name = ""
        if level == "provider":
            self._billing = ("", "")

    def _take_in_level(self, place: Place) -> None:
        key = (place.name, place.get(1))
        if place.name == "SBR":
            self._order = place.get(1)
        elif key == ("NM1", "85"):
            self._billing = (place.get(9), person(place))
        elif key == ("NM1", "IL"):
            self._member, self._first_name = place.get(9), place.get(4)
        elif key == ("NM1", "QC"):
            self._first_name = place.get(4)
        elif key == ("NM1", "PR"):
            self._payer, self._payer_id = place.get(3), place.get(9)

    def _take_in_claim(self, claim: _Claim, part: _Claim | _Line, place: Place) -> None:
        """Other payers of the claim (a second SBR with its NM1 segments) are passed over."""
        key = (place.name, place.get(1))
        if key == ("DTP", "472"):
            part.service_date = iso(place.get(3))
        elif key == ("NM1", "82"):
            part.provider = (place.get(9), person(place))
        elif key == ("REF", "F8") and part is claim:
            claim.original = place.get(2)
        elif key == ("REF", "6R") and isinstance(part, _Line):
            part.control_number = place.get(2)
        elif place.name == "PWK":
            part.attachments.append(place.get(6))

    def _end_claim(self) -> Iterator[tuple[int, list[str]]]:
        claim, self._claim, self._line = self._claim, None, None
        if claim is None:
            return
        sums = total(amount(line.billed) for line in claim.lines)
        if claim.lines and sums is not None and amount(claim.billed) not in (None, sums):
            self.is_balanced = False
            self._notes.add("claim_total", claim.number)
        if not claim.lines:
            leave_out_claim(self._notes, claim.number)
        numbers = line_numbers([line.control_number for line in claim.lines])
        for number, line in zip(numbers, claim.lines, strict=True):
            if not is_dental(line.qualifier, line.code):
                leave_out_line(self._notes, line.number, line.qualifier)
            else:
                yield line.number, self._row(claim, line, number)

    def _row(self, claim: _Claim, line: _Line, number: int) -> list[str]:
        attachments = [*claim.attachments, *line.attachments]
        provider = next((one for one in (line.provider, claim.provider) if any(one)), self._billing)
        is_estimate = claim.kind == _PREDETERMINATION
        return [
            claim.claim_id, str(number), claim.original, "predetermination" if is_estimate else "",
            claim.frequency, self._billing[1], *provider,
            patient_key(self._member, self._first_name, claim.claim_id), self._payer, self._payer_id,
            self._order, line.code, line.service_date or claim.service_date, self._sent,
            "predetermination" if is_estimate else "submitted", line.billed, "yes" if attachments else "no",
            next(filter(None, attachments), ""), f"{self._batch} {self._claims}",
        ]  # fmt: skip
