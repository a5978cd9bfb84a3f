"""An episode and what its fields are read from (`outcomes.md`, section 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.oracle.rows import ClaimRow, Consultation
from tests.oracle.verdict import Verdict, Walk

Reason = tuple[str | None, str | None, str | None]  # category, code, group code
NO_REASON: Reason = (None, None, None)


@dataclass(eq=False)
class Episode:
    """One billed consultation at one payer; `rows` in order. The last fields are filled by later steps."""

    rows: list[ClaimRow]
    verdict: Verdict
    walk: Walk = field(repr=False)
    first_row: ClaimRow
    first_adjudicated: ClaimRow | None
    first_outcome: str | None
    first_reason: Reason
    reason: Reason
    billed: Decimal
    allowed: Decimal | None
    paid: Decimal | None
    other_payers_paid: Decimal | None
    first_submitted: date | None
    rework_open: bool
    same_day: tuple[str, ...]
    episode_id: str = ""
    repeat_number: int = 0
    link: str | None = None
    consultation: Consultation | None = None
    siblings: list[Episode] = field(default_factory=list, repr=False)
    checks: dict[str, bool | None] = field(default_factory=dict)

    @property
    def practice(self) -> str:
        return self.first_row.practice

    @property
    def patient(self) -> str:
        return self.first_row.patient

    @property
    def payer(self) -> str:
        return self.first_row.payer

    @property
    def service(self) -> date:
        return self.first_row.service

    @property
    def ordinal(self) -> int:
        return self.first_row.ordinal

    @property
    def claims(self) -> set[str]:
        return {row.claim for row in self.rows}

    @property
    def claim_numbers(self) -> str:
        """The claims of its rows, in the order of the decisions."""
        return ";".join(dict.fromkeys(row.claim for row in self.rows))

    @property
    def outcome(self) -> str:
        return self.verdict.outcome

    @property
    def is_approved(self) -> bool:
        return self.outcome.startswith("approved")

    @property
    def is_denied(self) -> bool:
        return self.outcome == "denied"

    @property
    def is_decided(self) -> bool:
        return self.is_approved or self.is_denied

    @property
    def is_adjudicated(self) -> bool:
        return self.is_decided or self.outcome == "exhausted"

    @property
    def first_approved(self) -> bool:
        return (self.first_outcome or "").startswith("approved")

    @property
    def first_denied(self) -> bool:
        return self.first_outcome == "denied"

    @property
    def appeal_on_row(self) -> bool:
        """The first adjudicated row was approved, but says itself that this was a won appeal."""
        first = self.first_adjudicated
        return self.first_denied and first is not None and first.outcome != "denied"

    @property
    def first_decided(self) -> date | None:
        return self.first_adjudicated.adjudicated if self.first_adjudicated else None

    @property
    def decided(self) -> date | None:
        if self.outcome == "indeterminate" or self.is_adjudicated:
            return self.verdict.decided
        return None

    @property
    def submissions(self) -> int:
        return sum(1 for row in self.rows if row.outcome != "reversal")

    @property
    def patient_responsibility(self) -> Decimal | None:
        return self.verdict.row.patient_responsibility if self.is_adjudicated and self.verdict.row else None

    @property
    def conflict(self) -> bool:
        return any(row.conflict for row in self.rows)

    def counts_in_rates(self) -> bool:
        """Population of `approval_by_payer`."""
        return self.outcome not in ("void", "unsent", "rejected", "capitated")
