"""Verdicts in words: is it them, or is it chance? One sentence for one row of a query of signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from d9311.figures.words import called, named
from d9311.statistics.funnel import spread
from d9311.statistics.precision import next_step
from d9311.statistics.shrinkage import target
from d9311.ui.show import words
from d9311.ui.show.sentences import Sentence

Row = Mapping[str, Any]

ENOUGH = 30  # decided claims from which "no different" may be said: `evidence` enough
GROUPS = {
    "payers": ("payer",),
    "practices": ("practice_id",),
    "providers": ("provider_id",),
    "plans": ("plan_name", "payer"),
}
UNDECIDED = ("too few", "inside")


def verdicts(groups: Sequence[Row], noun: str = "payers") -> list[Sentence]:
    """Return verdict and claims still needed of each group: lowest shrunk rate first, else most decided."""
    ranked = sorted(groups, key=lambda group: (group["shrunk_rate"] or 0, -group["decided"]))
    return [Sentence(verdict(group, noun), group["signal"], more_needed(group, noun)) for group in ranked]


def verdict(group: Row, noun: str = "payers") -> str:
    """Return what the counts of a group can carry: `Cigna: 4 of 9 approved (19–73%): too few to tell`.

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


def in_short(group: Row) -> str:
    """Return the verdict on a group in a few words; `group` as in `verdict`."""
    if group["signal"] in ("below", "above"):
        return f"{group['signal']}, beyond chance"
    low, high, rate = group["limit_95_low"], group["limit_95_high"], group["approval_rate"]
    if not group["decided"]:
        return "nothing decided yet"
    if group["decided"] < words.FEW:
        return "too few to tell"
    if low is None or high is None:
        return "nothing to compare with"
    if not low <= rate <= high:
        return f"{'below' if rate < low else 'above'}, perhaps chance"
    return "too few to tell" if group["decided"] < ENOUGH else "no clear difference"


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
    name = called(group, first) if noun == "practices" else named(group[first], first.removesuffix("_name"))
    return f"{name} ({', '.join(named(group[column], column) for column in rest)})" if rest else name


def spread_note(groups: Sequence[Row], noun: str = "payers") -> str:
    """Return how far the groups differ beyond chance, and what to go by; empty where nothing is compared."""
    counted = [group for group in groups if group["decided"]]
    found = spread([group["approved"] for group in counted], [group["decided"] for group in counted])
    if found is None:
        return f"Fewer than two {noun}, or all claims decided alike: nothing to compare."
    pooled = f"All {noun} together: {words.percent(found.target)} approved."
    stand_out = [group for group in groups if group["signal"] in ("below", "above")]
    stands = f"{len(stand_out)} of them {'lies' if len(stand_out) == 1 else 'lie'}"
    if found.tau > 0:
        wide = f"Your {noun} differ from each other more than chance makes them, so the limits are wide;"
        beyond = f"{stands} beyond even that spread."
        nobody = "against that spread none stands out. Go by each one's range and shrunk rate."
        return f"{pooled} {wide} {beyond if stand_out else nobody}"
    if stand_out:
        return f"{pooled} Most {noun} differ as chance makes them; {stands} beyond it."
    return f"{pooled} Chance explains how your {noun} differ."


def shrunk_note(groups: Sequence[Row], noun: str = "payers") -> str:
    """Return what the shrunk rates are drawn towards, or why there are none."""
    mean = target([group["approved"] for group in groups], [group["decided"] for group in groups])
    if mean is None:
        return f"No shrunk rates: they need five {noun} with decided claims."
    return (
        f"Shrunk rates draw each rate towards {words.percent(mean)}, the mean of your {noun}, "
        "the fewer its claims the more; the list is in their order."
    )


def _judgement(group: Row, noun: str) -> str:
    others = f"your other {noun}"
    if group["signal"] in ("below", "above"):
        return f"{group['signal']} {others}, beyond chance"
    low, high = group["limit_95_low"], group["limit_95_high"]
    if low is None or high is None:
        return f"nothing to compare with among {others}"
    if group["approval_rate"] < low:
        return f"below {others}, but within the outer limits"
    if group["approval_rate"] > high:
        return f"above {others}, but within the outer limits"
    return "too few to tell" if group["decided"] < ENOUGH else f"no clear difference from {others}"


def _rounded(claims: int) -> int:
    """Return a count rounded up as far as "about" allows: to 5 above 10, to 10 above 100."""
    step = 1 if claims <= 10 else 5 if claims <= 100 else 10
    return -(-claims // step) * step
