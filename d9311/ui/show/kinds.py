"""Of what kind each column of a result is, by its name and values: one list for screen and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

RATES = {
    "approval_rate": "decided",
    "first_approval_rate": "first_decided",
    "paid_rate": "",
    "code_approval_rate": "decided",
    "missing_rate": "applicable",
    "failed_rate": "applicable",
    "followed_rate": "observed",
    "overturn_rate": "decided",
    "appealed_rate": "denied",
    "caught_rate": "flagged",
    "denial_rate": "decided",
    "share": "",
    "strict_rate": "strict_applicable",
    "cumulative_share": "",
    "maturity": "",
    "mature_share": "",
    "shrunk_rate": "",
    "rest_rate": "rest_decided",
    "centre": "",
    "rate_before": "decided_before",
    "adjusted_rate": "compared",
    **dict.fromkeys(("share_undecided", "share_approved", "share_denied", "share_exhausted"), ""),
}
# differences of two rates, in points with their sign
POINTS = ("difference", "risk_difference")
# parts of such a difference, which add up to it
PARTS = ("mix", "within", "carries")
DECIMALS = {
    **{"odds_ratio": "%.2f", "p_value": "%.3f", "q_value": "%.3f", "denials": "%.1f"},
    **{"denial_ratio": "%.2f", "expected_denied": "%.1f", **dict.fromkeys(PARTS, "%+.1f")},
}
INTERVALS = {
    "ci_low": "ci_high",
    "rate_low": "rate_high",
    "limit_95_low": "limit_95_high",
    "limit_998_low": "limit_998_high",
    "shrunk_low": "shrunk_high",
    "limit_low": "limit_high",
    "difference_low": "difference_high",
    "rd_low": "rd_high",
    "ratio_low": "ratio_high",
    "adjusted_low": "adjusted_high",
    "undecided_low": "undecided_high",
    "approved_low": "approved_high",
    "denied_low": "denied_high",
    "exhausted_low": "exhausted_high",
}
SIGNED = ("difference_low", "rd_low")
SIGNED_KINDS = ("points", "parts")  # written with a plus, too
MONEY = (
    "median_allowed", "lowest_allowed", "highest_allowed", "expected_fee", "underpaid_by", "denied_amount",
    "denied_billed", "billed", "allowed", "paid", "recovered", "paid_later", "patient_responsibility",
    "other_payers_paid",
    "billed_amount", "allowed_amount", "paid_amount", "appeal_recovered_amount", "paid_before",
    "paid_after", "dollars", "expected_dollars", "expected_low", "expected_high", "at_stake",
    "exposed",
    "treatments_billed", "treatments_paid", "patient_share", "net", "net_yield", "hourly_yield",
)  # fmt: skip
WAITS = (
    "median_days",
    "median_low",
    "median_high",
    "p90_days",
    "median_days_to_appeal",
    "age_days",
    "minutes",
)
GROUPS = ("payer", "plan_name", "practice_id", "provider_id")  # whose a row is, where it stands first
NUMBERED = ("line", "position")  # integers that name a row and count nothing
DRAWN = "drawn"  # a picture of the row's interval, see `drawn.py`


def kind_of(name: str, values: pandas.Series) -> str:
    """Return the kind of a column: picture, rate (0 to 1), points (of a difference), parts, decimal, money,
    wait (days or minutes, halves occur), moment, day, number (of a line), count, yes (or no), or text.
    """
    stored = str(values.dtype).casefold()
    by_name = {
        "picture": name == DRAWN,
        "rate": name in RATES,
        "points": name in POINTS,
        "parts": name in PARTS,
        "decimal": name in DECIMALS,
        "money": is_money(name, values),
        "wait": name in WAITS,
        "moment": stored.startswith("timestamp") or stored.startswith("datetime"),
        "day": stored.startswith("date32"),
        "number": "int" in stored and name in NUMBERED,
        "count": "int" in stored,
        "yes": stored.startswith("bool"),
    }
    return next((kind for kind, is_it in by_name.items() if is_it), "text")


def is_money(name: str, values: pandas.Series) -> bool:
    """Tell dollars from a count of the same name:
    `recovered` of appeals is money, of denial_reasons episodes.
    """
    return name in MONEY and "int" not in str(values.dtype).casefold()
