"""Which rows are behind a number: the conditions that a number hands to the list of rows.

A condition is a key and a value, `outcome: denied`, `payer: Delta Dental`; an empty value asks for a blank.
Conditions travel in the link as repeated `rows=key:value`, beside the filters and without changing them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

Conditions = Mapping[str, str]

PARAMETER = "rows"
APPROVED = ("approved_paid", "approved_reduced", "approved_zero")
GROUPS = {
    "approved": APPROVED,
    "decided": (*APPROVED, "denied"),
    "adjudicated": (*APPROVED, "denied", "exhausted"),
}
PATIENT_PLAN = ("eligibility", "coordination", "coordination_medical")
ELEMENTS = ("reason", "date", "time", "method", "professional", "outcome", "record", "strict")
CHECKS = (
    "has_record", "evidence_sent", "coverage_verified", "not_routine", "no_same_day_codes", "written_in_time",
    "consulted_in_time", "signed", "separate_record",
)  # fmt: skip
BEFORE_DECISION = "before the first decision"
AGES = {
    "0-30": (-(10**6), 30),
    "31-60": (31, 60),
    "61-90": (61, 90),
    "91-120": (91, 120),
    "over 120": (121, 10**6),
}


def _waited(rows: pandas.DataFrame) -> pandas.Series:
    """Of decision_time: sent, and not decided before it was sent."""
    in_order = (rows["first_decided"] >= rows["first_submitted"]) | (
        rows["first_decided"].isna() & (rows["age_days"] >= 0)
    )
    return rows["first_submitted"].notna() & in_order.fillna(False)


FLAGS: dict[str, Callable[[pandas.DataFrame], pandas.Series]] = {
    "conflict": lambda rows: rows["conflict"],
    "denied at least once": lambda rows: rows["counted"] & rows["ever_denied"],
    "denied for the patient's plan": lambda rows: (
        rows["counted"] & (rows["outcome"] == "denied") & rows["denial_category"].isin(PATIENT_PLAN)
    ),
    "denied, not appealed": lambda rows: rows["counted"] & rows["denied_not_appealed"],
    "appealed": lambda rows: rows["counted"] & rows["ever_denied"] & rows["appealed"],
    "appeal decided": lambda rows: (
        rows["counted"] & rows["ever_denied"] & rows["appealed"] & rows["appeal_is_decided"]
    ),
    "appeal overturned": lambda rows: (
        rows["counted"] & rows["ever_denied"] & rows["appealed"] & rows["appeal_overturned"]
    ),
    "reworked": lambda rows: rows["counted"] & rows["ever_denied"] & rows["reworked"],
    "open": lambda rows: rows["is_open"],
    "open over 60 days": lambda rows: rows["is_open"] & (rows["age_days"] > 60),
    "paid by the plan": lambda rows: rows["is_paid"],
    "billed": lambda rows: rows["link"].notna(),
    "waited for a decision": lambda rows: rows["counted"] & _waited(rows),
    "waited and decided": lambda rows: rows["counted"] & _waited(rows) & rows["first_decided"].notna(),
    "timed": lambda rows: rows["first_submitted"].notna() & rows["first_decided"].notna(),
}


def to_link(conditions: Conditions) -> list[str]:
    """Write conditions as the values of the repeated link parameter."""
    return [f"{key}:{value}" for key, value in conditions.items()]


def from_link(values: Iterable[str]) -> dict[str, str]:
    """Read conditions from the link; what no list understands is left out."""
    pairs = (value.partition(":") for value in values)
    return {key: value for key, colon, value in pairs if colon and _is_known(key, value)}


def _is_known(key: str, value: str) -> bool:
    return value in VALUES[key] if key in VALUES else key in TESTS


def narrow(rows: pandas.DataFrame, conditions: Conditions) -> pandas.DataFrame:
    """Return the rows of a listing (episodes or consultations) that meet every condition."""
    if "in_period" in rows:
        rows = rows[rows[_population(conditions)]]
    for key, value in conditions.items():
        if key == "bucket" and "billing_id" in rows:
            # the ledger counts billings: one row each
            rows = rows[TESTS[key](rows, value)].drop_duplicates("billing_id")
        elif key in TESTS:
            rows = rows[TESTS[key](rows, value).fillna(False).astype(bool)]
        elif key in ("element", "check"):
            rows = rows[_state(rows, value, key, conditions.get("state", "applicable")).astype(bool)]
    return rows


def _population(conditions: Conditions) -> str:
    if conditions.get("of") == "consultations":
        return "of_consultations"
    return "any_period" if conditions.get("dates") == "any" else "in_period"


def _state(rows: pandas.DataFrame, name: str, kind: str, state: str) -> pandas.Series:
    column = rows["strict" if name == "strict" else f"{kind}_{name}"]
    if kind == "check":
        column = column.mask(rows["outcome"].isin(("void", "capitated")))
    if state in ("present", "passed", "missing", "failed"):
        return column.eq(state in ("present", "passed")).fillna(False)
    return column.notna()


def _outcome(column: str) -> Callable[[pandas.DataFrame, str], pandas.Series]:
    def test(rows: pandas.DataFrame, value: str) -> pandas.Series:
        if value == "counted":
            return rows["counted"]
        found = rows[column].isin(GROUPS.get(value, (value,)))
        return found & rows["counted"] if value in GROUPS or value == "denied" else found

    return test


def _equals(column: str) -> Callable[[pandas.DataFrame, str], pandas.Series]:
    return lambda rows, value: rows[column].fillna("").eq(value)


def _listed(column: str, none: str = "") -> Callable[[pandas.DataFrame, str], pandas.Series]:
    return lambda rows, value: (
        rows[column].fillna(none).astype("object").map(lambda text: value in text.split(";"))
    )


def _search(rows: pandas.DataFrame, value: str) -> pandas.Series:
    """A part of an id or name, or the beginning of a patient's pseudonym: two letters of one are chance."""
    sought = value.strip().casefold()
    looked_at = [name for name in SEARCHED if name in rows]
    text = rows[looked_at].astype("object").fillna("").agg(" ".join, axis=1)
    found = text.str.casefold().str.contains(sought, regex=False)
    return found | rows["patient"].str.startswith(sought) if len(sought) >= SHORTEST_PSEUDONYM else found


