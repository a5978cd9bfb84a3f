"""Which rows are behind a number: the conditions that a number hands to the Claims page.

A condition is a key and a value, `outcome: denied`, `payer: Delta Dental`. Conditions travel in the link as
repeated `rows=key:value`, beside the filters and without changing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Conditions = Mapping[str, str]

PARAMETER = "rows"

# What a count column of a measure holds, beside the group of its row.
BEHIND: dict[str, Conditions] = {
    "episodes": {"outcome": "counted"},
    "decided": {"outcome": "decided"},
    "approved": {"outcome": "approved"},
    "denied": {"outcome": "denied"},
    "exhausted": {"outcome": "exhausted"},
    "pending": {"outcome": "pending"},
    "indeterminate": {"outcome": "indeterminate"},
    "duplicate": {"outcome": "duplicate"},
    "first_decided": {"first": "decided"},
    "first_approved": {"first": "approved"},
    "paid_lines": {"flag": "paid by the plan"},
    "denied_not_on_code": {"flag": "denied for the patient's plan"},
    "consultations": {"list": "consultations"},
    "strict_pass": {"list": "consultations", "element": "strict present"},
    "applicable": {"list": "consultations", "state": "applicable"},
    "present": {"list": "consultations", "state": "present"},
    "missing": {"list": "consultations", "state": "missing"},
    "passed": {"state": "passed"},
    "failed": {"state": "failed"},
}


def to_link(conditions: Conditions) -> list[str]:
    """Write conditions as the values of the repeated link parameter."""
    return [f"{key}:{value}" for key, value in conditions.items()]


def from_link(values: Iterable[str]) -> dict[str, str]:
    """Read conditions from the link; what is no `key:value` is left out."""
    pairs = (value.partition(":") for value in values)
    return {key: value for key, colon, value in pairs if colon and key}
