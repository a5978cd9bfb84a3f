"""Making an episode of its rows (`outcomes.md`, sections 2 and 3)."""

from __future__ import annotations

from decimal import Decimal

from tests.oracle.chains import Chains
from tests.oracle.codes import denial_reason
from tests.oracle.episode import NO_REASON, Episode
from tests.oracle.outcomes import would_reverse
from tests.oracle.reference import same_day_codes
from tests.oracle.rows import ClaimRow
from tests.oracle.verdict import Verdict, Walk, decide


def first_outcome(row: ClaimRow | None) -> str | None:
    """Outcome of the first adjudicated row, `denied` where it carries a won appeal over an approval."""
    if row is None:
        return None
    won = row.appeal_outcome in ("overturned", "partial")
    return "denied" if won and row.outcome.startswith("approved") else row.outcome


def _billed(rows: list[ClaimRow]) -> Decimal:
    asked = [row for row in rows if row.outcome not in ("reversal", "void", "duplicate")]
    return (asked or rows)[-1].billed


def _allowed(verdict: Verdict) -> Decimal:
    adjudicated = verdict.outcome.startswith("approved") or verdict.outcome in ("denied", "exhausted")
    return (verdict.row.allowed if adjudicated and verdict.row else None) or Decimal(0)


def _rework_open(rows: list[ClaimRow], verdict: Verdict, walk: Walk) -> bool:
    row = verdict.row
    if verdict.outcome != "denied" or row is None:
        return False
    later = rows[rows.index(row) + 1 :]
    resent = any(one.outcome == "pending" and not walk.is_removed(one) for one in later)
    is_filed = row.appeal_filed is not None or row.status == "appealed"
    return resent or (is_filed and row.appeal_outcome in (None, "pending"))


def other_payers_paid(rows: list[ClaimRow], secondary: list[ClaimRow]) -> Decimal:
    """Paid on the secondary rows of the same practice, claim and ordinal, reversals negative."""
    held = {(row.practice, row.claim, row.ordinal) for row in rows}
    total = Decimal(0)
    for row in secondary:
        if (row.practice, row.claim, row.ordinal) in held:
            paid = row.paid or Decimal(0)
            total += -abs(paid) if would_reverse(row) else paid
    return total


def same_day(rows: list[ClaimRow]) -> dict[tuple, set[str]]:
    """(practice, patient, service date) -> codes of the list that were billed that day."""
    found: dict[tuple, set[str]] = {}
    for row in rows:
        billed = row.rule not in ("other_payer", "predetermination", "void")
        live = row.status not in ("draft", "rejected", "reversed")
        if row.procedure in same_day_codes() and billed and live:
            found.setdefault((row.practice, row.patient, row.service), set()).add(row.procedure)
    return found


def make_episode(
    rows: list[ClaimRow],
    chains: Chains,
    secondary: list[ClaimRow],
    codes: dict[tuple, set[str]],
    columns: set[str],
) -> Episode:
    """Make one episode of its rows. `columns`: the claim columns that its practice exports."""
    verdict, walk = decide(rows, chains)
    first_row = rows[0]
    first = next((row for row in rows if row.is_adjudicated), None)
    began = first_outcome(first)
    paid = sum((row.signed_paid for row in rows), Decimal(0)) + (verdict.won or Decimal(0))
    denied_row = verdict.row if verdict.outcome == "denied" else None
    knows_paid = "paid_amount" in columns
    return Episode(
        rows=rows,
        verdict=verdict,
        walk=walk,
        first_row=first_row,
        first_adjudicated=first,
        first_outcome=began,
        first_reason=denial_reason(first.codes) if first and began == "denied" else NO_REASON,
        reason=denial_reason(denied_row.codes) if denied_row else NO_REASON,
        billed=_billed(rows),
        allowed=_allowed(verdict) if "allowed_amount" in columns else None,
        paid=paid if knows_paid else None,
        other_payers_paid=other_payers_paid(rows, secondary) if knows_paid else None,
        first_submitted=min((row.submitted for row in rows if row.submitted), default=None),
        rework_open=_rework_open(rows, verdict, walk),
        same_day=tuple(sorted(codes.get((first_row.practice, first_row.patient, first_row.service), ()))),
    )


def number(episodes: list[Episode]) -> None:
    """Give every episode its id and its `repeat_number`."""
    by_id: dict[str, list[Episode]] = {}
    for one in sorted(episodes, key=lambda one: (one.service, one.payer, one.first_row.place)):
        base = f"{one.practice}|{one.first_row.root}|{one.ordinal}"
        same = by_id.setdefault(base, [])
        same.append(one)
        one.episode_id = base if len(same) == 1 else f"{base}#{len(same)}"
    counts: dict[tuple[str, str], int] = {}
    for one in sorted(episodes, key=lambda one: (one.service, one.episode_id)):
        patient = one.practice, one.patient
        counts[patient] = one.repeat_number = counts.get(patient, 0) + 1
