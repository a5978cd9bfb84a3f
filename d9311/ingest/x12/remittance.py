"""An 835, the payer's answer: a row for each dental service line, and whether the money adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from d9311.ingest.x12.claims import (
    DENTAL,
    leave_out_claim,
    leave_out_line,
    line_numbers,
    patient_key,
    person,
)
from d9311.ingest.x12.notes import Notes, amount, iso, money, total
from d9311.ingest.x12.segments import Place

COLUMNS = (
    "claim_id", "line_number", "payer_claim_control_number", "practice_name", "provider_id", "provider_name",
    "patient_id", "payer_name", "payer_id", "payer_order", "procedure_code", "service_date", "adjudicated_date",
    "status", "billed_amount", "allowed_amount", "paid_amount", "patient_responsibility", "adjustment_codes",
)  # fmt: skip

_STATUS = dict.fromkeys(("1", "2", "3", "19", "20", "21"), "processed")
_STATUS |= {"4": "denied", "22": "reversed", "25": "predetermination"}
_PREDETERMINATION = "25"
_ORDER = {
    "1": "primary",
    "19": "primary",
    "2": "secondary",
    "20": "secondary",
    "3": "tertiary",
    "21": "tertiary",
}
_NOT_ALLOWED = ("CO", "OA", "PI")
_REMARKS = {"MOA": range(3, 8), "MIA": (5, 20, 21, 22, 23)}
_TRIPLES = range(2, 20, 3)

Adjustment = tuple[str, str, Decimal | None]


@dataclass
class _Line:
    """A service line; `billed_code` is what the payer recoded (SVC06)."""

    number: int
    qualifier: str
    code: str
    billed_code: str
    billed: str
    paid: str
    service_date: str = ""
    control_number: str = ""
    payers_allowed: str = ""
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass
class _Claim:
    """A claim; `adjustments` and `remarks` are those of the claim as a whole."""

    number: int
    claim_id: str
    status: str
    billed: str
    paid: str
    control_number: str
    service_date: str = ""
    provider: tuple[str, str] = ("", "")
    patient: tuple[str, str] = ("", "")
    insured: str = ""
    adjustments: list[Adjustment] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)


class Remittance:
    """One transaction set (one check). `is_balanced`: whether every sum that it gives is right."""

    def __init__(self, notes: Notes) -> None:
        self.is_balanced = True
        self._notes = notes
        self._claim: _Claim | None = None
        self._payer = self._payer_id = self._practice = self._trace = ""
        self._produced = self._paid_on = ""
        self._payment: tuple[int, str] | None = None
        self._paid: list[Decimal | None] = []
        self._estimated: list[Decimal | None] = []
        self._provider_adjustments: list[Decimal | None] = []
        self._claims = 0

    def take(self, place: Place) -> Iterator[tuple[int, list[str]]]:
        """Take the next segment; yield the rows of a claim that ends with it: (segment, cells)."""
        name = place.name
        if name in ("CLP", "LX", "PLB", "SE"):
            yield from self._end_claim()
        if name == "CLP":
            self._claims += 1
            self._claim = _Claim(
                place.number, place.get(1), place.get(2), place.get(3), place.get(4), place.get(7)
            )
        elif name == "PLB":
            self._provider_adjustments += [
                amount(place.get(element)) for element in range(4, 15, 2) if place.get(element)
            ]
        elif name == "SE":
            self._check_payment()
        elif self._claim is None:
            self._take_heading(place)
        elif name == "SVC":
            self._claim.lines.append(_line(place))
        elif self._claim.lines:
            self._take_in_line(self._claim.lines[-1], place)
        else:
            self._take_in_claim(self._claim, place)

    def _take_heading(self, place: Place) -> None:
        key = (place.name, place.get(1))
        if place.name == "BPR":
            self._payment, self._paid_on = (place.number, place.get(2)), iso(place.get(16))
        elif place.name == "TRN":
            self._trace = place.get(2)
        elif key == ("DTM", "405"):
            self._produced = iso(place.get(2))
        elif key == ("N1", "PR"):
            self._payer, self._payer_id = place.get(2), place.get(4)
        elif key == ("N1", "PE"):
            self._practice = place.get(2)
        elif key == ("REF", "2U"):
            self._payer_id = self._payer_id or place.get(2)

    def _take_in_claim(self, claim: _Claim, place: Place) -> None:
        key = (place.name, place.get(1))
        if place.name == "CAS":
            claim.adjustments += self._adjustments(place)
        elif place.name in _REMARKS:
            claim.remarks += filter(None, map(place.get, _REMARKS[place.name]))
        elif key == ("NM1", "QC"):
            claim.patient = (place.get(9), place.get(4))
        elif key == ("NM1", "IL"):
            claim.insured = place.get(9)
        elif key == ("NM1", "82"):
            claim.provider = (place.get(9), person(place))
        elif key in (("DTM", "232"), ("DTM", "472")) or (key == ("DTM", "233") and not claim.service_date):
            claim.service_date = iso(place.get(2))

    def _take_in_line(self, line: _Line, place: Place) -> None:
        key = (place.name, place.get(1))
        if place.name == "CAS":
            line.adjustments += self._adjustments(place)
        elif key in (("DTM", "472"), ("DTM", "150")) or (key == ("DTM", "151") and not line.service_date):
            line.service_date = iso(place.get(2))
        elif key == ("REF", "6R"):
            line.control_number = place.get(2)
        elif key == ("AMT", "B6"):
            line.payers_allowed = place.get(2)
        elif key == ("LQ", "HE"):
            line.remarks.append(place.get(2))

    def _adjustments(self, place: Place) -> Iterator[Adjustment]:
        for element in _TRIPLES:
            code, text = place.get(element), place.get(element + 1)
            if not code and not text:
                continue
            value = amount(text)
            if value is None:
                self._notes.add("unreadable_adjustment", place.number)
            yield place.get(1), code, value

    def _end_claim(self) -> Iterator[tuple[int, list[str]]]:
        claim, self._claim = self._claim, None
        if claim is None:
            return
        (self._estimated if claim.status == _PREDETERMINATION else self._paid).append(amount(claim.paid))
        self._check_claim(claim)
        if not claim.lines:
            leave_out_claim(self._notes, claim.number)
        numbers = line_numbers([line.control_number for line in claim.lines])
        for number, line in zip(numbers, claim.lines, strict=True):
            if line.qualifier != DENTAL:
                leave_out_line(self._notes, line.number, line.qualifier)
            else:
                yield line.number, self._row(claim, line, number)

    def _row(self, claim: _Claim, line: _Line, number: int) -> list[str]:
        if line.billed_code and line.billed_code != line.code:
            self._notes.add("recoded_line", line.number)
        identifier, first_name = claim.patient
        allowed = self._allowed(claim, line)
        return [
            claim.claim_id, str(number), claim.control_number, self._practice, *claim.provider,
            patient_key(identifier or claim.insured, first_name, claim.claim_id),
            self._payer, self._payer_id, _ORDER.get(claim.status, ""),
            line.billed_code or line.code, line.service_date or claim.service_date, self._produced or self._paid_on,
            _STATUS.get(claim.status, claim.status), line.billed, money(allowed), line.paid,
            money(_patient_share(line)), _codes(claim, line), f"{self._trace} {self._claims}",
        ]  # fmt: skip

    def _allowed(self, claim: _Claim, line: _Line) -> Decimal | None:
        """Billed less what the payer did not allow; unknown where that is said of several lines together."""
        adjustments = list(line.adjustments)
        if len(claim.lines) == 1:
            adjustments += claim.adjustments
        elif any(group in _NOT_ALLOWED for group, _, _ in claim.adjustments):
            return amount(line.payers_allowed)
        taken = total(value for group, _, value in adjustments if group in _NOT_ALLOWED)
        billed = amount(line.billed)
        allowed = None if taken is None or billed is None else billed - taken
        payers = amount(line.payers_allowed)
        if allowed is not None and payers is not None and payers != allowed:
            self._notes.add("allowed_differs", line.number)
        return allowed

    def _check_claim(self, claim: _Claim) -> None:
        billed, paid = amount(claim.billed), amount(claim.paid)
        if billed is None or paid is None:
            self._notes.add("unreadable_total", claim.number)
        adjustments = [*claim.adjustments, *(one for line in claim.lines for one in line.adjustments)]
        taken = total(value for _, _, value in adjustments)
        differs = billed is not None and paid is not None and taken is not None and billed - paid != taken
        if claim.lines:
            differs |= _differs(billed, total(amount(line.billed) for line in claim.lines))
            differs |= _differs(paid, total(amount(line.paid) for line in claim.lines))
        if differs:
            self.is_balanced = False
            self._notes.add("claim_total", claim.number)

    def _check_payment(self) -> None:
        """BPR02 is the sum of the claims less the provider adjustments; estimates are no payments."""
        if self._payment is None:
            return
        number, text = self._payment
        adjusted = total(self._provider_adjustments)
        paid, estimated = total(self._paid), total([*self._paid, *self._estimated])
        if amount(text) is None or adjusted is None or paid is None:
            self._notes.add("unreadable_total", number)
        elif amount(text) not in (paid - adjusted, None if estimated is None else estimated - adjusted):
            self.is_balanced = False
            self._notes.add("payment_total", number)


def _line(place: Place) -> _Line:
    """A service line (SVC). Its qualifier is that of the code that was billed, where the payer recoded it."""
    qualifier, billed_code = place.part(1, 1), ""
    if place.part(6, 2) and place.part(6, 1) == DENTAL:
        qualifier, billed_code = DENTAL, place.part(6, 2)
    return _Line(
        place.number, qualifier, place.part(1, 2), billed_code, place.get(2), place.get(3)
    )  # fmt: skip


def _differs(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one != other


def _patient_share(line: _Line) -> Decimal | None:
    """PR adjustments of a line; unknown where its adjustments do not explain what was not paid."""
    taken, billed, paid = (
        total(value for _, _, value in line.adjustments),
        amount(line.billed),
        amount(line.paid),
    )
    if taken is None or billed is None or paid is None or billed - paid != taken:
        return None
    return total(value for group, _, value in line.adjustments if group == "PR")


def _codes(claim: _Claim, line: _Line) -> str:
    """Adjustments of the line with amounts, those of the claim without, and the remarks of both."""
    codes = [f"{group}-{code}:{money(value)}" if value is not None else f"{group}-{code}"
             for group, code, value in line.adjustments]  # fmt: skip
    codes += [f"{group}-{code}" for group, code, _ in claim.adjustments]
    return "; ".join([*codes, *dict.fromkeys([*line.remarks, *claim.remarks])])