def _month(rows: pandas.DataFrame, value: str) -> pandas.Series:
    dates = rows["basis_date"]
    return dates.astype("string").str.startswith(value) if value else dates.isna()


def _age(rows: pandas.DataFrame, value: str) -> pandas.Series:
    low, high = AGES[value]
    return rows["is_open"] & rows["age_days"].between(low, high)


SEARCHED = (
    "episode_id",
    "consultation_id",
    "payer",
    "plan_name",
    "provider_id",
    "provider_name",
    "claim_ids",
)
SHORTEST_PSEUDONYM = 6
TESTS: dict[str, Callable[[pandas.DataFrame, str], pandas.Series]] = {
    "outcome": _outcome("outcome"),
    "first": _outcome("first_outcome"),
    "flag": lambda rows, value: FLAGS[value](rows),
    "written": lambda rows, value: ~rows["is_late_record"],
    "payer": _equals("payer"),
    "practice": _equals("practice_id"),
    "provider": _equals("provider_id"),
    "plan": _equals("plan_name"),
    "category": _equals("denial_category"),
    "code": _equals("denial_code"),
    "first_category": _equals("first_denial_category"),
    "first_code": _equals("first_denial_code"),
    "bucket": _equals("ledger_bucket"),
    "attention": _equals("attention"),
    "scenario": _listed("scenarios"),
    "same_day": _listed("same_day_codes", "none"),
    "month": _month,
    "age": _age,
    "search": _search,
}
# Conditions that take only these values; every other one takes any text.
VALUES: dict[str, Collection[str]] = {
    "list": ("episodes", "consultations"),
    "dates": ("any",),
    "of": ("consultations",),
    "element": ELEMENTS,
    "check": CHECKS,
    "state": ("applicable", "present", "missing", "passed", "failed"),
    "flag": FLAGS,
    "age": AGES,
    "written": (BEFORE_DECISION,),
}
