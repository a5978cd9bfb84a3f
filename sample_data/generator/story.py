"""The rows of one billed consultation, as they are entered: sent, answered, answered again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .bills import Books, Case
from .columns import Row
from .days import later
from .dice import Dice
from .extract import ENTERED
from .verdicts import Verdict, approval, settled

WON = {"documentation": 0.6, "claim_data": 0.85, "coordination": 0.7, "patient_information": 0.7,
       "bundled": 0.35, "medical_necessity": 0.45, "authorization": 0.4, "frequency_maximum": 0.3,
       "eligibility": 0.5, "provider": 0.5, "timely_filing": 0.2, "other": 0.3,
       "not_covered": 0.1}  # fmt: skip
"""How often the second answer is an approval."""


@dataclass
class Story:
    """The rows of one case in the order in which they were entered."""

    case: Case
    books: Books
    dice: Dice
    rows: list[Row] = field(default_factory=list)

    def send(self, case: Case, **fields: object) -> Row:
        """A submission that nobody has answered yet."""
        row = case.line(**fields)
        if self.rows:
            row[ENTERED] = row["submitted_date"]
        self.rows.append(row)
        return row

    def answer(self, row: Row, verdict: Verdict, case: Case | None = None, *, more_days: int = 0) -> date:
        """The payer's answer on a row that was sent; the day of the answer."""
        case, payer = case or self.case, self.case.bill.payer
        slow = 3 if self.dice.chance(0.03) else 1
        day = later(row["submitted_date"], self.dice.around(*payer.delay) * slow + more_days)
        row["adjudicated_date"] = day
        row["payer_claim_control_number"] = self.books.control_number(payer, day)
        row.update(settled(case, verdict, self.dice))
        return day

    def second_answer(self, category: str) -> Verdict:
        """After more papers: approved, or the denial stands."""
        if self.dice.chance(WON.get(category, 0.3)):
            return approval(self.case, self.dice)
        stands = self.dice.weighted({"appeal_upheld": 0.8, "appeal_procedure": 0.2})
        return Verdict("denied", stands if self.dice.chance(0.6) else category)
