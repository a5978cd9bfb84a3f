"""Why a row has its outcome, in a sentence a rule: the answer to "why is this denied?"."""

from __future__ import annotations

from d9311.steps import next_step

__all__ = ["LINKS", "OUTCOMES", "RULES", "next_step", "why"]

RULES = {
    "other_payer": "The row is another payer's, not the primary's; it adds to what others paid.",
    "predetermination": "The row is an estimate, no claim.",
    "void": "The row cancels a claim.",
    "reversal": "The payer took a payment back.",
    "unsent": "The claim has not been sent.",
    "front_end": "The clearinghouse or payer turned the claim away before deciding on it.",
    "capitation": "The service is covered by a capitation; no verdict on D9311.",
    "duplicate": "The payer says that it has this line already; no verdict on D9311.",
    "paid_reduced": "The plan paid, but less: an alternate benefit or a partial payment.",
    "paid": "The plan paid more than zero.",
    "in_review": "The payer is reviewing the line (CARC 133 or 257).",
    "awaiting": "Sent, and there is no decision yet.",
    "benefit_used_up": "Only benefit maximums are given as the reason: "
    "the benefit is used up, D9311 itself was not refused.",
    "status_denied": "The status says denied, and nothing was paid.",
    "denial_code": "A denial code is on the line, and nothing was paid.",
    "patient_share": "Allowed in full to the deductible, copayment or coinsurance: "
    "approved, though the plan paid zero.",
    "unmapped_code": "The code on the line is not in the list of codes: "
    "enter what it means, nothing is guessed.",
    "zero_unexplained": "Zero was paid and no reason is given: enter the EOB's reason, nothing is guessed.",
    "appeal_won": "The row was denied and its appeal was won.",
    "appeal_on_row": "The row is approved, but carries a won appeal: the first decision was a denial.",
    "taken_back": "Every payment was taken back and no decision is left.",
}
OUTCOMES = {
    "approved_paid": "Approved and paid",
    "approved_zero": "Approved, plan paid zero",
    "approved_reduced": "Approved, reduced",
    "denied": "Denied",
    "exhausted": "Benefit used up",
    "pending": "Waiting for a decision",
    "indeterminate": "Unclear: no reason given",
    "duplicate": "Duplicate",
    "void": "Void",
    "unsent": "Not sent",
    "rejected": "Turned away before a decision",
    "capitated": "Under capitation",
}

# How a billing's record is known, by the kind of the link.
LINKS = {
    "chosen": "a person said so",
    "claim": "the record names the claim",
    "date": "it is of the same day",
    "before": "it lies 1 to 30 days before",
    "after": "it lies 1 to 14 days after",
}


def why(rule: str | None) -> str:
    """Return the sentence for a rule's name, the name itself where there is none."""
    return RULES.get(rule or "", rule or "")
