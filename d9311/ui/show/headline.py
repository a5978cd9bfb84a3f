"""Which headline figures the Overview shows, where each comes from, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from d9311.conditions.rows import Conditions
from d9311.ui.show import words


@dataclass(frozen=True)
class Card:
    """One figure: its column in `overview` and its definition.

    A rate is `part` / `of`, columns of the listing by month;
    `rate` names it in the listing `accounted`. Another figure's column there is `value` too, and `of` is
    what it is summed over. `rows`, `part_rows`, `sums`: as in `Details`.
    """

    label: str
    value: str
    definition: str
    kind: str = "rate"
    part: str = ""
    of: str = ""
    reason: str = ""
    rate: str = ""
    rows: Conditions = field(default_factory=dict)
    part_rows: Conditions = field(default_factory=dict)
    sums: str = ""

    def of_month(self, month: Mapping[str, Any]) -> words.Number | None:
        """Return the figure of one row of the listing by month, None when there is none."""
        if self.kind != "rate":
            value: words.Number | None = month[self.value]
            return value
        return month[self.part] / month[self.of] if month[self.of] else None

    def counts_of(self, totals: Mapping[str, Any]) -> tuple[int, int] | None:
        """Return numerator and denominator of a rate in a period's totals,
        None when the export has neither.
        """
        part, of = totals.get(self.part), totals.get(self.of)
        return (part, of) if part is not None and of is not None else None


CARDS = (
    Card(
        "Approval rate",
        "approval_rate",
        "Approved / decided, by the final outcome. Applied to the deductible or coinsurance is approved; "
        "pending, used-up benefits and unclear outcomes are in neither number.",
        part="approved",
        of="decided",
        reason="Nothing is decided in this period.",
        rate="approval",
        rows={"outcome": "decided"},
        part_rows={"outcome": "approved"},
    ),
    Card(
        "Approved at first decision",
        "first_approval_rate",
        "Approved / decided by the payer's first decision, before any appeal or correction.",
        part="first_approved",
        of="first_decided",
        reason="Not computable: the export keeps no history of decisions, or nothing is decided.",
        rate="first",
        rows={"outcome": "counted", "first": "decided"},
        part_rows={"first": "approved"},
    ),
    Card(
        "Plan paid something",
        "paid_rate",
        "Episodes on which the primary plan paid more than zero / decided or used-up ones. Lower than the "
        "approval rate where plans apply the fee to the deductible.",
        part="paid_lines",
        of="paid_of",
        reason="Nothing is decided in this period.",
        rate="paid",
        rows={"outcome": "adjudicated"},
        part_rows={"flag": "paid by the plan"},
    ),
    Card(
        "Records that are complete",
        "strict_pass_rate",
        "Consultations whose record holds every required element that the export has / consultations. "
        "A filled cell is presence, not adequacy.",
        part="strict_pass",
        of="strict_of",
        reason="Not computable: the consultations export holds none of the required elements.",
        rate="complete",
        rows={"list": "consultations", "element": "strict", "state": "applicable"},
        part_rows={"state": "present"},
    ),
    Card(
        "Plans paid",
        "paid",
        "What primary plans paid on these episodes, take-backs deducted.",
        kind="dollars",
        of="episodes",
        reason="Cannot be computed from this export: column paid_amount is missing.",
        rows={"outcome": "counted"},
        sums="paid",
    ),
    Card(
        "Days to the first decision",
        "median_days",
        "Median of the days from first sent to first decision, over episodes that have both dates.",
        kind="days",
        of="timed",
        reason="No episode has both a date sent and a decision date.",
        rows={"outcome": "counted", "flag": "timed"},
    ),
    Card(
        "D9311 episodes",
        "episodes",
        "One billed consultation at one payer, however often it was sent. Void, unsent, rejected and "
        "capitated ones are not counted.",
        kind="count",
        rows={"outcome": "counted"},
    ),
    Card(
        "Consultations",
        "consultations",
        "Consultations recorded in the chart, billed or not.",
        kind="count",
        rows={"list": "consultations"},
    ),
)

ATTENTION: tuple[tuple[str, str, Conditions, str], ...] = (
    (
        "denied_not_appealed",
        "Denied, not appealed",
        {"flag": "denied, not appealed"},
        "Finally denied, with no appeal and no resend on the way, and no remark that excludes an appeal.",
    ),
    (
        "open_over_60_days",
        "Open over 60 days",
        {"flag": "open over 60 days", "dates": "any"},
        "Pending, or sent again after a denial, and first sent more than 60 days ago. Ignores the period.",
    ),
    (
        "never_billed",
        "Consulted, never billed",
        {"list": "consultations", "bucket": "consulted, never billed"},
        "Consultations in the chart to which no D9311 claim belongs: money left.",
    ),
    (
        "without_record",
        "Billed without record",
        {"bucket": "billed without record"},
        "D9311 billings to which no consultation in the chart belongs: exposed in an audit.",
    ),
)


def can_be_told(name: str, has_claims: bool, has_consultations: bool) -> bool:
    """Return whether a headline figure says anything with the kinds of files that are loaded."""
    if name in ("never_billed", "without_record"):
        return has_claims and has_consultations
    return has_consultations if name in ("strict_pass_rate", "consultations") else has_claims
