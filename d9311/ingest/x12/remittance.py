"""An 835, the payer's answer: a row for each dental service line, and whether the money adds up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from d9311.ingest.reading.textfile import ProviderAdjustment
from d9311.ingest.x12 import answers
from d9311.ingest.x12.answers import Adjustment, Claim, Line
from d9311.ingest.x12.claims import leave_out_claim, leave_out_line, line_numbers, patient_key, person
from d9311.ingest.x12.notes import Notes, amount, iso, money, total, whole_cents
from d9311.ingest.x12.segments import Place

COLUMNS = (
    "claim_id", "line_number", "payer_claim_control_number", "practice_name", "provider_id", "provider_name",
    "patient_id", "payer_name", "payer_id", "payer_order", "procedure_code", "service_date",
    "adjudicated_date", "status", "billed_amount", "allowed_amount", "paid_amount", "patient_responsibility",
    "adjustment_codes",
)  # fmt: skip
# Beyond the contract: the check (TRN02), and the claim's status as sent (CLP02).
EXTRA = ("remittance", "claim_status_code")

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
_REMARKS = {"MOA": range(3, 8), "MIA": (5, 20, 21, 22, 23)}
_TRIPLES = range(2, 20, 3)


class Remittance:
    """One transaction set (one check). `is_balanced`: whether every sum that it gives is right."""

    def __init__(self, notes: Notes) -> None:
        self.is_balanced = True
        self._notes = notes
        self._claim: Claim | None = None
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
            self._claim = Claim(
                place.number, place.get(1), place.get(2), place.get(3), place.get(4), place.get(7)
            )
        elif name == "PLB":
            self._take_provider_adjustments(place)
        elif name == "SE":
            self._check_payment()
        elif self._claim is None:
            self._take_heading(place)
        elif name == "SVC":
            self._claim.lines.append(answers.read_line(place))
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

    def _take_in_claim(self, claim: Claim, place: Place) -> None:
        key = (place.name, place.get(1))
        if place.name == "CAS":
            claim.adjustments += self._adjustments(place)
        elif place.name in _REMARKS:
            claim.remarks += map(_code, filter(None, map(place.get, _REMARKS[place.name])))
        elif key == ("NM1", "QC"):
            claim.patient = (place.get(9), place.get(4))
        elif key == ("NM1", "IL"):
            claim.insured = place.get(9)
        elif key == ("NM1", "82"):
            claim.provider = (place.get(9), person(place))
        elif key in (("DTM", "232"), ("DTM", "472")) or (key == ("DTM", "233") and not claim.service_date):
            claim.service_date = iso(place.get(2))

    def _take_in_line(self, line: Line, place: Place) -> None:
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
            line.remarks.append(_code(place.get(2)))

    def _adjustments(self, place: Place) -> Iterator[Adjustment]:
        for element in _TRIPLES:
            code, text = place.get(element), place.get(element + 1)
            if not code and not text:
                continue
            value = amount(text)
            if value is None:
                self._notes.add("unreadable_adjustment", place.number)
            yield place.get(1).upper(), _code(code), value

    def _take_provider_adjustments(self, place: Place) -> None:
        """PLB: money that the payer keeps or adds outside the claims;
        a positive amount lowers the payment.
        """
        for element in range(3, 14, 2):
            reason, reference, text = place.part(element, 1), place.part(element, 2), place.get(element + 1)
            if text:
                self._provider_adjustments.append(amount(text))
            if not (reason or reference or text):
                continue
            value = whole_cents(text)
            if value is None:
                self._notes.add("provider_adjustment", place.number)
            given = (self._payer, self._payer_id, self._trace)
            told = (_day(self._produced) or _day(self._paid_on), reason.upper(), " ".join(reference.split()))
            self._notes.provider_adjustments.append(ProviderAdjustment(place.number, *given, *told, value))

    def _end_claim(self) -> Iterator[tuple[int, list[str]]]:
        claim, self._claim = self._claim, None
        if claim is None:
            return
        (self._estimated if claim.status == _PREDETERMINATION else self._paid).append(amount(claim.paid))
        self._check_claim(claim)
        if not claim.lines:
            leave_out_claim(self._notes, claim.number)
        claim.lines = self._joined(claim)
        numbers = line_numbers([line.control_number for line in claim.lines])
        for number, line in zip(numbers, claim.lines, strict=True):
            if not line.is_dental:
                leave_out_line(self._notes, line.number, line.qualifier)
            else:
                yield line.number, self._row(claim, line, number)

    def _joined(self, claim: Claim) -> list[Line]:
        lines = answers.joined_parts(claim)
        if len(lines) < len(claim.lines):
            kept = {line.number for line in lines}
            for line in claim.lines:
                if line.number not in kept:
                    self._notes.add("split_line", line.number)
        for line in claim.lines:
            if line.is_dental and line.billed_code and line.billed_code != line.code:
                self._notes.add("recoded_line", line.number)
        return lines

    def _row(self, claim: Claim, line: Line, number: int) -> list[str]:
        identifier, first_name = claim.patient
        allowed = self._allowed(claim, line)
        return [
            claim.claim_id, str(number), claim.control_number, self._practice, *claim.provider,
            patient_key(identifier or claim.insured, first_name, claim.claim_id), self._payer, self._payer_id,
            _ORDER.get(claim.status, ""), line.procedure, line.service_date or claim.service_date,
            self._produced or self._paid_on, _STATUS.get(claim.status, claim.status), line.billed,
            money(allowed), line.paid, money(answers.patient_share(claim, line)),
            answers.codes_of(claim, line), f"{self._trace} {self._claims}", self._trace, claim.status,
        ]  # fmt: skip

    def _allowed(self, claim: Claim, line: Line) -> Decimal | None:
        """What the adjustments leave of the billed amount;
        said where the payer gives another allowed amount.
        """
        allowed = answers.allowed_amount(claim, line)
        payers = amount(line.payers_allowed)
        if allowed is not None and payers is not None and payers != allowed:
            self._notes.add("allowed_differs", line.number)
        return allowed

    def _check_claim(self, claim: Claim) -> None:
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


def _differs(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one != other


def _code(text: str) -> str:
    """A code as it is compared: upper case, a number without leading zeros."""
    return text.lstrip("0") or "0" if text.isascii() and text.isdigit() else text.upper()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
