"""What followed a consultation with a planned procedure (`scenarios.md`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tests.oracle import values
from tests.oracle.reference import treatment_prefixes
from tests.oracle.rows import ClaimRow, Consultation

LAST_DAY = 180


@dataclass(frozen=True)
class Treatment:
    """One code on one day of a patient in a practice."""

    practice: str
    patient: str
    day: date
    code: str
    billed: Decimal
    paid: Decimal | None


def code_of(row: ClaimRow) -> str | None:
    """The code of a treatment, None for any other."""
    code = re.sub(r"^0?(\d{4})(\.0)?$", r"D\1", row.procedure)
    known = [prefix for prefix in treatment_prefixes() if code.startswith(prefix)]
    return code if known and treatment_prefixes()[max(known, key=len)] else None


def treatments(rows: list[ClaimRow]) -> list[Treatment]:
    """All treatments of the claims, however often and to whom they were billed."""
    visits: dict[tuple[str, str, date, str], list[ClaimRow]] = {}
    for row in rows:
        code = code_of(row)
        is_estimate = row.status == "predetermination" or row.claim_type in ("preauth", "predetermination")
        if code and not is_estimate:
            visits.setdefault((row.practice, row.patient, row.service, code), []).append(row)
    return [treatment for key, lines in visits.items() if (treatment := _treatment(key, lines))]


def _treatment(key: tuple[str, str, date, str], rows: list[ClaimRow]) -> Treatment | None:
    lines: dict[tuple[str, int], list[ClaimRow]] = {}
    for row in rows:
        lines.setdefault((row.claim, row.line), []).append(row)
    alive = {
        line: members
        for line, members in lines.items()
        if not any(one.status == "void" or one.submission_type == "void" for one in members)
    }
    if not alive:
        return None
    by_claim: dict[str, Decimal] = {}
    for (claim, _), members in alive.items():
        by_claim[claim] = by_claim.get(claim, Decimal(0)) + max(one.billed for one in members)
    paid = [
        -abs(one.paid) if one.status == "reversed" else one.paid
        for members in alive.values()
        for one in members
        if one.paid is not None
    ]
    return Treatment(*key, max(by_claim.values()), sum(paid, Decimal(0)) if paid else None)


@dataclass(frozen=True)
class FollowUp:
    """What followed one consultation: days to the first treatment, and those that are counted at it."""

    days: int | None
    counted: list[Treatment]


def follow_ups(rows: list[ClaimRow], consultations: list[Consultation]) -> dict[int, FollowUp]:
    """By `id` of the consultation: of each with a planned procedure and a date."""
    planned = [
        one
        for one in consultations
        if one.day is not None and values.text(one.cells.get("planned_procedure"))
    ]
    known = treatments(rows)
    return {
        id(one): FollowUp(
            min(((each.day - one.day).days for each in known if _follows(each, one)), default=None),
            [each for each in known if _nearest(each, planned) is one],
        )
        for one in planned
        if one.day is not None
    }


def _follows(treatment: Treatment, one: Consultation) -> bool:
    is_same = (treatment.practice, treatment.patient) == (one.practice, one.patient)
    return is_same and one.day is not None and one.day < treatment.day <= one.day + timedelta(days=LAST_DAY)


def _nearest(treatment: Treatment, planned: list[Consultation]) -> Consultation | None:
    before = [one for one in planned if _follows(treatment, one)]
    return max(before, key=lambda one: (one.day or date.min, one.consultation_id), default=None)
