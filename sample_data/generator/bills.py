"""Claims before anybody has answered them: the bill, its numbers and its lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from .columns import Row
from .consultations import Consultation
from .days import EXTRACT_DAY, FIRST_DAY, later, template_use
from .dice import Dice
from .patients import Patient
from .payers import Payer
from .practices import Practice

EXAMS = frozenset({"D0120", "D0140", "D0150", "D0170", "D0180", "D9310"})
"""The duplicative codes that the sample bills on the day of a consultation."""

COMPANIONS = {
    ("D7140",): 22, ("D4341", "D4341"): 10, ("D7210",): 9, ("D2740",): 6, ("D0220",): 8, (): 22,
    ("D0140", "D0220"): 9, ("D0140",): 6, ("D0120", "D1110"): 3, ("D0150", "D0210"): 3, ("D0170",): 1.5,
    ("D0180",): 0.7, ("D9310",): 0.8,
}  # fmt: skip

FEES = {
    "D0120": 6200, "D0140": 9500, "D0150": 11000, "D0170": 7000, "D0180": 11500, "D0210": 15500,
    "D0220": 3800, "D0274": 8200, "D0330": 14000, "D1110": 11800, "D1120": 8600, "D1206": 4900,
    "D2140": 17500, "D2150": 21000, "D2330": 19500, "D2391": 21500, "D2392": 26000, "D2740": 138000,
    "D2950": 31000, "D3320": 108000, "D4341": 28500, "D4910": 16500, "D5110": 198000, "D6010": 225000,
    "D7140": 24500, "D7210": 36500, "D9110": 15000, "D9310": 13500,
}  # fmt: skip
"""The offices' fees in cents for everything but D9311."""


@dataclass(frozen=True)
class Bill:
    """One claim as first sent."""

    claim_id: str
    patient: Patient
    payer: Payer
    plan: str
    payer_name: str
    service: date
    sent: date

    def line(self, number: int, code: str, fee: int, **fields: object) -> Row:
        """A line of this claim, sent and not answered; money in cents."""
        practice, provider = self.patient.practice, self.patient.provider
        return {
            "claim_id": self.claim_id,
            "line_number": number,
            "submission_type": "original",
            "practice_id": practice.id,
            "practice_name": practice.name,
            "provider_id": provider.id,
            "provider_name": provider.name,
            "patient_id": self.patient.id,
            "payer_name": self.payer_name,
            "payer_id": self.payer.id,
            "plan_name": self.plan,
            "payer_order": "primary",
            "procedure_code": code,
            "service_date": self.service,
            "submitted_date": self.sent,
            "status": practice.words["pending"],
            "billed_amount": fee,
        } | fields


@dataclass(frozen=True)
class Case:
    """A D9311 line and what decides its fate; `gaps` holds `all` when there is no note."""

    bill: Bill
    line_number: int
    fee: int
    gaps: frozenset[str]
    attached: bool | None
    reference: str
    verified: date | None
    companions: tuple[str, ...]

    def line(self, **fields: object) -> Row:
        return self.bill.line(
            self.line_number,
            "D9311",
            self.fee,
            attachment_sent=self.attached,
            attachment_reference=self.reference,
            coverage_verified_date=self.verified,
            **fields,
        )


class Books:
    """Gives out claim numbers in the order of the days, and the payers' control numbers."""

    def __init__(self) -> None:
        self._claims: Counter[tuple[str, date]] = Counter()
        self._answers: Counter[str] = Counter()

    def claim_number(self, practice: Practice, day: date) -> str:
        self._claims[practice.id, day] += 1
        number = 2100 + (day - FIRST_DAY).days * 40 + self._claims[practice.id, day]
        return practice.claim_number.format(number)

    def control_number(self, payer: Payer, day: date) -> str:
        self._answers[payer.id] += 1
        return f"{payer.id[-2:]}{day:%y%j}{self._answers[payer.id]:05d}"


def open_bill(patient: Patient, service: date, books: Books, dice: Dice) -> Bill:
    """A new claim, usually sent within days; about one in ten carries another spelling of the payer."""
    lag = dice.around(14, 30, 70) if dice.chance(0.03) else dice.around(1, 2, 8)
    spellings = patient.payer.spellings()
    name = dice.pick(spellings[1:]) if dice.chance(0.1) else spellings[0]
    number = books.claim_number(patient.practice, service)
    return Bill(number, patient, patient.payer, patient.plan, name, service, later(service, lag))


def open_case(bill: Bill, consultation: Consultation | None, companions: tuple[str, ...], dice: Dice) -> Case:
    """The D9311 line of a claim; without a consultation there is no note that could be attached."""
    wanted = 0.42 + 0.3 * template_use(bill.service) if consultation else 0.04
    attached = dice.chance(wanted)
    verified = later(bill.service, -dice.between(1, 14)) if dice.chance(0.74) else None
    if dice.chance(0.04):
        verified = later(bill.sent, dice.between(2, 20))
    raise_of_2026 = 500 if bill.service.year == EXTRACT_DAY.year else 0
    return Case(
        bill=bill,
        line_number=len(companions) + 1,
        fee=bill.patient.practice.fee + raise_of_2026,
        gaps=consultation.gaps if consultation else frozenset({"all"}),
        attached=attached if attached or dice.chance(0.8) else None,
        reference=f"ATT{dice.between(100000, 999999)}" if attached and dice.chance(0.6) else "",
        verified=verified if verified is None or verified <= EXTRACT_DAY else None,
        companions=companions,
    )


def sent_again(case: Case, books: Books, day: date, dice: Dice) -> Case:
    """The same service on a claim with a new number, the note attached."""
    bill = replace(case.bill, claim_id=books.claim_number(case.bill.patient.practice, day), sent=day)
    return replace(
        case, bill=bill, line_number=1, attached=True, reference=f"ATT{dice.between(100000, 999999)}"
    )
