"""The rows behind the numbers: episodes and the ledger."""

from __future__ import annotations

from decimal import Decimal

from tests.oracle.documentation import ELEMENTS
from tests.oracle.episode import Episode
from tests.oracle.ledger import BUCKETS
from tests.oracle.measures.registry import computes
from tests.oracle.selection import Selection, sum_of

Row = dict[str, object]


def episode_row(one: Episode) -> Row:
    consultation = one.consultation
    elements = (consultation.elements if consultation else None) or {}
    return {
        "episode_id": one.episode_id,
        "practice_id": one.practice,
        "payer": one.payer,
        "plan_name": one.first_row.plan,
        "provider_id": one.first_row.provider,
        "patient": one.patient,
        "service_date": one.service,
        "first_submitted": one.first_submitted,
        "first_decided": one.first_decided,
        "decided": one.decided,
        "outcome": one.outcome,
        "rule": one.verdict.rule,
        "first_outcome": one.first_outcome,
        "billed": one.billed,
        "allowed": one.allowed,
        "paid": one.paid,
        "patient_responsibility": one.patient_responsibility,
        "denial_category": one.reason[0],
        "denial_code": one.reason[1],
        "submissions": one.submissions,
        "rework_open": one.rework_open,
        "conflict": one.conflict,
        "same_day_codes": ";".join(one.same_day),
        "repeat_number": one.repeat_number,
        "consultation_id": consultation.consultation_id if consultation else None,
        "link": one.link,
        "scenarios": ";".join(consultation.scenarios) if consultation else None,
        "first_denial_category": one.first_reason[0],
        "first_denial_code": one.first_reason[1],
        "group_code": one.reason[2],
        "other_payers_paid": one.other_payers_paid,
        **{f"element_{element}": elements.get(element) for element in ELEMENTS},
        "strict": consultation.strict if consultation else None,
        **{f"check_{check}": state for check, state in one.checks.items()},
    }


@computes("episodes")
def episodes(selection: Selection) -> list[Row]:
    return [episode_row(one) for one in sorted(selection.episodes, key=lambda one: one.episode_id)]


@computes("reconciliation")
def reconciliation(selection: Selection) -> list[Row]:
    entries = selection.ledger()
    is_exported = selection.exports_money("paid_amount")
    rows: list[Row] = []
    for bucket in sorted(BUCKETS):
        members = [entry for entry in entries if entry.bucket == bucket]
        rows.append(
            {
                "bucket": bucket,
                "count": len(members),
                "billed": sum((entry.billed for entry in members), Decimal(0)),
                "paid": sum_of([entry.paid for entry in members], is_exported) if is_exported else None,
            }
        )
    return rows
