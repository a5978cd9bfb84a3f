"""Figures: a frame of a measure in, a Plotly figure out. Nothing here queries, shows or keeps state.

Every trace that a reader can click carries the ids of its row, as in the data, in `customdata`.
"""

from .approval import (
    approval_at_a_glance,
    approval_by_payer,
    approval_by_plan,
    approval_by_practice,
    approval_by_provider,
    three_rates,
)
from .comparisons import change_parts, denial_ratio, reason_parts
from .denials import denial_reasons
from .differences import gap_effects, practice_differences
from .events import Mark, denial_months
from .gaps import billing_checks, denial_by_check, denial_by_element, element_rates
from .heatmap import element_heatmap
from .payer import payer_common
from .pins import Pin, pinned
from .scenarios import scenario_outcomes, scenario_share, scenario_trend
from .signal_months import approval_signals
from .signals import funnel
from .trend import approval_trend
from .waiting import decision_endings, undecided_curve
from .work import ar_aging, decision_time, reconciliation

__all__ = [
    "Mark",
    "Pin",
    "approval_at_a_glance",
    "approval_by_payer",
    "approval_by_plan",
    "approval_by_practice",
    "approval_by_provider",
    "approval_signals",
    "approval_trend",
    "ar_aging",
    "billing_checks",
    "change_parts",
    "decision_endings",
    "decision_time",
    "denial_by_check",
    "denial_by_element",
    "denial_months",
    "denial_ratio",
    "denial_reasons",
    "element_heatmap",
    "element_rates",
    "funnel",
    "gap_effects",
    "payer_common",
    "pinned",
    "practice_differences",
    "reason_parts",
    "reconciliation",
    "scenario_outcomes",
    "scenario_share",
    "scenario_trend",
    "three_rates",
    "undecided_curve",
]
