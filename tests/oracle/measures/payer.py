"""What stands on a payer's card alone: allowed amounts and fees, who owes, repeats and their limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from tests.oracle.codes import denial_carcs, denial_reason
from tests.oracle.episode import Episode
from tests.oracle.fees import expected_fee
from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import count, grouped
from tests.oracle.selection import Selection, sum_of
from tests.oracle.statistics import median

Row = dict[str, object]
OWED_BY = {"CO": "practice", "PI": "practice", "PR": "patient"}


def known_allowed(one: Episode) -> Decimal | None:
    """The allowed amount of an approved episode where the export says one."""
    if not one.is_approved or one.verdict.rule == "appeal_won" or not one.allowed:
        return None
    return one.allowed if one.allowed > 0 else None


def _allowed(selection: Selection, approved: list[Episode]) -> Row:
    known = [(one, amount) for one in approved if (amount := known_allowed(one)) is not None]
    cents = median([int(amount * 100) for _, amount in known])
    pairs = [(amount, expected_fee(one, selection.facts.fees)) for one, amount in known]
    is_exported = any(one.allowed is not None for one in approved)
    missing = [fee - amount for amount, fee in pairs if fee is not None and amount < fee]
    return {
        "approved": len(approved),
        "allowed_known": len(known),
        "median_allowed": None if cents is None else cents / 100,
        "lowest_allowed": min((amount for _, amount in known), default=None),
        "highest_allowed": max((amount for _, amount in known), default=None),
        "with_fee": count(pairs, lambda pair: pair[1] is not None),
        "underpaid": len(missing) if is_exported else None,
        "underpaid_by": sum(missing, Decimal(0)) if is_exported else None,
    }


def _by(selection: Selection, names: tuple[str, ...], key: Callable[[Episode], tuple]) -> list[Row]:
    approved = [one for one in selection.counted if one.is_approved]
    return [
        {**dict(zip(names, group, strict=True)), **_allowed(selection, members)}
        for group, members in grouped(approved, key)
    ]


@computes("underpayments")
def underpayments(selection: Selection) -> list[Row]:
    return _by(selection, ("payer",), lambda one: (one.payer,))


@computes("underpayments_by_plan")
def underpayments_by_plan(selection: Selection) -> list[Row]:
    return _by(selection, ("payer", "plan_name"), lambda one: (one.payer, one.first_row.plan))


def denial_amount(one: Episode) -> Decimal | None:
    """What stands beside the denial codes, of the group of the chosen one, on the row that decided."""
    codes = denial_carcs(one.verdict.row.codes) if one.verdict.row else []
    amounts = [code.amount for code in codes if code.group == one.reason[2] and code.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


@computes("denied_amounts")
def denied_amounts(selection: Selection) -> list[Row]:
    denied = [one for one in selection.counted if one.is_denied]
    rows: list[Row] = []
    for (payer, group), members in grouped(denied, lambda one: (one.payer, one.reason[2])):
        amounts = [denial_amount(one) for one in members]
        owed = [one.billed if own is None else own for one, own in zip(members, amounts, strict=True)]
        rows.append(
            {
                "payer": payer,
                "group_code": group,
                "owed_by": OWED_BY.get(group or "", "unknown"),
                "episodes": len(members),
                "denied_amount": sum(owed, Decimal(0)),
                "with_amount": count(amounts, lambda own: own is not None),
                "billed": sum_of([one.billed for one in members], True),
            }
        )
    return rows


def is_too_many(one: Episode) -> bool:
    """Whether the payer said at last that the benefit or the number allowed was used up."""
    return one.outcome == "exhausted" or (one.is_denied and one.reason[0] == "frequency_maximum")


def same_patient(selection: Selection, one: Episode) -> list[Episode]:
    """All episodes of a patient at a payer in a practice that the payer saw, in order."""
    key = one.practice, one.patient, one.first_row.payer_key
    own = [
        other
        for other in selection.facts.episodes
        if (other.practice, other.patient, other.first_row.payer_key) == key
        and other.counts_in_rates()
        and other.outcome != "duplicate"
    ]
    return sorted(own, key=lambda other: (other.service, other.episode_id))


@computes("repeat_consultations")
def repeat_consultations(selection: Selection) -> list[Row]:
    seen = [one for one in selection.counted if one.outcome != "duplicate"]
    placed = [(one, same_patient(selection, one).index(one) + 1) for one in seen]
    rows: list[Row] = []
    for (payer, nth), pairs in grouped(placed, lambda pair: (pair[0].payer, pair[1])):
        members = [one for one, _ in pairs]
        rows.append(
            {
                "payer": payer,
                "nth": nth,
                "episodes": len(members),
                "decided": count(members, lambda one: one.is_decided),
                "approved": count(members, lambda one: one.is_approved),
                "denied": count(members, lambda one: one.is_denied),
                "exhausted": count(members, lambda one: one.outcome == "exhausted"),
                "too_many": count(members, is_too_many),
            }
        )
    return rows


def approved_before(selection: Selection, one: Episode) -> date | None:
    """The day of the patient's last approved consultation at this payer before the day of this one."""
    days = [
        other.service
        for other in same_patient(selection, one)
        if other.is_approved and other.service < one.service
    ]
    return max(days, default=None)


def limit_code(one: Episode) -> str | None:
    return denial_reason(one.verdict.row.codes)[1] if one.verdict.row else None


@computes("observed_limits")
def observed_limits(selection: Selection) -> list[Row]:
    adjudicated = [one for one in selection.counted if one.is_adjudicated]
    before = [(one, day) for one in adjudicated if (day := approved_before(selection, one))]
    rows: list[Row] = []
    for (payer,), pairs in grouped(before, lambda pair: (pair[0].payer,)):
        refused = [(one, day) for one, day in pairs if is_too_many(one)]
        approved = [(one, day) for one, day in pairs if one.is_approved]
        codes = {code for one, _ in refused if (code := limit_code(one))}
        rows.append(
            {
                "payer": payer,
                "followed": len(pairs),
                "too_many": len(refused),
                **_span("too_many", refused),
                "approved": len(approved),
                **_span("approved", approved),
                "denied_otherwise": len(pairs) - len(refused) - len(approved),
                "codes": ";".join(sorted(codes)),
            }
        )
    return rows


def _span(name: str, pairs: list[tuple[Episode, date]]) -> Row:
    days = [(one.service - day).days for one, day in pairs]
    return {
        f"{name}_fewest_days": min(days, default=None),
        f"{name}_most_days": max(days, default=None),
        f"{name}_same_year": count(pairs, lambda pair: pair[0].service.year == pair[1].year),
    }
