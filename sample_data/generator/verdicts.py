"""What a payer decides, with the money and codes of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .bills import EXAMS, Case
from .columns import Row, dollars
from .dice import Dice

WORTH = {"outcome": 0.40, "record": 0.30, "professional": 0.10, "reason": 0.09, "method": 0.04, "time": 0.03,
         "date": 0.04, "all": 0.45}  # fmt: skip
"""What a gap in the note adds to the chance of a denial at a payer of strictness 1."""

CODES: Mapping[str, tuple[str, ...]] = {
    "documentation": (
        "CO-252:{}; N706",
        "CO-252:{}; N706",
        "CO-16:{}; M127",
        "CO-226:{}; N29",
        "CO-251:{}; N394",
        "CO-250:{}; N463",
        "CO-163:{}",
        "CO-252:{}; N710",
        "CO-16:{}; N393",
        "CO-112:{}",
        "CO-148:{}",
        "CO-164:{}",
    ),
    "patient_information": ("PI-227:{}; N179",),
    "eligibility": (
        "PR-27:{}",
        "PR-26:{}",
        "CO-31:{}",
        "PR-177:{}; N30",
        "PR-200:{}",
        "PR-32:{}",
        "PR-179:{}",
    ),
    "coordination": ("OA-22:{}; MA04", "OA-109:{}", "CO-16:{}; N4"),
    "coordination_medical": ("OA-254:{}", "OA-254:{}", "PI-289:{}", "PI-290:{}"),
    "timely_filing": ("CO-29:{}",),
    "claim_data": ("CO-16:{}; MA130", "CO-206:{}", "CO-181:{}", "CO-129:{}", "CO-208:{}"),
    "authorization": ("CO-197:{}", "CO-197:{}", "CO-288:{}", "CO-198:{}"),
    "frequency_maximum": (
        "PR-119:{}; M86",
        "CO-151:{}",
        "CO-222:{}",
        "CO-273:{}",
        "PR-119:{}; N435",
        "CO-261:{}",
    ),
    "bundled": (
        "CO-97:{}; N19",
        "CO-97:{}; M15",
        "CO-236:{}; M80",
        "CO-234:{}; N20",
        "CO-49:{}",
        "CO-97:{}; N390",
    ),
    "medical_necessity": ("CO-50:{}", "CO-50:{}", "CO-150:{}", "CO-56:{}"),
    "not_covered": ("PR-204:{}", "PR-96:{}; N130", "PR-204:{}; N130", "CO-256:{}", "PR-272:{}"),
    "provider": ("CO-185:{}", "CO-B7:{}", "CO-242:{}", "CO-8:{}", "CO-170:{}"),
    "appeal_upheld": ("CO-193:{}",),
    "appeal_procedure": ("CO-286:{}", "CO-285:{}"),
    "other": ("CO-A1:{}",),
    "no_reason_given": ("",),
    "unmapped": ("CO-990:{}",),
    "exhausted": ("PR-119:{}", "PR-119:{}", "PR-149:{}", "PR-35:{}"),
}
"""Adjustment codes of each denial category; `{}` is the amount."""


@dataclass(frozen=True)
class Verdict:
    """`kind` is paid, deductible, reduced, denied, exhausted or capitated; a denial has a category."""

    kind: str
    category: str = ""


PAID = Verdict("paid")


def decide(case: Case, dice: Dice) -> Verdict:
    """The payer's first answer, with the effects that the sample's README names."""
    payer, month = case.bill.payer, case.bill.service.month
    if case.bill.plan in payer.capitated_plans:
        return Verdict("capitated")
    if payer.needs_attachment and not case.attached and dice.chance(0.8):
        return Verdict("denied", "documentation")
    if payer.bundles_exams and EXAMS & set(case.companions) and dice.chance(0.85):
        return Verdict("denied", "bundled")
    if dice.chance(payer.used_up * month / 12):
        return Verdict("exhausted", "exhausted")
    if dice.chance(payer.strictness * sum(WORTH[gap] for gap in case.gaps)):
        return Verdict("denied", "documentation")
    if dice.chance(payer.denial):
        return Verdict("denied", dice.weighted(payer.reasons))
    return approval(case, dice)


def approval(case: Case, dice: Dice) -> Verdict:
    """Early in the year the deductible often takes the whole amount."""
    month = case.bill.service.month
    open_deductible = 1.0 if month <= 2 else 0.5 if month <= 4 else 0.12
    if dice.chance(case.bill.payer.deductible * open_deductible):
        return Verdict("deductible")
    return Verdict("reduced") if dice.chance(0.03) else PAID


def settled(case: Case, verdict: Verdict, dice: Dice) -> Row:
    """The money, codes and status word of an answer; amounts in cents add up to the fee."""
    words = case.bill.patient.practice.words
    fee, allowed = case.fee, min(case.bill.payer.allowed, case.fee)
    if verdict.kind == "capitated":
        return {"status": "Closed", "allowed_amount": 0, "paid_amount": 0, "patient_responsibility": 0,
                "claim_type": "capitation", "adjustment_codes": f"CO-24:{dollars(fee)}"}  # fmt: skip
    if verdict.kind in ("denied", "exhausted"):
        return _refused(case, verdict, dice)
    if verdict.kind == "deductible":
        return _paid(words["paid"], fee, allowed, 0, f"PR-1:{dollars(allowed)}")
    if verdict.kind == "reduced":
        lower = allowed * 3 // 5
        codes = f"OA-169:{dollars(allowed - lower)}"
        return _paid("Partially paid", fee, allowed, lower, codes) | {
            "allowed_amount": lower,
            "patient_responsibility": 0,
        }
    share = round(allowed * case.bill.payer.coinsurance)
    return _paid(words["paid"], fee, allowed, allowed - share, f"PR-2:{dollars(share)}" if share else "")


def _paid(status: str, fee: int, allowed: int, paid: int, codes: str) -> Row:
    written_off = f"CO-45:{dollars(fee - allowed)}" if fee > allowed else ""
    return {
        "status": status,
        "allowed_amount": allowed,
        "paid_amount": paid,
        "patient_responsibility": allowed - paid,
        "adjustment_codes": "; ".join(text for text in (written_off, codes) if text),
    }


def _refused(case: Case, verdict: Verdict, dice: Dice) -> Row:
    """A denial or a used-up benefit; some systems leave the amounts blank, most write 0."""
    words = case.bill.patient.practice.words
    codes = dice.pick(CODES[verdict.category]).format(dollars(case.fee))
    said = "Denied" if verdict.category in ("no_reason_given", "unmapped") else words["denied"]
    zero = None if dice.chance(0.1) else 0
    return {
        "status": said,
        "allowed_amount": zero,
        "paid_amount": 0,
        "patient_responsibility": case.fee if codes.startswith("PR") else 0,
        "adjustment_codes": codes,
    }
