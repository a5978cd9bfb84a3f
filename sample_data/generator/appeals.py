"""Appeals, in the two ways in which practice systems note them."""

from __future__ import annotations

from datetime import date

from .bills import sent_again
from .columns import Row
from .days import later
from .story import WON, Story

APPEAL_DAYS = 35
"""How much longer than a claim an appeal takes."""

UNHEARD = 0.15
"""How often nobody answers one."""


def appeal_as_row(story: Story, row: Row, category: str, day: date) -> None:
    """The appeal is a row of its own that names the denied claim."""
    again = sent_again(story.case, story.books, day, story.dice)
    second = story.send(
        again,
        submission_type="appeal",
        original_claim_id=row["claim_id"],
        appeal_filed_date=day,
        appeal_outcome="pending",
    )
    if story.dice.chance(UNHEARD):
        return
    verdict = story.second_answer(category)
    decided = story.answer(second, verdict, again, more_days=APPEAL_DAYS)
    second["appeal_decided_date"] = decided
    second["appeal_outcome"] = "upheld" if verdict.kind == "denied" else "overturned"


def appeal_on_row(story: Story, row: Row, category: str, day: date) -> None:
    """The appeal is noted on the denied row; the money that it won stands in a column of its own."""
    dice, payer = story.dice, story.case.bill.payer
    won = dice.chance(WON.get(category, 0.3))
    outcome = dice.weighted({"overturned": 0.7, "partial": 0.3}) if won else "upheld"
    allowed = min(payer.allowed, story.case.fee)
    recovered = {"overturned": 0 if dice.chance(0.15) else allowed, "partial": allowed // 2, "upheld": 0}[
        outcome
    ]
    if dice.chance(UNHEARD):
        row |= {"appeal_filed_date": day, "appeal_outcome": "pending"}
        return
    row |= {
        "appeal_filed_date": day,
        "appeal_decided_date": later(day, dice.around(*payer.delay) + APPEAL_DAYS),
        "appeal_outcome": outcome,
        "appeal_recovered_amount": recovered,
    }
