"""Approval by group and month, denial reasons, same-day codes."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle.episode import Episode
from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import count, first_decided, grouped, month, nulls_last
from tests.oracle.selection import Selection, sum_of
from tests.oracle.statistics import evidence, median, rate, wilson

Row = dict[str, object]
NOT_ON_CODE = ("eligibility", "coordination", "coordination_medical")


def outcome_counts(episodes: list[Episode]) -> dict[str, int]:
    counts = {
        "episodes": len(episodes),
        "decided": count(episodes, lambda one: one.is_decided),
        "approved": count(episodes, lambda one: one.is_approved),
        "denied": count(episodes, lambda one: one.is_denied),
    }
    for outcome in ("exhausted", "pending", "indeterminate", "duplicate"):
        counts[outcome] = [one.outcome for one in episodes].count(outcome)
    return counts


def approval_rate(counts: dict[str, int]) -> Row:
    low, high = wilson(counts["approved"], counts["decided"])
    return {
        "approval_rate": rate(counts["approved"], counts["decided"]),
        "ci_low": low,
        "ci_high": high,
    }


def sums(selection: Selection, episodes: list[Episode]) -> Row:
    exports = selection.exports_money
    return {
        "billed": sum_of([one.billed for one in episodes], True),
        "allowed": sum_of([one.allowed for one in episodes], exports("allowed_amount")),
        "paid": sum_of([one.paid for one in episodes], exports("paid_amount")),
    }


def paid_lines(selection: Selection, episodes: list[Episode]) -> int | None:
    """Adjudicated episodes with money; None where the paid column is absent."""
    if sums(selection, episodes)["paid"] is None:
        return None
    return count(episodes, lambda one: one.is_adjudicated and one.paid is not None and one.paid > 0)


def paid_rate(lines: int | None, counts: dict[str, int]) -> Fraction | None:
    return None if lines is None else rate(lines, counts["decided"] + counts["exhausted"])


def first_rate(selection: Selection, episodes: list[Episode]) -> Fraction | None:
    approved = count(episodes, lambda one: one.first_approved)
    return rate(approved, first_decided(episodes)) if selection.facts.keeps_history else None


def median_days(episodes: list[Episode]) -> Fraction | None:
    return median(
        [
            (one.first_decided - one.first_submitted).days
            for one in episodes
            if one.first_decided and one.first_submitted
        ]
    )


def summary(selection: Selection, episodes: list[Episode]) -> Row:
    """All columns of `approval_by_payer` behind the group."""
    counts = outcome_counts(episodes)
    lines = paid_lines(selection, episodes)
    elsewhere = count(episodes, lambda one: one.is_denied and one.reason[0] in NOT_ON_CODE)
    return {
        **counts,
        **approval_rate(counts),
        "first_decided": first_decided(episodes),
        "first_approved": count(episodes, lambda one: one.first_approved),
        "first_approval_rate": first_rate(selection, episodes),
        "paid_lines": lines,
        "paid_rate": paid_rate(lines, counts),
        **sums(selection, episodes),
        "median_days": median_days(episodes),
        "evidence": evidence(counts["decided"]),
        "denied_not_on_code": elsewhere,
        "code_approval_rate": rate(counts["approved"], counts["decided"] - elsewhere),
    }


@computes("approval_by_payer")
def by_payer(selection: Selection) -> list[Row]:
    groups = grouped(selection.counted, lambda one: (one.payer,))
    return [{"payer": payer, **summary(selection, members)} for (payer,), members in groups]


@computes("approval_by_practice")
def by_practice(selection: Selection) -> list[Row]:
    groups = grouped(selection.counted, lambda one: (one.practice,))
    return [{"practice_id": name, **summary(selection, members)} for (name,), members in groups]


@computes("approval_by_provider")
def by_provider(selection: Selection) -> list[Row]:
    groups = grouped(selection.counted, lambda one: (one.first_row.provider,))
    return [{"provider_id": name, **summary(selection, members)} for (name,), members in groups]


@computes("approval_by_plan")
def by_plan(selection: Selection) -> list[Row]:
    groups = grouped(selection.counted, lambda one: (one.payer, one.first_row.plan))
    return [
        {"payer": payer, "plan_name": plan, **summary(selection, members)}
        for (payer, plan), members in groups
    ]


def maturity(episodes: list[Episode]) -> Fraction | None:
    counts = outcome_counts(episodes)
    open_share = rate(counts["pending"], counts["episodes"] - counts["duplicate"])
    return None if open_share is None else 1 - open_share


def is_mature(episodes: list[Episode]) -> bool | None:
    share = maturity(episodes)
    return None if share is None else share >= Fraction(9, 10)


def months(selection: Selection) -> list[tuple[tuple, list[Episode]]]:
    return grouped(selection.counted, lambda one: (month(selection.day_of(one)),))


@computes("approval_trend")
def trend(selection: Selection) -> list[Row]:
    rows = []
    for (name,), members in months(selection):
        counts = outcome_counts(members)
        money = sums(selection, members)
        rows.append(
            {
                "month": name,
                **counts,
                **approval_rate(counts),
                "maturity": maturity(members),
                "mature": is_mature(members),
                "billed": money["billed"],
                "paid": money["paid"],
            }
        )
    return rows


@computes("denial_reasons")
def denial_reasons(selection: Selection) -> list[Row]:
    final = [one for one in selection.counted if one.is_denied]
    first = [one for one in selection.counted if one.first_denied]
    reasons = {one.reason[:2] for one in final} | {one.first_reason[:2] for one in first}
    groups = []
    for reason in reasons:
        at_last = [one for one in final if one.reason[:2] == reason]
        at_first = [one for one in first if one.first_reason[:2] == reason]
        groups.append((reason, at_last, at_first))
    groups.sort(key=lambda group: (-len(group[2]), -len(group[1]), nulls_last(*group[0])))
    rows: list[Row] = []
    so_far = 0
    for (category, code), at_last, at_first in groups:
        so_far += len(at_last)
        rows.append(
            {
                "category": category,
                "code": code,
                "episodes": len(at_last),
                "share": rate(len(at_last), len(final)),
                "billed": sum_of([one.billed for one in at_last], True),
                "cumulative_share": rate(so_far, len(final)),
                "first_episodes": len(at_first),
                "recovered": count(at_first, lambda one: one.is_approved),
            }
        )
    return rows


@computes("same_day_codes")
def same_day_codes(selection: Selection) -> list[Row]:
    codes = sorted({code for one in selection.counted for code in one.same_day})
    rows = []
    for code in [*codes, "none"]:
        members = [
            one for one in selection.counted if code in one.same_day or (code == "none" and not one.same_day)
        ]
        counts = outcome_counts(members)
        rows.append(
            {
                "code": code,
                "episodes": counts["episodes"],
                "decided": counts["decided"],
                "denied": counts["denied"],
                "denial_rate": rate(counts["denied"], counts["decided"]),
            }
        )
    return rows
