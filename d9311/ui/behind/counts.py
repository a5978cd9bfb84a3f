"""From a count in a measure's row to the conditions of the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import queries
from d9311.conditions.rows import BEFORE_DECISION, Conditions

CONSULTATIONS = {"list": "consultations"}

# What a count column holds, beside the group of its row, where the header of the measure says nothing else.
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
# Billing checks that read the record of the consultation, as `gap_effects` tells them apart.
OF_THE_RECORD = ("has_record", "not_routine", "written_in_time", "signed", "separate_record")


@cache
def counts(measure: str) -> dict[str, Conditions]:
    """Return the conditions behind each count of a measure:
    the words above, and what its header says otherwise.

    In the header: `counts: waiting = flag:waiting for a first decision + dates:any; overdue = ...`.
    """
    own = (one.split(" = ") for one in queries.describe(measure).get("counts", "").split("; ") if one)
    return COUNTS | {column: _conditions(text) for column, text in own}


def _conditions(text: str) -> Conditions:
    pairs = (condition.partition(":") for condition in text.split(" + "))
    return {key: value for key, _, value in pairs}


def behind_mark(measure: str, ids: Sequence[Any]) -> Conditions | None:
    """Return the conditions of the rows behind a mark of a figure, whose `customdata` is `ids`.

    A mark stands for the denominator of its rate, or for the gap itself:
    the count that the header calls `mark`.
    """
    row = dict(zip(queries.opens(measure), ids, strict=False))
    return behind(measure, queries.describe(measure).get("mark", "decided"), row)


def opener(measure: str) -> Callable[[Mapping[str, Any], str], Conditions | None] | None:
    """Return what opens the rows behind a count (its row, its column), None where a measure opens nothing."""
    return (lambda row, column: behind(measure, column, row)) if queries.opens(measure) else None


def behind(measure: str, column: str, row: Mapping[str, Any]) -> Conditions | None:
    """Return the conditions of the rows behind one count of a measure's row,
    None where the column is no count.
    """
    held = counts(measure)
    if measure == "reconciliation" and column == "count":
        held = {"count": {} if str(row["bucket"]).startswith("billed") else CONSULTATIONS}
    if column not in held:
        return None
    if measure == "gap_effects":
        return _of_gap(row, held[column])
    first = measure == "denial_reasons" and column == "first_episodes"
    groups = {
        f"first_{condition}" if first and condition in ("category", "code") else condition: text_of(row[name])
        for name, condition in queries.opens(measure).items()
        if name in row and not _is_pooled(measure, name, row)  # a mark may be of a category, all codes of it
    }
    return {**groups, **held[column]}


def _is_pooled(measure: str, column: str, row: Mapping[str, Any]) -> bool:
    """Whether the cell names no payer but all of them together."""
    return column == "payer" and row["payer"] == "all" and queries.pools(measure)


def _of_gap(row: Mapping[str, Any], count: Conditions) -> Conditions:
    """Of the counted ones, by element or check;
    a record written after the decision is left out where it is read.
    """
    reads_record = row["kind"] == "element" or row["name"] in OF_THE_RECORD
    written = {"written": BEFORE_DECISION} if reads_record else {}
    judged = {"state": count["state"], "outcome": "counted", "first": count["first"]}
    return {row["kind"]: row["name"], **written, **judged}


def payer_of(measure: str, column: str, row: Mapping[str, Any]) -> str | None:
    """Return the payer whose card a cell opens:
    a cell that names one, but not that of all payers together.
    """
    if column != "payer" or _is_pooled(measure, column, row):
        return None
    return text_of(row["payer"]) or None


def text_of(value: Any) -> str:
    """Return a group's value as the text of a condition; a blank group is the empty text."""
    return "" if value is None or value != value or str(value) == "<NA>" else str(value)
