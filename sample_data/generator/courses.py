"""The usual course of a claim: an answer, then a corrected claim, an appeal, a take-back or a second plan."""

from __future__ import annotations

from datetime import date

from .appeals import appeal_as_row, appeal_on_row
from .bills import sent_again
from .columns import Row
from .days import later
from .extract import ENTERED
from .story import Story
from .verdicts import PAID, Verdict, decide, settled

CORRECTED = {"documentation": 0.5, "claim_data": 0.85, "coordination": 0.4, "patient_information": 0.5,
             "authorization": 0.3, "eligibility": 0.25, "provider": 0.3}  # fmt: skip
"""How often a denial is answered with a corrected claim."""

APPEALED = {"documentation": 0.3, "bundled": 0.35, "medical_necessity": 0.55, "frequency_maximum": 0.25,
            "timely_filing": 0.3, "authorization": 0.3, "not_covered": 0.08, "other": 0.2}  # fmt: skip
"""How often one that was not corrected is appealed."""


def ordinary(story: Story) -> None:
    """The usual course: one answer, then what the office does about it."""
    dice, case = story.dice, story.case
    if dice.chance(0.015):
        story.send(case, status="Rejected")
        case = sent_again(case, story.books, later(case.bill.sent, dice.between(2, 9)), dice)
        story.case = case
    row = story.send(case)
    verdict = decide(case, dice)
    answered = story.answer(row, verdict)
    if verdict.kind == "denied":
        after_denial(story, row, verdict.category, answered)
    elif verdict.kind in ("paid", "deductible", "reduced"):
        after_approval(story, row, answered)
    if dice.chance(0.025):
        resend(story, row)


def resend(story: Story, row: Row) -> None:
    """The office sends the same line once more before it is answered; the payer calls it a duplicate."""
    day = later(row["submitted_date"], story.dice.between(6, 15))
    again = sent_again(story.case, story.books, day, story.dice)
    copy = story.send(again)
    story.answer(copy, PAID, again)
    copy |= {
        "status": story.case.bill.patient.practice.words["denied"],
        "allowed_amount": 0,
        "paid_amount": 0,
        "patient_responsibility": 0,
        "adjustment_codes": story.dice.pick(("OA-18", "OA-18", "CO-B13", "CO-18; N522")),
    }


def after_denial(story: Story, row: Row, category: str, answered: date) -> None:
    """A corrected claim, an appeal in one of the two ways systems note it, or nothing."""
    dice = story.dice
    day = later(answered, dice.around(3, 14, 60))
    if dice.chance(CORRECTED.get(category, 0.0)):
        corrected(story, row, category, day)
    elif dice.chance(APPEALED.get(category, 0.05)):
        (appeal_as_row if dice.chance(0.5) else appeal_on_row)(story, row, category, day)


def corrected(story: Story, row: Row, category: str, day: date) -> None:
    """A corrected claim: the same number, a new one that names the old, or one that names nothing."""
    again = sent_again(story.case, story.books, day, story.dice)
    way = story.dice.weighted(
        {"same": 0.35, "names the claim": 0.35, "names the control number": 0.2, "silent": 0.1}
    )
    second = story.send(
        again, submission_type="original" if way == "silent" else story.dice.pick(("corrected", "7"))
    )
    if way == "same":
        second |= {"claim_id": row["claim_id"], "line_number": row["line_number"]}
    elif way != "silent":
        control = way == "names the control number"
        second["original_claim_id"] = row["payer_claim_control_number"] if control else row["claim_id"]
    story.answer(second, story.second_answer(category), again)


def after_approval(story: Story, row: Row, answered: date) -> None:
    """A few payments are taken back; a second plan may pay what the first left."""
    dice, case = story.dice, story.case
    if row["paid_amount"] and dice.chance(0.025):
        taken_back(story, row, later(answered, dice.around(20, 45, 120)))
    elif case.bill.patient.second_payer and row["patient_responsibility"]:
        second_plan(story, row, answered)


def taken_back(story: Story, row: Row, day: date) -> None:
    """A reversal, then the right answer: another amount, a used-up benefit, or nothing more."""
    words = story.dice.pick(("Reversed", "Takeback", "Reversal"))
    story.rows.append(
        row
        | {
            ENTERED: day,
            "adjudicated_date": day,
            "status": words,
            "allowed_amount": -row["allowed_amount"],
            "paid_amount": -row["paid_amount"],
            "patient_responsibility": 0,
            "adjustment_codes": "CR",
        }
    )
    ending = story.dice.weighted({"paid": 0.5, "exhausted": 0.3, "nothing": 0.2})
    if ending != "nothing":
        again = dict(row)
        again.update(settled(story.case, Verdict(ending, ending), story.dice))
        story.rows.append(again | {ENTERED: day, "adjudicated_date": day, "submission_type": "corrected"})


def second_plan(story: Story, row: Row, answered: date) -> None:
    """The claim goes to the patient's other plan with the first one's EOB."""
    dice, payer = story.dice, story.case.bill.patient.second_payer
    if payer is None:
        return
    left = row["patient_responsibility"]
    paid = left if dice.chance(0.7) else 0
    sent = later(answered, dice.between(2, 10))
    first = f"OA-23:{(row['billed_amount'] - left) // 100}.00"
    story.rows.append(
        story.case.line(
            payer_name=payer.name,
            payer_id=payer.id,
            plan_name=dice.pick(payer.plans),
            payer_order="secondary" if dice.chance(0.85) else "",
            **{ENTERED: sent},
            submitted_date=sent,
            adjudicated_date=later(sent, dice.around(*payer.delay)),
            status=story.case.bill.patient.practice.words["paid" if paid else "denied"],
            allowed_amount=left,
            paid_amount=paid,
            patient_responsibility=left - paid,
            adjustment_codes=first if paid else f"{first}; PR-204:{left // 100}.00",
        )
    )
