"""What joining the files found that a person should know, in words:
for the import's report and the Data page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import duckdb

# In the order in which they are told: first what may make a number wrong. `{rows}`: a count with its noun.
SENTENCES = {
    "other_payer": "{payer}: {claims} of {of_rows} rows left out of every rate, as answers of a second "
    "payer. If {payer} is the first payer of those claims, export payer_order, or the 837D beside the 835.",
    "two_payers_paid": "{rows} of claims that two payers paid: nothing says who is first, so that both count "
    "as first. Export payer_order, or the 837D beside the 835.",
    "paid_over_billed": "{rows} paid more than was billed; look whether a payment counts twice.",
    "vanished": "{rows} of earlier exports not in a later one of the same days: deleted, renumbered or left "
    "out? What was exported last still counts. Import what is gone once more, with status void.",
    "taken_back_outside": "{rows} taken back outside the claim (PLB), {amount} together; "
    "the rates cannot know it. Enter the take-back in the practice system.",
    "of_several_practices": "{rows} of remittances under a claim number that several practices have; "
    "they are claims of their own, and those wait. Import the file again with its practice (--practice).",
    "not_posted": "{rows} of remittances not found in the practice system's export of those days: "
    "not posted, or under another number.",
    "joined_by_content": "{rows} of remittances joined by content (payer, date, code and fee), "
    "because no claim number leads there.",
    "joined_by_alike": "{rows} of remittances joined by a claim number that is only "
    "alike (capitals, a prefix).",
    "seems_to_be": "{payer}: so on {claims} of {of_rows} claims that tell it. "
    "Say on the page Data whether it is.",
    "consultation_names_no_claim": "{rows} naming a claim that is in no export, though of days that are; "
    "linked by date where that is possible. Correct the claim number in the record.",
    "consultation_names_other_practice": "{rows} naming a claim of another practice; "
    "linked by date where that is possible.",
    "original_not_there": "{rows} naming an original claim that is in no export; "
    "their chain begins with themselves. Export older claims too.",
    "originals_in_a_loop": "{rows} naming originals that lead back to themselves; "
    "the first of them counts as the root.",
    "original_is_of_another": "{rows} whose original has another patient, payer or service date; "
    "they are episodes of their own.",
    "taken_as_first": "{rows} called second or third payer's by the payer itself, "
    "with no other payer on the claim: counted as the first payer's.",
    "posted_otherwise": "{rows} posted with another amount than the remittance paid "
    "(interest?); the remittance counts.",
    "reissued": "{rows} paid again without a take-back between, taken for a check made anew; counted once.",
    "posted": "{rows} of the export told by a remittance too; "
    "counted once, with the remittance's date and money.",
    "answered": "{rows} of the export still waiting that a remittance has answered; the answer counts.",
    "sent": "{rows} of 837D files told by the export too; counted once.",
    "received_again": "{rows} of X12 files received more than once; counted once.",
}
# What is said on the claim itself.
ON_CLAIM = {
    "paid_over_billed": "Paid {amount} on {other} billed: look whether a payment counts twice.",
    "two_payers_paid": "Two payers paid this claim, and nothing says who is first: both count as first.",
    "taken_back_outside": "The payer took {amount} back outside the claim (PLB, reference {number}); "
    "what the plan paid here does not know it.",
    "reissued": "{amount} paid again without a take-back between: a check made anew, counted once.",
    "posted_otherwise": "Posted as {amount}, the remittance paid {other} (interest?); the remittance counts.",
    "joined_by_content": "The remittance names it {number}; joined by payer, date, code and fee.",
    "joined_by_alike": "The remittance names it {number}; joined because the numbers are alike.",
    "taken_as_first": "The payer calls itself the second or third here, but no other is on the claim.",
    "of_several_practices": "Several practices have the number {number} that the remittance names.",
    "vanished": "A later export of these days does not hold the claim: deleted, renumbered or left out?",
    "not_posted": "Known from a remittance only: not found in the practice system's export.",
}
NOUNS = {
    "paid_over_billed": "episode",
    "vanished": "claim",
    "taken_back_outside": "payment",
    "consultation_names_no_claim": "consultation",
    "consultation_names_other_practice": "consultation",
    "original_not_there": "claim row",
    "originals_in_a_loop": "claim row",
    "original_is_of_another": "claim row",
}
# Those that only say how rows were put together.
QUIET = frozenset(("posted", "answered", "sent", "received_again"))


@dataclass(frozen=True)
class Finding:
    """One finding. `about`: the payer that it is about, where it is about one;
    `rows`: how many are behind it.
    """

    rule: str
    about: str | None
    rows: int
    of_rows: int | None
    amount: Decimal | None

    @property
    def sentence(self) -> str:
        """What is to be said, in one or two sentences."""
        noun = NOUNS.get(self.rule, "row")
        rows = f"{self.rows:,} {noun}{'' if self.rows == 1 else 's'}"
        return SENTENCES[self.rule].format(
            rows=rows,
            claims=self.rows,
            of_rows=self.of_rows,
            payer=self.about,
            amount=f"${self.amount or 0:,.2f}",
        )


def findings(cursor: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Return the findings of a database, those first that may make a number wrong."""
    found = cursor.execute("select rule, about, rows, of_rows, amount from findings").fetchall()
    order = list(SENTENCES)
    return sorted((Finding(*row) for row in found), key=lambda one: (order.index(one.rule), one.about or ""))


def on_claim(rule: str, amount: Decimal | None, other: Decimal | None, number: str | None) -> str:
    """Return what a finding says on the claim that it is about;
    nothing for those that say how rows were joined.
    """
    said = ON_CLAIM.get(rule, "")
    return said.format(amount=f"${amount or 0:,.2f}", other=f"${other or 0:,.2f}", number=number)
