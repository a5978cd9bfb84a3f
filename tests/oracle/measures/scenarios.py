"""How often each clinical scenario is consulted about."""

from __future__ import annotations

from tests.oracle.measures.registry import computes
from tests.oracle.measures.rows import count, grouped, month
from tests.oracle.scenarios import ALWAYS_LISTED
from tests.oracle.selection import Selection
from tests.oracle.statistics import rate, wilson

Row = dict[str, object]


@computes("scenario_frequency")
def frequency(selection: Selection) -> list[Row]:
    everything = selection.consultations
    rows = []
    for name in sorted({*ALWAYS_LISTED, *(each for one in everything for each in one.scenarios)}):
        members = [one for one in everything if name in one.scenarios]
        billings = [billing for billing in map(selection.facts.billing_of, members) if billing]
        episodes = [episode for billing in billings for episode in billing.episodes]
        approved = count(episodes, lambda one: one.is_approved)
        decided = count(episodes, lambda one: one.is_decided)
        share_low, share_high = wilson(len(members), len(everything))
        rate_low, rate_high = wilson(approved, decided)
        rows.append(
            {
                "scenario": name,
                "consultations": len(members),
                "share": rate(len(members), len(everything)),
                "ci_low": share_low,
                "ci_high": share_high,
                "billed": len(billings),
                "decided": decided,
                "approved": approved,
                "approval_rate": rate(approved, decided),
                "rate_low": rate_low,
                "rate_high": rate_high,
                "strict_pass": count(members, lambda one: one.strict),
            }
        )
    return rows


@computes("scenario_trend")
def trend(selection: Selection) -> list[Row]:
    pairs = [
        (month(selection.consultation_day(one)), name)
        for one in selection.consultations
        for name in one.scenarios
    ]
    return [
        {"month": name, "scenario": scenario, "consultations": len(members)}
        for (name, scenario), members in grouped(pairs, lambda pair: pair)
    ]
