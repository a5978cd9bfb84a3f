"""Verdicts in words: is it them, or is it chance? One sentence for one row of a query of signals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from d9311.figures.words import named
from d9311.statistics.precision import next_step
from d9311.ui import words

Row = Mapping[str, Any]

ENOUGH = 30  # decided claims from which "no different" may be said: `evidence` enough
GROUPS = {
    "payers": ("payer",),
    "practices": ("practice_id",),
    "providers": ("provider_id",),
    "plans": ("plan_name", "payer"),
}
UNDECIDED = ("too few", "inside")


def verdict(group: Row, noun: str = "payers") -> str:
    """Return what the counts of a group can carry: `Cigna: 4 of 9 approved (19–73 %): too few to tell`.

    `group`: a row of `payer_signals`, `practice_signals`, `provider_signals` or `plan_signals` as plain
    values, None where one is missing; `noun`: payers, practices, providers or plans. The text is literal.
    """
    name = name_of(group, noun)
    if not group["decided"]:
        return f"{name}: nothing decided yet"
    counts = f"{name}: {group['approved']:,} of {group['decided']:,} approved"
    if group["decided"] < words.FEW:
        return f"{counts}: too few to tell"
    return f"{counts} ({words.interval(group['ci_low'], group['ci_high'])}): {_judgement(group, noun)}"


def more_needed(group: Row, noun: str = "payers") -> str:
    """Return how many more decided claims would narrow the range of an undecided group, in a sentence.

    Empty for a group that differs beyond chance, and where the range is narrow already. `group` and `noun`
    as in `verdict`.
    """
    step = next_step(group["approved"], group["decided"])
    if group["signal"] not in UNDECIDED or step is None:
        return ""
    more, width = step
    claims = words.plural(_rounded(more), f"more decided {name_of(group, noun)} claim")
    return f"With about {claims} the range would narrow to ±{width * 100:.0f} points."


def name_of(group: Row, noun: str) -> str:
    """Return how a group is called: its name or id, a plan with its payer."""
    first, *rest = GROUPS[noun]
    name = named(group[first], first.removesuffix("_name"))
    return f"{name} ({', '.join(named(group[column], column) for column in rest)})" if rest else name


def _judgement(group: Row, noun: str) -> str:
    others = f"your other {noun}"
    if group["signal"] in ("below", "above"):
        return f"{group['signal']} {others}, beyond chance"
    low, high = group["limit_95_low"], group["limit_95_high"]
    if low is None or high is None:
        return f"nothing to compare with among {others}"
    if group["approval_rate"] < low:
        return f"below {others}, though chance may explain it"
    if group["approval_rate"] > high:
        return f"above {others}, though chance may explain it"
    return "too few to tell" if group["decided"] < ENOUGH else f"no clear difference from {others}"


def _rounded(claims: int) -> int:
    """Return a count rounded up as far as "about" allows: to 5 above 10, to 10 above 100."""
    step = 1 if claims <= 10 else 5 if claims <= 100 else 10
    return -(-claims // step) * step
