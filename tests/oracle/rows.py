"""Claim and consultation rows with typed values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.oracle import values
from tests.oracle.codes import Code, parse
from tests.oracle.exports import CurrentRow


@dataclass(eq=False)
class ClaimRow:
    """One current claim row of any procedure code; the last fields are filled by later steps."""

    place: tuple[int, int]
    practice: str
    claim: str
    line: int
    original: str | None
    control_number: str | None
    claim_type: str | None
    submission_type: str
    provider: str | None
    patient: str
    payer_name: str
    plan: str | None
    payer_order: str | None
    procedure: str
    service: date
    submitted: date | None
    adjudicated: date | None
    status: str
    billed: Decimal
    allowed_amount: Decimal | None
    paid: Decimal | None
    patient_responsibility: Decimal | None
    codes: list[Code]
    attachment_sent: bool | None
    attachment_reference: str | None
    coverage_verified: date | None
    appeal_filed: date | None
    appeal_decided: date | None
    appeal_outcome: str | None
    appeal_recovered: Decimal | None
    payer: str = ""
    payer_key: str = ""
    outcome: str = ""
    rule: str = ""
    allowed: Decimal | None = None
    conflict: bool = False
    root: str = ""
    ordinal: int = 0

    @property
    def is_d9311(self) -> bool:
        return self.procedure == "D9311"

    @property
    def is_adjudicated(self) -> bool:
        return self.outcome.startswith("approved") or self.outcome in ("denied", "exhausted")

    @property
    def order_date(self) -> date | None:
        return self.adjudicated or self.submitted

    @property
    def signed_paid(self) -> Decimal:
        """Paid as it counts in a sum: a reversal's as minus its absolute value, a duplicate's not at all."""
        paid = self.paid or Decimal(0)
        if self.outcome == "duplicate":
            return Decimal(0)
        return -abs(paid) if self.outcome == "reversal" else paid


def _payer_order(value: str | None) -> str | None:
    order = values.enumeration(value, values.PAYER_ORDERS)
    return order if order in values.PAYER_ORDERS.values() else None


def claim_row(row: CurrentRow, claims: set[str]) -> ClaimRow:
    """Type one row. `claims`: every `claim_id` in the data, which make a placeholder a real reference."""
    get = row.cells.get
    return ClaimRow(
        place=row.place,
        practice=row.practice,
        claim=row.cells["claim_id"].strip(),
        line=int(values.text(get("line_number")) or 1),
        original=reference(get("original_claim_id"), claims),
        control_number=reference(get("payer_claim_control_number"), claims),
        claim_type=values.enumeration(get("claim_type"), values.CLAIM_TYPES),
        submission_type=values.enumeration(get("submission_type"), values.SUBMISSION_TYPES) or "original",
        provider=values.identifier(get("provider_id")),
        patient=row.cells["patient_id"].strip(),
        payer_name=row.cells["payer_name"].strip(),
        plan=values.text(get("plan_name")),
        payer_order=_payer_order(get("payer_order")),
        procedure=values.procedure_code(row.cells["procedure_code"]),
        service=date.fromisoformat(row.cells["service_date"].strip()[:10]),
        submitted=values.day(get("submitted_date")),
        adjudicated=values.day(get("adjudicated_date")),
        status=values.status(row.cells["status"]),
        billed=Decimal(row.cells["billed_amount"].strip()),
        allowed_amount=values.money(get("allowed_amount")),
        paid=values.money(get("paid_amount")),
        patient_responsibility=values.money(get("patient_responsibility")),
        codes=parse(values.text(get("adjustment_codes"))),
        attachment_sent=values.boolean(get("attachment_sent")),
        attachment_reference=values.text(get("attachment_reference")),
        coverage_verified=values.day(get("coverage_verified_date")),
        appeal_filed=values.day(get("appeal_filed_date")),
        appeal_decided=values.day(get("appeal_decided_date")),
        appeal_outcome=values.enumeration(get("appeal_outcome"), {}),
        appeal_recovered=values.money(get("appeal_recovered_amount")),
    )


def reference(value: str | None, claims: set[str]) -> str | None:
    """A reference to a claim: a placeholder is missing unless a row has exactly that `claim_id`."""
    trimmed = (value or "").strip()
    if trimmed.casefold() in values.PLACEHOLDERS and trimmed not in claims:
        return None
    return trimmed or None


@dataclass(eq=False)
class Consultation:
    """One current consultation; the last fields are filled by later steps."""

    cells: dict[str, str]
    practice: str
    consultation_id: str
    patient: str
    claim: str | None
    own_provider: str | None
    day: date | None
    time: tuple[int, int] | None
    routine_referral: bool | None
    recorded: date | None
    signed_by: str | None
    signed: date | None
    scenarios: tuple[str, ...] = ()
    elements: dict[str, bool | None] | None = None
    strict: bool | None = None

    def by_time(self) -> tuple:
        """Sort key: time (blank last), then id."""
        return self.time is None, self.time or (0, 0), self.consultation_id

    def by_date(self) -> tuple:
        """Sort key: date, time (each blank last), then id."""
        return self.day is None, self.day or date.min, *self.by_time()


def consultation(row: CurrentRow, claims: set[str]) -> Consultation:
    """Type one consultation row; see `claim_row` for `claims`."""
    get = row.cells.get
    return Consultation(
        cells=row.cells,
        practice=row.practice,
        consultation_id=row.cells["consultation_id"].strip(),
        patient=row.cells["patient_id"].strip(),
        claim=reference(get("claim_id"), claims),
        own_provider=values.identifier(get("provider_id")),
        day=values.day(get("consultation_date")),
        time=values.minutes_of_day(get("consultation_time")),
        routine_referral=values.boolean(get("routine_referral")),
        recorded=values.day(get("recorded_at")),
        signed_by=values.text(get("signed_by")),
        signed=values.day(get("signed_at")),
    )
