"""Which rows are behind a number: the conditions that a number hands to the list of rows.

A condition is a key and a value, `outcome: denied`, `payer: Delta Dental`; an empty value asks for a blank.
Conditions travel in the link as repeated `rows=key:value`, beside the filters and without changing them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from d9311.conditions import of_records
from d9311.conditions.of_records import ANY, LATE, holds, is_late

if TYPE_CHECKING:
    import pandas

Conditions = Mapping[str, str]

PARAMETER = "rows"
ELEMENTS = ("reason", "date", "time", "method", "professional", "outcome", "record", "strict")
CHECKS = (
    "has_record", "evidence_sent", "coverage_verified", "not_routine", "no_same_day_codes", "written_in_time",
    "consulted_in_time", "signed", "separate_record",
)  # fmt: skip
NOT_EXPORTED = "not exported"
BEFORE_DECISION = "before the first decision"

# What the joining of files found, as a condition of episodes.
FOUND = {
    "paid_over_billed": "paid more than billed",
    "taken_back_outside": "taken back outside the claim",
    "reissued": "a check made anew",
    "posted_otherwise": "posted with another amount",
    "joined_by_content": "joined by content",
    "joined_by_alike": "joined by a number that is alike",
    "not_posted": "not posted in the practice system",
    "vanished": "not in a later export",
}
AGES = ("0-30", "31-60", "61-90", "91-120", "over 120")  # of queries/words/ages.sql
# A flag and the column of the listing that says which episodes have it.
FLAGS = {
    "conflict": "conflict",
    "denied at least once": "is_ever_denied",
    "denied for the patient's plan": "is_denied_not_on_code",
    "denied, not appealed": "is_denied_not_appealed",
    "appealed": "is_appealed",
    "appeal decided": "is_appeal_decided",
    "appeal overturned": "is_appeal_overturned",
    "reworked": "is_reworked",
    "open": "is_open",
    "open over 60 days": "is_open_over_60_days",
    "slower than 9 of 10": "is_overdue",
    "waiting for a first decision": "is_awaiting",
    "paid by the plan": "is_paid",
    "not paid by the plan": "is_not_paid",
    "billed": "is_billed",
    "waited for a decision": "has_waited",
    "waited and decided": "has_waited_and_decided",
    "timed": "is_timed",
    "allowed amount known": "is_allowed_known",
    "allowed amount and fee known": "is_fee_known",
    "allowed below the fee": "is_below_fee",
    "refused as too many": "is_refused_as_too_many",
    "denied, not as too many": "is_denied_otherwise",
}
_RULES = {name: rule for rule, name in FOUND.items()}


def to_link(conditions: Conditions) -> list[str]:
    """Write conditions as the values of the repeated link parameter."""
    return [f"{key}:{value}" for key, value in conditions.items()]


def from_link(values: Iterable[str]) -> dict[str, str]:
    """Read conditions from the link; what no list understands is left out."""
    pairs = (value.partition(":") for value in values)
    return {key: value for key, colon, value in pairs if colon and _is_known(key, value)}


def _is_known(key: str, value: str) -> bool:
    return value in VALUES[key] if key in VALUES else key in TESTS


def narrow(
    rows: pandas.DataFrame, conditions: Conditions, columns: list[str] | None = None
) -> pandas.DataFrame:
    """Return the rows of a listing (episodes or consultations) that meet every condition."""
    fits = rows[_population(conditions)] if "in_period" in rows else None
    for key, value in conditions.items():
        if key in TESTS:
            met = TESTS[key](rows, value).fillna(False).astype(bool)
        elif key in ("element", "check"):
            met = _state(rows, value, key, conditions.get("state", "applicable")).astype(bool)
        else:
            continue
        fits = met if fits is None else fits & met
        if key == "bucket" and "billing_id" in rows:
            # the ledger counts billings: one row each
            rows, fits = rows[fits].drop_duplicates("billing_id"), None
    rows = rows if columns is None else rows[columns]
    return rows if fits is None else rows[fits]


def _population(conditions: Conditions) -> str:
    if conditions.get("of") == "consultations":
        return "of_consultations"
    return "any_period" if conditions.get("dates") == "any" else "in_period"


def _state(rows: pandas.DataFrame, name: str, kind: str, state: str) -> pandas.Series:
    if state in LATE:
        return is_late(rows, name, state)
    if name == ANY:
        return rows["consultation_id"].notna()
    column = rows["strict" if name == "strict" else f"{kind}_{name}"]
    if kind == "check":
        column = column.where(rows["is_checked"])
    if state in ("present", "passed", "missing", "failed"):
        return column.eq(state in ("present", "passed")).fillna(False)
    return column.isna() if state == NOT_EXPORTED else column.notna()


def _outcome(column: str) -> Callable[[pandas.DataFrame, str], pandas.Series]:
    in_group = _listed(f"{column}_groups")

    def test(rows: pandas.DataFrame, value: str) -> pandas.Series:
        if value == "counted":
            return rows["counted"]
        return rows[column].eq(value).fillna(False) | in_group(rows, value)

    return test


def _first_outcome(rows: pandas.DataFrame, value: str) -> pandas.Series:
    if value == "undecided":
        return rows["counted"] & rows["first_outcome"].isna()
    return rows["counted"] & _outcome("first_outcome")(rows, value)


def _flag(rows: pandas.DataFrame, value: str) -> pandas.Series:
    return rows[FLAGS[value]] if value in FLAGS else _listed("findings")(rows, _RULES[value])


def _equals(column: str) -> Callable[[pandas.DataFrame, str], pandas.Series]:
    return lambda rows, value: rows[column].fillna("").eq(value)


def _days(first: pandas.Series, last: pandas.Series) -> pandas.Series:
    waited = last.astype("datetime64[s]") - first.astype("datetime64[s]")
    return waited.dt.days.astype("Int64").astype("string")


def _differs(column: str) -> Callable[[pandas.DataFrame, str], pandas.Series]:
    return lambda rows, value: rows[column].fillna("").ne(value)


def _listed(column: str, none: str = "") -> Callable[[pandas.DataFrame, str], pandas.Series]:
    return lambda rows, value: holds(rows[column].fillna(none), value)


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


def _months(rows: pandas.DataFrame, value: str) -> pandas.Series:
    """Months written as `months_in_words` writes them."""
    month = rows["basis_date"].astype("string").str.slice(0, 7)
    found = month.eq("")
    for part in value.split(","):
        first, _, last = part.partition("..")
        found |= month.ge(first) & month.le(last or first)
    return found


def months_in_words(months: Collection[str], among: Sequence[str]) -> str:
    """Write months as ranges of neighbours: `2025-01..2025-03,2025-06`; `among` = all months in order."""
    ranges: list[list[str]] = []
    for month, before in zip(among, ("", *among), strict=False):
        if month not in months:
            continue
        if ranges and ranges[-1][-1] == before:
            ranges[-1].append(month)
        else:
            ranges.append([month])
    return ",".join(part[0] if len(part) == 1 else f"{part[0]}..{part[-1]}" for part in ranges)


SEARCHED = (
    "episode_id", "consultation_id", "payer", "plan_name", "provider_id", "provider_name", "claim_ids",
)  # fmt: skip
SHORTEST_PSEUDONYM = 6
TESTS: dict[str, Callable[[pandas.DataFrame, str], pandas.Series]] = {
    "outcome": _outcome("outcome"),
    "first": _first_outcome,
    "flag": _flag,
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
    "other_practice": _differs("practice_id"),
    "month": _month,
    "months": _months,
    "waited_days": lambda rows, value: _days(rows["first_submitted"], rows["first_decided"]).eq(value),
    "age": lambda rows, value: rows["is_open"] & rows["age_band"].fillna("").eq(value),
    "group": _equals("group_code"),
    "nth": lambda rows, value: rows["counted"] & rows["nth"].eq(int(value) if value.isdecimal() else -1),
    "after": lambda rows, value: rows["counted"] & rows["days_since_approved"].notna(),
    "link": _equals("link"),
    **of_records.TESTS,
    "search": _search,
}
# Conditions that take only these values; every other one takes any text.
VALUES: dict[str, Collection[str]] = {
    "list": ("episodes", "consultations"),
    "dates": ("any",),
    "of": ("consultations",),
    "element": (*ELEMENTS, ANY),
    "check": CHECKS,
    "state": ("applicable", "present", "missing", "passed", "failed", NOT_EXPORTED, *LATE),
    "flag": (*FLAGS, *FOUND.values()),
    "age": AGES,
    "written": (BEFORE_DECISION,),
    "after": ("approved",),
    **of_records.VALUES,
}
