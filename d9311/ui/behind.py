"""From a count in a measure's row to the conditions of the rows behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from d9311.ui.conditions import BEFORE_DECISION, Conditions

CONSULTATIONS = {"list": "consultations"}
BY_EPISODES = {"of": "consultations"}

# What a count column holds, beside the group of its row.
COUNTS: dict[str, Conditions] = {
    "episodes": {"outcome": "counted"},
    "decided": {"outcome": "decided"},
    "approved": {"outcome": "approved"},
    "denied": {"outcome": "denied"},
    "exhausted": {"outcome": "exhausted"},
    "pending": {"outcome": "pending"},
    "indeterminate": {"outcome": "indeterminate"},
    "duplicate": {"outcome": "duplicate"},
    "first_decided": {"outcome": "counted", "first": "decided"},
    "first_approved": {"outcome": "counted", "first": "approved"},
    "paid_lines": {"flag": "paid by the plan"},
    "denied_not_on_code": {"flag": "denied for the patient's plan"},
}
GAPS: dict[str, Conditions] = {
    "applicable": {**CONSULTATIONS, "state": "applicable"},
    "present": {**CONSULTATIONS, "state": "present"},
    "missing": {**CONSULTATIONS, "state": "missing"},
    "with_gap_decided": {**BY_EPISODES, "state": "missing", "outcome": "counted", "first": "decided"},
    "with_gap_denied": {**BY_EPISODES, "state": "missing", "outcome": "counted", "first": "denied"},
    "without_gap_decided": {**BY_EPISODES, "state": "present", "outcome": "counted", "first": "decided"},
    "without_gap_denied": {**BY_EPISODES, "state": "present", "outcome": "counted", "first": "denied"},
}
ALLOWED: dict[str, Conditions] = {
    "approved": {"outcome": "approved"},
    "allowed_known": {"flag": "allowed amount known"},
    "with_fee": {"flag": "allowed amount and fee known"},
    "underpaid": {"flag": "allowed below the fee"},
}
# Where a measure's columns hold something else than the words above.
MEASURES: dict[str, dict[str, Conditions]] = {
    "documentation_gaps": GAPS,
    "documentation_by_payer": GAPS,
    "documentation_by_provider": GAPS,
    "billing_checks": {
        "applicable": {"state": "applicable"},
        "passed": {"state": "passed"},
        "failed": {"state": "failed"},
        "with_fail_decided": {"state": "failed", "first": "decided"},
        "with_fail_denied": {"state": "failed", "first": "denied"},
        "without_fail_decided": {"state": "passed", "first": "decided"},
        "without_fail_denied": {"state": "passed", "first": "denied"},
    },
    "gap_effects": {
        "with_gap_decided": {"state": "missing", "outcome": "counted", "first": "decided"},
        "with_gap_denied": {"state": "missing", "outcome": "counted", "first": "denied"},
        "without_gap_decided": {"state": "present", "outcome": "counted", "first": "decided"},
        "without_gap_denied": {"state": "present", "outcome": "counted", "first": "denied"},
    },
    "scenario_frequency": {
        "consultations": CONSULTATIONS,
        "billed": {**CONSULTATIONS, "flag": "billed"},
        "strict_pass": {**CONSULTATIONS, "element": "strict", "state": "present"},
        "decided": {**BY_EPISODES, "outcome": "decided"},
        "approved": {**BY_EPISODES, "outcome": "approved"},
    },
    "scenario_trend": {"consultations": CONSULTATIONS},
    "denial_reasons": {
        "episodes": {"outcome": "denied"},
        "first_episodes": {"outcome": "counted", "first": "denied"},
    },
    "decision_time": {
        "episodes": {"flag": "waited for a decision"},
        "decided": {"flag": "waited and decided"},
    },
    "ar_aging": {"episodes": {"dates": "any"}},
    "decision_curve": {
        "approved": {"flag": "waited and decided", "first": "approved"},
        "denied": {"flag": "waited and decided", "first": "denied"},
        "exhausted": {"flag": "waited and decided", "first": "exhausted"},
    },
    "overdue_claims": {
        "waiting": {"flag": "waiting for a first decision", "dates": "any"},
        "overdue": {"flag": "slower than 9 of 10", "dates": "any"},
    },
    "underpayments": ALLOWED,
    "underpayments_by_plan": ALLOWED,
    "repeat_consultations": {**COUNTS, "too_many": {"flag": "refused as too many"}},
    "observed_limits": {
        "followed": {"after": "approved", "outcome": "adjudicated"},
        "approved": {"after": "approved", "outcome": "approved"},
        "too_many": {"after": "approved", "flag": "refused as too many"},
        "denied_otherwise": {"after": "approved", "flag": "denied, not as too many"},
    },
    "denied_amounts": {"episodes": {"outcome": "denied"}},
    "appeals": {
        "denied": {"flag": "denied at least once"},
        "appealed": {"flag": "appealed"},
        "decided": {"flag": "appeal decided"},
        "overturned": {"flag": "appeal overturned"},
        "reworked": {"flag": "reworked"},
    },
}

# Measures that begin with all payers together, under the name `all`.
POOLED = ("decision_time", "decision_curve")

# Billing checks that read the record of the consultation, as `gap_effects` tells them apart.
OF_THE_RECORD = ("has_record", "not_routine", "written_in_time", "signed", "separate_record")

# The count that a mark of a measure's figure stands for: the denominator of its rate, or the gap itself.
MARKS = {
    "documentation_gaps": "missing",
    "documentation_by_payer": "missing",
    "documentation_by_provider": "missing",
    "billing_checks": "failed",
    "gap_effects": "with_gap_decided",
    "scenario_frequency": "consultations",
    "scenario_trend": "consultations",
    "denial_reasons": "episodes",
    "reconciliation": "count",
    "ar_aging": "episodes",
    "decision_time": "episodes",
    "overdue_claims": "overdue",
}


def behind_mark(measure: str, ids: Sequence[Any], opens: Mapping[str, str]) -> Conditions | None:
    """Return the conditions of the rows behind a mark of a figure, whose `customdata` is `ids`."""
    row = dict(zip(opens, ids, strict=False))
    known = {name: condition for name, condition in opens.items() if name in row}
    return behind(measure, MARKS.get(measure, "decided"), row, known)


def behind(measure: str, column: str, row: Mapping[str, Any], opens: Mapping[str, str]) -> Conditions | None:
    """Return the conditions of the rows behind one count, None where the column is no count.

    `row` is the measure's row, `opens` maps its group columns to conditions (`{"payer": "payer"}`).
    """
    counts = MEASURES.get(measure) or COUNTS
    if measure == "reconciliation" and column == "count":
        counts = {"count": {} if str(row["bucket"]).startswith("billed") else CONSULTATIONS}
    if column not in counts:
        return None
    if measure == "gap_effects":
        return _of_gap(row, counts[column])
    first = measure == "denial_reasons" and column == "first_episodes"
    groups = {
        f"first_{condition}" if first and condition in ("category", "code") else condition: text_of(row[name])
        for name, condition in opens.items()
        if not (name == "payer" and row[name] == "all" and measure in POOLED)
    }
    return {**groups, **counts[column]}


def _of_gap(row: Mapping[str, Any], count: Conditions) -> Conditions:
    """The gap is an element or a check; a record written after the decision is left out where it is read."""
    reads_record = row["kind"] == "element" or row["name"] in OF_THE_RECORD
    written = {"written": BEFORE_DECISION} if reads_record else {}
    return {row["kind"]: row["name"], **written, **count}


def payer_of(measure: str, column: str, row: Mapping[str, Any]) -> str | None:
    """Return the payer whose card a cell opens: a cell that names one, but not that of all payers together."""
    if column != "payer" or (row["payer"] == "all" and measure in POOLED):
        return None
    return text_of(row["payer"]) or None


def text_of(value: Any) -> str:
    """Return a group's value as the text of a condition; a blank group is the empty text."""
    return "" if value is None or value != value or str(value) == "<NA>" else str(value)
