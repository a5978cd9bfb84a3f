"""Everyday lines: what the offices bill besides D9311."""

from __future__ import annotations

from datetime import date

from .bills import FEES, Bill, Books
from .columns import Row, dollars
from .days import later
from .dice import Dice

VISITS = {
    ("D0120", "D1110", "D0274"): 26, ("D0120", "D1110"): 14, ("D0150", "D0210", "D1110"): 6,
    ("D0120", "D1120", "D1206"): 12, ("D2391",): 10, ("D2392", "D2391"): 7, ("D2140",): 3, ("D2330",): 5,
    ("D2950", "D2740"): 6, ("D0140", "D0220"): 8, ("D0140", "D0220", "D7140"): 3, ("D4910",): 7,
    ("D4341", "D4341"): 3, ("D3320",): 2, ("D0330",): 2, ("D5110",): 0.6, ("D6010",): 0.8, ("D9110",): 1.5,
    ("D0150", "D0330", "D1110"): 3,
}  # fmt: skip
"""The usual claims and how common each is."""

REFUSALS = (
    "PR-96:{}; N130",
    "CO-97:{}; N19",
    "PR-119:{}",
    "CO-29:{}",
    "PR-27:{}",
    "CO-16:{}; MA130",
    "CO-252:{}; N706",
)


def answered_lines(bill: Bill, codes: tuple[str, ...], books: Books, dice: Dice) -> list[Row]:
    """The lines of a claim with the payer's answer, one answer day for all of them."""
    slow = 3 if dice.chance(0.03) else 1
    day = later(bill.sent, dice.around(*bill.payer.delay) * slow)
    control = books.control_number(bill.payer, day)
    return [_line(bill, number, code, day, control, dice) for number, code in enumerate(codes, start=1)]


def _line(bill: Bill, number: int, code: str, day: date, control: str, dice: Dice) -> Row:
    fee = FEES[code]
    allowed = round(fee * dice.pick((0.7, 0.75, 0.8)))
    words = bill.patient.practice.words
    answer: Row = {"adjudicated_date": day, "payer_claim_control_number": control, "status": words["paid"]}
    if bill.plan in bill.payer.capitated_plans:
        return bill.line(number, code, fee, **answer) | {
            "claim_type": "capitation", "status": "Closed", "allowed_amount": 0, "paid_amount": 0,
            "patient_responsibility": 0, "adjustment_codes": f"CO-24:{dollars(fee)}",
        }  # fmt: skip
    if dice.chance(0.05):
        return bill.line(number, code, fee, **answer) | {
            "status": words["denied"], "allowed_amount": 0, "paid_amount": 0, "patient_responsibility": 0,
            "adjustment_codes": dice.pick(REFUSALS).format(dollars(fee)),
        }  # fmt: skip
    share = 0 if code[:2] in ("D0", "D1") else allowed // 5 if fee < 60000 else allowed // 2
    deductible = share > 0 and dice.chance(0.08) and allowed <= 20000
    patient = allowed if deductible else share
    codes = f"CO-45:{dollars(fee - allowed)}" + (
        f"; PR-{1 if deductible else 2}:{dollars(patient)}" if patient else ""
    )
    return bill.line(number, code, fee, **answer) | {
        "allowed_amount": allowed, "paid_amount": allowed - patient, "patient_responsibility": patient,
        "adjustment_codes": codes,
    }  # fmt: skip
