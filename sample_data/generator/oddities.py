"""The rarer fates of a billed consultation, each planted often enough to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .bills import sent_again
from .columns import Row, dollars
from .courses import ordinary, resend
from .days import FIRST_DAY, later
from .extract import ENTERED
from .payers import PAYERS
from .story import Story
from .verdicts import PAID, Verdict, settled


def stuck(story: Story) -> None:
    """Sent and never answered."""
    story.send(story.case)


def in_review(story: Story) -> None:
    """The payer says that it is still looking."""
    row = story.send(story.case)
    story.answer(row, PAID)
    code = story.dice.pick((f"OA-133:{dollars(story.case.fee)}", f"OA-257:{dollars(story.case.fee)}"))
    blank = dict.fromkeys(("allowed_amount", "paid_amount", "patient_responsibility"))
    row |= blank | {"status": story.case.bill.patient.practice.words["pending"], "adjustment_codes": code}


def two_rows(story: Story) -> None:
    """The export lists the submission and the answer as two rows."""
    story.send(story.case)
    ordinary(story)


def predetermined(story: Story) -> None:
    """An estimate was asked for first; it is no claim."""
    case, dice = story.case, story.dice
    asked = max(FIRST_DAY, later(case.bill.service, -dice.between(15, 40)))
    row = story.send(sent_again(case, story.books, asked, dice), service_date=asked)
    story.answer(row, PAID)
    row |= {
        "claim_type": dice.pick(("predetermination", "PreAuth", "")),
        "status": "Pretreatment estimate",
        "paid_amount": 0,
        "patient_responsibility": 0,
        "adjustment_codes": f"OA-101:{dollars(row['allowed_amount'])}",
    }
    ordinary(story)


def voided(story: Story) -> None:
    """Billed by mistake: marked void, or taken back with a void claim that names it."""
    if story.dice.chance(0.5):
        story.send(story.case, status=story.case.bill.patient.practice.words["void"])
        return
    row = story.send(story.case)
    day = later(story.answer(row, PAID), story.dice.between(3, 12))
    story.send(
        story.case,
        submission_type=story.dice.pick(("void", "8")),
        original_claim_id=row["claim_id"],
        submitted_date=day,
        adjudicated_date=later(day, 7),
        paid_amount=0,
    )


def kept_back(story: Story) -> None:
    """Never sent."""
    story.send(story.case, status=story.case.bill.patient.practice.words["draft"], submitted_date=None)


def rejected(story: Story) -> None:
    """Turned away by the clearinghouse, and nobody noticed."""
    story.send(story.case, status=story.dice.pick(("Rejected", "Clearinghouse rejected")))


def only_duplicate(story: Story) -> None:
    """Answered as the duplicate of a claim that this export does not hold."""
    resend(story, story.case.line())


def unexplained(story: Story) -> None:
    """Closed with zero and without a reason, or with a code that nobody can place."""
    row = story.send(story.case)
    story.answer(row, PAID)
    code = story.dice.pick(("", "", f"CO-990:{dollars(story.case.fee)}"))
    row |= {"status": "Closed", "allowed_amount": 0, "paid_amount": 0, "patient_responsibility": 0}
    row["adjustment_codes"] = code


def contradictory(story: Story) -> None:
    """Status and money disagree."""
    row = story.send(story.case)
    story.answer(row, PAID)
    allowed = row["allowed_amount"]
    wrong: dict[str, Row] = {
        "denied but paid": {"status": "Denied"},
        "paid but zero": {"status": "Paid", "allowed_amount": None, "paid_amount": 0, "adjustment_codes": ""},
        "denied to the deductible": {
            "status": "Denied",
            "paid_amount": 0,
            "patient_responsibility": allowed,
            "adjustment_codes": f"CO-45:{dollars(story.case.fee - allowed)}; PR-1:{dollars(allowed)}",
        },
    }
    row |= wrong[story.dice.pick(tuple(wrong))]


def won_on_the_row(story: Story) -> None:
    """The export wrote the won appeal over the denial: only its date and outcome tell of it."""
    row = story.send(story.case)
    day = story.answer(row, PAID)
    row |= {
        "adjudicated_date": later(day, 40),
        "appeal_filed_date": later(day, 9),
        "appeal_decided_date": later(day, 40),
        "appeal_outcome": "overturned",
        "appeal_recovered_amount": row["paid_amount"],
    }


def other_payer(story: Story) -> None:
    """The first payer says it is not theirs; the claim goes to another one and is paid."""
    row = story.send(story.case)
    day = story.answer(row, Verdict("denied", "coordination"))
    payer = story.dice.pick([one for one in PAYERS[:5] if one is not story.case.bill.payer])
    bill = replace(story.case.bill, payer=payer, plan=payer.plans[0], payer_name=payer.name)
    case = sent_again(replace(story.case, bill=bill), story.books, later(day, 6), story.dice)
    second = Story(case, story.books, story.dice, story.rows)
    second.answer(second.send(case, original_claim_id=row["claim_id"]), PAID)


def appealed_status(story: Story) -> None:
    """Denied, and the status word alone says that an appeal is on its way."""
    row = story.send(story.case)
    story.answer(row, Verdict("denied", "medical_necessity"))
    row["status"] = story.dice.pick(("Under appeal", "Appealed"))


def repaid_smaller(story: Story) -> None:
    """A part of the payment is taken back; the approval stands."""
    row = story.send(story.case)
    day = story.answer(row, PAID)
    part = row["paid_amount"] // 4
    back = settled(story.case, PAID, story.dice) | {"status": "Reversed", "paid_amount": -part}
    story.rows.append(
        row | back | {ENTERED: later(day, 30), "adjudicated_date": later(day, 30), "adjustment_codes": "CR"}
    )


FATES: dict[Callable[[Story], None], float] = {
    ordinary: 0.834, two_rows: 0.05, predetermined: 0.03, stuck: 0.016, in_review: 0.006, voided: 0.010,
    kept_back: 0.005, rejected: 0.005, only_duplicate: 0.004, unexplained: 0.010, contradictory: 0.009,
    won_on_the_row: 0.006, other_payer: 0.006, appealed_status: 0.005, repaid_smaller: 0.004,
}  # fmt: skip
"""Each fate and its share of the billed consultations."""
