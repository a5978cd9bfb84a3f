"""Every measure of `measures.md` as rows with its columns in order."""

from __future__ import annotations

from collections.abc import Callable

from d9311.filters import Filters
from tests.oracle.facts import Facts
from tests.oracle.measures import (
    approval,
    differences,
    documentation,
    open_work,
    overview,
    payer,
    records,
    scenarios,
)
from tests.oracle.selection import Selection

Row = dict[str, object]

MEASURES: dict[str, Callable[[Selection], list[Row]]] = {
    "appeals": open_work.appeals,
    "approval_by_payer": approval.by_payer,
    "approval_by_plan": approval.by_plan,
    "approval_by_practice": approval.by_practice,
    "approval_by_provider": approval.by_provider,
    "approval_trend": approval.trend,
    "ar_aging": open_work.ar_aging,
    "billing_checks": documentation.billing_checks,
    "decision_time": open_work.decision_time,
    "denial_reasons": approval.denial_reasons,
    "denied_amounts": payer.denied_amounts,
    "documentation_by_payer": documentation.by_payer,
    "documentation_by_provider": documentation.by_provider,
    "documentation_gaps": documentation.gaps,
    "episodes": records.episodes,
    "observed_limits": payer.observed_limits,
    "overdue_claims": open_work.overdue_claims,
    "overview": overview.overview,
    "practice_differences": differences.by_practice,
    "reconciliation": records.reconciliation,
    "repeat_consultations": payer.repeat_consultations,
    "same_day_codes": approval.same_day_codes,
    "scenario_frequency": scenarios.frequency,
    "scenario_trend": scenarios.trend,
    "underpayments": payer.underpayments,
    "underpayments_by_plan": payer.underpayments_by_plan,
}


def measure(facts: Facts, name: str, filters: Filters | None = None) -> list[Row]:
    """The rows of one measure, in order."""
    return MEASURES[name](Selection(facts, filters or Filters()))
