"""Figures: a frame of a measure in, a Plotly figure out. Nothing here queries, shows or keeps state.

Every trace that a reader can click carries the ids of its row, as in the data, in `customdata`.
"""

from .approval import (
    approval_by_payer,
    approval_by_plan,
    approval_by_practice,
    approval_by_provider,
    three_rates,
)
from .denials import denial_reasons
from .differences import gap_effects, practice_differences
from .gaps import billing_checks, denial_by_check, denial_by_element, element_rates
from .heatmap import element_heatmap
from .scenarios import scenario_outcomes, scenario_share, scenario_trend
from .signals import approval_signals, funnel
from .trend import approval_trend
from .work import ar_aging, decision_time, reconciliation

__all__ = [
    "approval_by_payer",
    "approval_by_plan",
    "approval_by_practice",
    "approval_by_provider",
    "approval_signals",
    "approval_trend",
    "ar_aging",
    "billing_checks",
    "decision_time",
    "denial_by_check",
    "denial_by_element",
    "denial_reasons",
    "element_heatmap",
    "element_rates",
    "funnel",
    "gap_effects",
    "practice_differences",
    "reconciliation",
    "scenario_outcomes",
    "scenario_share",
    "scenario_trend",
    "three_rates",
]
