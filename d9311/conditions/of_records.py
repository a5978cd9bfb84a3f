"""Conditions of the record behind a row: what of it came late, and what followed the consultation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

ANY = "any"  # element of a record
# How an element of a record came after the payer's first decision, and the column that lists those that did.
LATE = {
    "late": "late_elements",
    "first written after the decision": "late_first_written",
    "changed after the decision": "late_changed",
    "signed after the decision": "late_signed",
}
# What is told of a consultation with a planned procedure, of what any brought, and of its link.
VALUES = {
    "treatment": ("planned", "recent", "observed", "followed"),
    "yield": ("told", "outside", "billed", "undecided", "timed"),
    "doubt": ("ambiguous",),
}


def is_late(rows: pandas.DataFrame, element: str, state: str) -> pandas.Series:
    """Say of each row whether an element of its record, or any, came late in that way."""
    listed = rows[LATE[state]].fillna("")
    return listed.ne("") if element == ANY else holds(listed, element)


def treatment(rows: pandas.DataFrame, value: str) -> pandas.Series:
    """Say which consultations have a planned procedure of which that is told; no episode has one."""
    if "treatment" not in rows:
        return rows["in_period"] & False
    return holds(rows["treatment"].fillna(""), value)


def brought(rows: pandas.DataFrame, value: str) -> pandas.Series:
    """Say which consultations are counted in that way by what they brought; no episode is."""
    if "yield" not in rows:
        return rows["in_period"] & False
    return holds(rows["yield"], value)


def method(rows: pandas.DataFrame, value: str) -> pandas.Series:
    """Say which consultations used a method, blank for none; no episode has one."""
    if "method" not in rows:
        return rows["in_period"] & False
    return rows["method"].fillna("").eq(value)


def doubt(rows: pandas.DataFrame, value: str) -> pandas.Series:
    """Say which consultations could as well be another billing's; of episodes it is not asked."""
    return rows["is_ambiguous"] if "is_ambiguous" in rows else rows["in_period"] & False


def holds(lists: pandas.Series, value: str) -> pandas.Series:
    """Say which texts, lists with semicolons, hold a value."""
    return lists.astype("object").map(lambda text: value in text.split(";")).astype(bool)


TESTS = {"treatment": treatment, "yield": brought, "method": method, "doubt": doubt}
