"""The outcome of one claim row: the first rule of `outcomes.md`, section 1, that fits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tests.oracle.codes import carcs, denial_carcs, rarcs, row_denial_codes
from tests.oracle.rows import ClaimRow

PATIENT_SHARE = {"1", "2", "3"}
USED_UP = {"119", "35", "149"}
TOO_OFTEN = {"M86", "N362", "N435", "N640"}


def is_other_payer(row: ClaimRow) -> bool:
    """Rule 1: the row is not the primary payer's."""
    if row.claim_type == "secondary" or row.payer_order in ("secondary", "tertiary"):
        return True
    return row.payer_order is None and "23" in carcs(row.codes)


def is_predetermination(row: ClaimRow) -> bool:
    return "predetermination" in (row.status, row.claim_type) or "101" in carcs(row.codes)


def is_void(row: ClaimRow) -> bool:
    return row.status == "void" or row.submission_type == "void"


def allowed(row: ClaimRow) -> Decimal | None:
    """The allowed amount, read from paid and the patient's share where the column is blank."""
    if row.allowed_amount is not None:
        return row.allowed_amount
    if is_other_payer(row) or row_denial_codes(row.codes):
        return None
    shares = [code.amount for code in row.codes if code.kind == "CARC" and code.code in PATIENT_SHARE]
    known_shares = [amount for amount in shares if amount is not None]
    if known_shares:
        return (row.paid or Decimal(0)) + sum(known_shares, Decimal(0))
    if row.paid is not None and row.patient_responsibility is not None and row.paid > 0:
        total = row.paid + row.patient_responsibility
        return total if total < row.billed else None
    return None


def is_reversal(row: ClaimRow) -> bool:
    return row.status == "reversed" or (row.paid or 0) < 0 or (row.allowed or 0) < 0


def _unpaid(row: ClaimRow) -> bool:
    return row.paid is None or row.paid == 0


def _paid(row: ClaimRow) -> bool:
    return row.paid is not None and row.paid > 0


def _awaiting(row: ClaimRow) -> bool:
    if row.adjudicated is not None:
        return False
    untouched = row.status == "decided" and row.paid is None and row.allowed is None and not row.codes
    in_appeal = row.status == "appealed" and row.appeal_outcome != "upheld"
    return row.status == "pending" or in_appeal or untouched


def _used_up(row: ClaimRow) -> bool:
    codes = {code.code for code in denial_carcs(row.codes)}
    return bool(codes) and codes <= USED_UP and not rarcs(row.codes) & TOO_OFTEN


def _patient_share(row: ClaimRow) -> bool:
    if carcs(row.codes) & (PATIENT_SHARE | {"100", "187"}):
        return True
    return row.status in ("paid", "partial") and row.allowed is not None and row.allowed > 0


def _unmapped(row: ClaimRow) -> bool:
    return any(code.kind == "CARC" and code.category is None for code in row.codes)


RULES: list[tuple[str, str, Callable[[ClaimRow], bool]]] = [
    ("other_payer", "secondary", is_other_payer),
    ("predetermination", "predetermined", is_predetermination),
    ("void", "void", is_void),
    ("reversal", "reversal", is_reversal),
    ("unsent", "unsent", lambda row: row.status == "draft"),
    (
        "front_end",
        "rejected",
        lambda row: row.status == "rejected" and row.adjudicated is None and not carcs(row.codes),
    ),
    (
        "capitation",
        "capitated",
        lambda row: ("24" in carcs(row.codes) or row.claim_type == "capitation") and _unpaid(row),
    ),
    (
        "duplicate",
        "duplicate",
        lambda row: bool(carcs(row.codes) & {"18", "B13"} or "N522" in rarcs(row.codes)) and _unpaid(row),
    ),
    (
        "paid_reduced",
        "approved_reduced",
        lambda row: _paid(row) and ("169" in carcs(row.codes) or row.status == "partial"),
    ),
    ("paid", "approved_paid", _paid),
    ("in_review", "pending", lambda row: bool(carcs(row.codes) & {"133", "257"})),
    ("awaiting", "pending", _awaiting),
    ("benefit_used_up", "exhausted", _used_up),
    ("status_denied", "denied", lambda row: row.status == "denied"),
    ("denial_code", "denied", lambda row: bool(row_denial_codes(row.codes))),
    ("patient_share", "approved_zero", _patient_share),
    ("unmapped_code", "indeterminate", _unmapped),
    ("zero_unexplained", "indeterminate", lambda row: True),
]


def would_reverse(row: ClaimRow) -> bool:
    """Whether a secondary row is a reversal: what rules 2 to 17 would make of it."""
    return next(outcome for _, outcome, fits in RULES[1:] if fits(row)) == "reversal"


def is_conflict(row: ClaimRow) -> bool:
    """Whether status and money contradict each other (blank paid counts as 0)."""
    if row.status == "denied":
        shared = bool(carcs(row.codes) & PATIENT_SHARE)
        return _paid(row) or (shared and not row_denial_codes(row.codes))
    if row.status in ("draft", "rejected"):
        return _paid(row)
    return row.status == "paid" and _unpaid(row) and not row.allowed


def decide_row(row: ClaimRow) -> None:
    """Fill `allowed`, `outcome`, `rule` and `conflict`."""
    row.allowed = allowed(row)
    row.rule, row.outcome = next((rule, outcome) for rule, outcome, fits in RULES if fits(row))
    row.conflict = is_conflict(row)
