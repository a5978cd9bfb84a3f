"""How each column of a result is headed and written in a table: one list for every page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.figures.words import words as phrase
from d9311.ui import words
from d9311.ui.frames import plain

if TYPE_CHECKING:
    import pandas

RATES = {
    "approval_rate": "decided",
    "first_approval_rate": "first_decided",
    "paid_rate": "",
    "code_approval_rate": "decided",
    "missing_rate": "applicable",
    "failed_rate": "applicable",
    "overturn_rate": "decided",
    "denial_rate": "decided",
    "share": "",
    "cumulative_share": "",
    "maturity": "",
}
INTERVALS = {"ci_low": "ci_high", "rate_low": "rate_high"}
MONEY = (
    "billed", "allowed", "paid", "recovered", "patient_responsibility", "other_payers_paid", "billed_amount",
    "allowed_amount", "paid_amount", "appeal_recovered_amount",
)  # fmt: skip
WAITS = ("median_days", "median_low", "median_high", "p90_days", "median_days_to_appeal", "age_days")
HEADINGS = {
    "approval_rate": "Approved of decided",
    "first_approval_rate": "Approved at first",
    "code_approval_rate": "Approved, plan denials aside",
    "paid_rate": "Paid",
    "paid_lines": "Paid lines",
    "ci_low": "95 % interval",
    "rate_low": "95 % interval",
    "median_days": "Median days",
    "p90_days": "90 % within days",
    "practice_id": "Practice",
    "provider_id": "Provider",
    "plan_name": "Plan",
    "denied_not_on_code": "Denied for the patient's plan",
    "with_gap_decided": "Decided, with the gap",
    "with_gap_denied": "Denied, with the gap",
    "without_gap_decided": "Decided, without it",
    "without_gap_denied": "Denied, without it",
    "with_fail_decided": "Decided, failed",
    "with_fail_denied": "Denied, failed",
    "without_fail_decided": "Decided, passed",
    "without_fail_denied": "Denied, passed",
    "cumulative_share": "Running share",
    "first_episodes": "Denied first",
    "episodes": "Episodes",
    "code": "Code",
    "age_days": "Age, days",
    "attention": "Needs",
    "line": "Line",
    "rule": "Decided by rule",
    "ledger_bucket": "Ledger",
}
PHRASED = (
    "element",
    "check",
    "scenario",
    "category",
    "outcome",
    "first_outcome",
    "denial_category",
    "rule",
    "evidence",
)


def heading(name: str, labels: Mapping[str, str]) -> str:
    """Return a column's heading: the page's own, the list's, else its name in words."""
    return labels.get(name) or HEADINGS.get(name) or name.replace("_", " ").capitalize()


def shown(frame: pandas.DataFrame, names: list[str]) -> pandas.DataFrame:
    """Return the frame as it is written: rates in percent, intervals in one column, keys in words.

    A rate over fewer than five is left blank: its counts stand beside it.
    """
    known = plain(frame)
    columns: dict[str, Any] = {}
    for name in names:
        values = known[name]
        if name in INTERVALS:
            columns[name] = [
                words.interval(low, high)
                for low, high in zip(values, frame[INTERVALS[name]].astype("object"), strict=True)
            ]
        elif name in RATES:
            sizes = known[RATES[name]] if RATES[name] in frame else [words.FEW] * len(frame)
            columns[name] = [
                float(value) * 100 if value is not None and size >= words.FEW else None
                for value, size in zip(values, sizes, strict=True)
            ]
        elif name in MONEY:
            columns[name] = [None if value is None else float(value) for value in values]
        elif name in PHRASED:
            columns[name] = [None if value is None else phrase(value) for value in values]
        else:
            columns[name] = list(values)
    import pandas

    return pandas.DataFrame(columns, index=range(len(frame)))


def column_format(name: str, values: pandas.Series, label: str) -> Any:
    """Return Streamlit's column setting for one column of a shown frame."""
    if name in RATES:
        return st.column_config.NumberColumn(label, format="%.0f %%")
    if name in MONEY:
        return st.column_config.NumberColumn(label, format="dollar")
    if name in WAITS:
        return st.column_config.NumberColumn(label, format="%.1f" if values.map(_has_half).any() else "%d")
    known = values.dropna()
    if len(known) and all(isinstance(value, datetime) for value in known):
        return st.column_config.DatetimeColumn(label, format="YYYY-MM-DD HH:mm")
    if len(known) and all(isinstance(value, int) and not isinstance(value, bool) for value in known):
        return st.column_config.NumberColumn(
            label, format="%d" if name in ("line", "position") else "localized"
        )
    if len(known) and all(isinstance(value, bool) for value in known):
        return st.column_config.CheckboxColumn(label)
    return st.column_config.Column(label)


def _has_half(value: Any) -> bool:
    return value is not None and value == value and float(value) % 1 != 0
