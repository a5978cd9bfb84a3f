"""Which measure this export can carry: usable, with care, or not computable, and because of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from d9311.ui import words

# Below this share of filled rows a grouping says more about the gaps than about the groups: a house rule.
ENOUGH = 0.8

USABLE, CARE, NOT = "● usable", "◐ with care", "○ not computable"


@dataclass(frozen=True)
class Need:
    """What a measure reads: without one of each `all_of` group it cannot be computed, `better_with` helps."""

    title: str
    names: tuple[str, ...]
    all_of: tuple[tuple[str, ...], ...] = ()
    better_with: tuple[str, ...] = ()
    file: str = "claims"
    filled: tuple[str, ...] = ()


MONEY = ("paid_amount", "allowed_amount", "adjustment_codes")
RECORD = (
    "reason",
    "consultation_time",
    "method",
    "professional_name",
    "outcome",
    "correspondence_on_file",
    "verbal_summary",
)
APPEAL = ("appeal_filed_date", "appeal_decided_date", "appeal_outcome", "appeal_recovered_amount")

NEEDS = (
    Need(
        "Approval rates",
        ("approval_by_payer", "approval_by_practice"),
        better_with=(*MONEY, "adjudicated_date"),
    ),
    Need(
        "Approval by provider",
        ("approval_by_provider",),
        all_of=(("provider_id",),),
        better_with=MONEY,
        filled=("provider_id",),
    ),
    Need(
        "Approval by plan",
        ("approval_by_plan",),
        all_of=(("plan_name",),),
        better_with=MONEY,
        filled=("plan_name",),
    ),
    Need(
        "Plan dollars",
        ("overview",),
        all_of=(("paid_amount",),),
        better_with=("allowed_amount", "payer_order"),
    ),
    Need("Trend by month", ("approval_trend",), better_with=("adjudicated_date",)),
    Need(
        "Time to the decision",
        ("decision_time", "decision_curve", "overdue_claims"),
        all_of=(("submitted_date",), ("adjudicated_date",)),
        filled=("submitted_date",),
    ),
    Need(
        "Denial reasons", ("denial_reasons",), all_of=(("adjustment_codes",),), filled=("adjustment_codes",)
    ),
    Need("Appeals", ("appeals",), all_of=((*APPEAL, "submission_type"),), better_with=APPEAL),
    Need("Open claims by age", ("ar_aging",), better_with=("submitted_date",), filled=("submitted_date",)),
    Need("Same-day codes", ("same_day_codes",)),
    Need("Rows behind the numbers", ("episodes",)),
    Need(
        "Billing checks",
        ("billing_checks",),
        better_with=("attachment_sent", "coverage_verified_date", "submitted_date"),
    ),
    Need(
        "Documentation gaps",
        ("documentation_gaps", "documentation_by_payer", "documentation_by_provider"),
        all_of=(RECORD,),
        better_with=(*RECORD, "professional_credential"),
        file="consultations",
    ),
    Need(
        "Scenario frequency",
        ("scenario_frequency", "scenario_trend"),
        all_of=(("scenario", "medical_condition", "reason"),),
        better_with=("scenario",),
        file="consultations",
        filled=("scenario",),
    ),
    Need("Consulted against billed", ("reconciliation",), better_with=("claim_id",), file="consultations"),
)


def grades(
    exported: Mapping[str, Sequence[str]], filled: Mapping[str, float | None], keeps_history: bool
) -> list[dict[str, str]]:
    """Grade every measure by the columns that the loaded files have and how far they are filled.

    `exported` maps a kind of file to its columns, and lacks a kind that is not loaded; `filled` maps a
    column to the share (0 to 1) of rows in which it has a value.
    """
    rows = [_grade(need, exported, filled) for need in NEEDS]
    history = (
        ""
        if keeps_history
        else "the export keeps no history: one decision a line, and no column of resends or appeals"
    )
    first = {
        "measure": "Approval at the first decision",
        "grade": USABLE if keeps_history else NOT,
        "because": history,
    }
    return [rows[0], first, *rows[1:]]


def _grade(
    need: Need, exported: Mapping[str, Sequence[str]], filled: Mapping[str, float | None]
) -> dict[str, str]:
    if need.file not in exported:
        return _row(need, NOT, f"no {need.file} file is loaded")
    there = set(exported[need.file])
    lacking = [group for group in need.all_of if not there & set(group)]
    if lacking:
        return _row(need, NOT, " and ".join(_missing(group) for group in lacking))
    helpful = [column for column in need.better_with if column not in there]
    if helpful:
        return _row(need, CARE, f"{_missing_all(helpful)}: what needs it is left out and said so")
    sparse = {column: filled.get(column) for column in need.filled}
    blanks = [
        f"{column} is blank in {words.percent(1 - share)}"
        for column, share in sparse.items()
        if share is not None and share < ENOUGH
    ]
    return _row(need, CARE, f"{' and '.join(blanks)} of the rows") if blanks else _row(need, USABLE, "")


def _row(need: Need, grade: str, because: str) -> dict[str, str]:
    return {"measure": need.title, "grade": grade, "because": because}


def _missing(group: Sequence[str]) -> str:
    if len(group) == 1:
        return f"column {group[0]} is missing"
    return f"none of the columns {', '.join(group)} is there"


def _missing_all(columns: Sequence[str]) -> str:
    return (
        f"column {columns[0]} is missing"
        if len(columns) == 1
        else f"columns {', '.join(columns)} are missing"
    )


def in_words(rows: Sequence[Mapping[str, str]]) -> str:
    """Return the grades in one line."""
    counts = {grade: sum(row["grade"] == grade for row in rows) for grade in (USABLE, CARE, NOT)}
    return " · ".join(f"{number} {grade[2:]}" for grade, number in counts.items() if number)
