"""The final outcome of an episode: its rows in order, with reversals and voids (`outcomes.md`, section 2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.oracle.chains import Chains
from tests.oracle.rows import ClaimRow

FALLBACKS = ("rejected", "unsent", "indeterminate", "capitated", "duplicate", "void")


@dataclass
class Verdict:
    """`row` gave the outcome; None where no row did. `won`: the recovered amount under `appeal_won`."""

    outcome: str
    rule: str | None
    row: ClaimRow | None
    decided: date | None = None
    won: Decimal | None = None


@dataclass
class Walk:
    """State while going through the rows: what is left, and what was taken away by whom."""

    rows: list[ClaimRow]
    chains: Chains
    left: list[ClaimRow] = field(default_factory=list)
    removed: list[ClaimRow] = field(default_factory=list)
    void_removed: bool = False
    reversal_removed: bool = False

    def take(self, row: ClaimRow) -> None:
        """Remove a row, also one that is still to come."""
        self.removed.append(row)
        self.left = [one for one in self.left if one is not row]

    def is_removed(self, row: ClaimRow) -> bool:
        return any(one is row for one in self.removed)


def reverse(walk: Walk, reversal: ClaimRow) -> None:
    """Apply a reversal to the list of adjudicated rows so far."""
    amount = None if reversal.paid is None else abs(reversal.paid)
    own = [row for row in walk.left if row.root == reversal.root]
    equal = [row for row in own if amount is not None and row.paid == amount]
    same_day = [
        row
        for row in walk.rows
        if row.is_adjudicated
        and row.root == reversal.root
        and amount is not None
        and row.paid == amount
        and row.order_date == reversal.order_date
        and not walk.is_removed(row)
    ]
    if equal:
        target = equal[-1]
    elif same_day:
        target = same_day[0]
    elif amount is not None and any(row.paid is not None and row.paid > amount for row in own):
        return
    elif own or walk.left:
        target = (own or walk.left)[-1]
    else:
        return
    walk.take(target)
    walk.reversal_removed = True


def void_target(walk: Walk, void: ClaimRow) -> str | None:
    """The claim that a row with submission type void takes back."""
    named = walk.chains.match(void.practice, void.original)
    if named is not None:
        return named
    if any(row.claim == void.claim and row is not void for row in walk.rows):
        return void.claim
    others = {row.claim for row in walk.rows} - {void.claim}
    return others.pop() if len(others) == 1 else None


def apply_void(walk: Walk, void: ClaimRow, before: list[ClaimRow]) -> None:
    """Remove the target's adjudicated and pending rows before the void."""
    target = void_target(walk, void)
    for row in before:
        is_open = row.outcome == "pending" or row.is_adjudicated
        if row.claim == target and is_open and not walk.is_removed(row):
            walk.take(row)
            walk.void_removed = True


def go_through(rows: list[ClaimRow], chains: Chains) -> Walk:
    walk = Walk(rows, chains)
    for place, row in enumerate(rows):
        if row.is_adjudicated and not walk.is_removed(row):
            walk.left.append(row)
        elif row.outcome == "reversal":
            reverse(walk, row)
        elif row.submission_type == "void":
            apply_void(walk, row, rows[:place])
    return walk


def outcome_of_nothing_left(walk: Walk) -> tuple[str, str | None]:
    """Outcome, and the rule where it is not the giving row's, of an episode with no adjudicated row left."""
    outcomes = {row.outcome for row in walk.rows}
    if any(row.outcome == "pending" and not walk.is_removed(row) for row in walk.rows):
        return "pending", None
    if walk.void_removed:
        return "void", None
    if walk.reversal_removed:
        return "indeterminate", "taken_back"
    if outcomes == {"reversal"}:
        return "indeterminate", "reversal"
    return next(outcome for outcome in FALLBACKS if outcome in outcomes), None


def decide(rows: list[ClaimRow], chains: Chains) -> tuple[Verdict, Walk]:
    """The final outcome of an episode's rows, in order."""
    walk = go_through(rows, chains)
    if walk.left:
        last = walk.left[-1]
        followed = any(row.is_adjudicated for row in rows[rows.index(last) + 1 :])
        if last.outcome == "denied" and last.appeal_outcome in ("overturned", "partial") and not followed:
            return appeal_won(last), walk
        return Verdict(last.outcome, last.rule, last, last.adjudicated), walk
    outcome, rule = outcome_of_nothing_left(walk)
    givers = [row for row in rows if row.outcome == outcome and not walk.is_removed(row)]
    giver = givers[-1] if givers else None
    decided = giver.adjudicated if giver and outcome == "indeterminate" else None
    return Verdict(outcome, rule or (giver.rule if giver else None), giver, decided), walk


def appeal_won(row: ClaimRow) -> Verdict:
    """A denied row that itself says that its appeal was won."""
    recovered = row.appeal_recovered
    if recovered == 0:
        outcome = "approved_zero"
    else:
        outcome = "approved_reduced" if row.appeal_outcome == "partial" else "approved_paid"
    return Verdict(outcome, "appeal_won", row, row.appeal_decided, recovered or Decimal(0))
