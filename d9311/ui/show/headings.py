"""How each column of a result is headed and written in a table: one list for every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from d9311.figures.words import named
from d9311.figures.words import words as phrase
from d9311.frames import rows
from d9311.ui.show import words
from d9311.ui.show.kinds import (
    DECIMALS,
    DRAWN,
    GROUPS,
    INTERVALS,
    PARTS,
    POINTS,
    RATES,
    SIGNED,
    is_money,
    kind_of,
)  # fmt: skip
from d9311.ui.show.written import is_large, writer

if TYPE_CHECKING:
    import pandas

HEADINGS = {
    DRAWN: "0 to 100%",
    "approval_rate": "Approved of decided",
    "first_approval_rate": "Approved at first",
    "code_approval_rate": "Approved, plan denials aside",
    "paid_rate": "Paid",
    "caught_rate": "Denied of flagged",
    "paid_lines": "Paid lines",
    **dict.fromkeys(INTERVALS, "95% interval"),
    "limit_95_low": "95% limits",
    "limit_998_low": "99.8% limits",
    "limit_low": "Limits of chance",
    "shrunk_low": "Shrunk, 95% interval",
    "rest_rate": "The rest",
    "rest_decided": "Decided, the rest",
    "rest_approved": "Approved, the rest",
    "difference": "Difference, points",
    "difference_low": "95% interval, points",
    "risk_difference": "Denied more within payers, points",
    "rd_low": "95% interval, points",
    "denials": "Denials a year",
    "dollars": "Dollars a year",
    "q_value": "q-value",
    "name": "Gap",
    "fails": "What is wrong",
    "centre": "Centre line",
    "rules": "Signal",
    "expected_denied": "Denials expected",
    "denial_ratio": "Denied / expected",
    "adjusted_rate": "Approved, adjusted",
    "compared": "Comparable",
    "compared_denied": "Denied of these",
    "mix": "By payer mix, points",
    "within": "By its rate, points",
    "carries": "Carries, points",
    "share_undecided": "Undecided",
    "share_approved": "Approved",
    "share_denied": "Denied",
    "share_exhausted": "Benefit used up",
    "threshold_days": "9 of 10 within days",
    "basis": "Days taken from",
    "overdue": "Slower than 9 of 10",
    "median_days": "Median days",
    "p90_days": "90% within days",
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
    "claim_ids": "Claim",
    "code": "Code",
    "age_days": "Age, days",
    "attention": "Needs",
    "line": "Line",
    "rule": "Decided by rule",
    "ledger_bucket": "Ledger",
    "now_in": "Now part of",
    "planned": "Planned",
    "recent": "Too recent",
    "observed": "Old enough",
    "followed": "Followed",
    "followed_rate": "Share",
    "appealed_rate": "Appealed of denied",
    "overturn_rate": "Overturned of decided",
    "median_days_to_appeal": "Days to appeal (median)",
    "mature_share": "Settled",
    "net": "Both",
    "net_yield": "A consultation",
    "hourly_yield": "An hour",
    "timed": "With minutes",
    "outside": "Outside the claims",
}
FORMATS: dict[str, Any] = {
    "rate": "%.0f%%", "points": "%+.0f", "number": "%d", "count": "%,d",
}  # fmt: skip
JOINED = ("scenarios", "rules", "missing", "kinds", "claim_ids")  # several, parted by semicolons
PHRASED = (
    "name",
    "element",
    "check",
    "scenario",
    "category",
    "outcome",
    "first_outcome",
    "denial_category",
    "rule",
    "evidence",
    "before",
    "after",
)


def heading(name: str, labels: Mapping[str, str]) -> str:
    """Return a column's heading: the page's own, the list's, else its name in words."""
    return labels.get(name) or HEADINGS.get(name) or name.replace("_", " ").capitalize()


def shown(frame: pandas.DataFrame, names: list[str]) -> pandas.DataFrame:
    """Return the frame as it is written: rates in percent, intervals in one column, keys in words.

    A rate over fewer than five is left blank: its counts stand beside it.
    """
    written = frame[names].reset_index(drop=True)
    for name in names:
        values = written[name]
        if name in INTERVALS:
            written[name] = _intervals(frame, name)
        elif name in RATES:
            percent = values.astype("Float64") * 100
            sizes = frame[RATES[name]].reset_index(drop=True) if RATES[name] in frame else None
            written[name] = percent if sizes is None else percent.where(sizes >= words.FEW)
        elif name in (*POINTS, *PARTS):
            # as it is written, without the sign that a zero keeps of what was rounded to it
            written[name] = (values.astype("Float64") * 100).round(0 if name in POINTS else 1) + 0.0
        elif is_money(name, values):
            dollars = values.astype("Float64")
            written[name] = dollars.round() if is_large(dollars) else dollars
        elif name == "practice_id" and "practice_name" in frame:
            written[name] = frame["practice_name"].reset_index(drop=True).fillna(values)
        elif name in JOINED and "str" in str(values.dtype):  # `missing` is a count elsewhere
            parted = values.str.replace(";", ", ")
            written[name] = parted if name == "claim_ids" else parted.str.replace("_", " ")
        elif name == "next_step":
            written[name] = values.str.slice(0, 1).str.upper() + values.str.slice(1)
        elif name in PHRASED:
            written[name] = values.map({key: phrase(key) for key in values.dropna().unique()})
    return _with_groups_named(written, names)


def _with_groups_named(written: pandas.DataFrame, names: list[str]) -> pandas.DataFrame:
    """Return the frame with words in place of a blank, where whose a row is stands first."""
    if names and names[0] in GROUPS:
        blank = named(None, names[0].removesuffix("_name"))
        written[names[0]] = written[names[0]].replace("all", "all payers").fillna(blank)
    return written


def column_format(name: str, values: pandas.Series, label: str) -> Any:
    """Return Streamlit's column setting for one column of a shown frame.

    A format goes before the texts of `with_texts`, so a column that has such has none.
    """
    kind = kind_of(name, values)
    if writer(name, values):
        return st.column_config.NumberColumn(label)
    if kind == "picture":
        return st.column_config.ImageColumn(label)
    if kind == "wait":
        halves = (values.dropna().astype("float64") % 1 != 0).any()
        return st.column_config.NumberColumn(label, format="%,.1f" if halves else "%,d")
    if kind == "moment":
        return st.column_config.DatetimeColumn(label, format="D MMM YYYY HH:mm")
    if kind == "day":
        return st.column_config.DateColumn(label, format="D MMM YYYY")
    if kind == "yes":
        return st.column_config.CheckboxColumn(label)
    if kind == "money":
        return st.column_config.NumberColumn(label, format="$%,.0f" if is_large(values) else "$%,.2f")
    if kind in FORMATS or kind in ("decimal", "parts"):
        return st.column_config.NumberColumn(label, format=FORMATS.get(kind) or DECIMALS[name])
    return st.column_config.Column(label)


def _intervals(frame: pandas.DataFrame, name: str) -> list[str]:
    write = words.points if name in SIGNED else words.ratio if name == "ratio_low" else words.interval
    return [write(low, high) for low, high in rows(frame[[name, INTERVALS[name]]])]
