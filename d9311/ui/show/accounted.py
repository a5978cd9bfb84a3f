"""A rate accounts for every row: how many are in its numbers, how many in neither, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from d9311.conditions.rows import Conditions
from d9311.filters import Filters
from d9311.frames import records
from d9311.ui.links import Link
from d9311.ui.session import Session
from d9311.ui.show import words

Row = Mapping[str, Any]

COMPLETE = "complete"  # the rate that is of consultations
PARTS = {
    "numerator": "In both numbers",
    "denominator": "In the denominator alone",
    "neither": "In neither number",
    "no episode": "Lines that are no claim of their own",
}
# What a reason is called, where its own name says too little.
REASONS = {
    "exhausted": "benefit used up",
    "indeterminate": "unclear outcome",
    "void": "canceled",
    "unsent": "not sent yet",
    "rejected": "turned back unread",
    "capitated": "paid by head",
    "undecided": "without a decision",
    "predetermined": "predetermination",
    "secondary": "of a second payer",
    "not exported": "of an export without required elements",
}
MANY = {"duplicate": "duplicates", "predetermined": "predeterminations"}
STATES = {"complete": "passed", "incomplete": "missing", "not exported": "not exported"}


@dataclass(frozen=True)
class Account:
    """What a rate leaves out: its name, the rows of the listing `accounted`, and the link to rows."""

    rate: str
    rows: Sequence[Row]
    link: Callable[[Conditions | None], Link | None]


def account_of(
    session: Session, filters: Filters, rate: str, link: Callable[[Conditions | None], Link | None]
) -> Account:
    """Return the account of a rate within the filters."""
    return Account(rate, records(session.listing("accounted", filters, rate=rate)), link)


def reason(row: Row) -> str:
    """Return `2 duplicates`, `86 denied`: how many rows have a reason, and what it is called."""
    name = row["reason"]
    called = REASONS.get(name, name)
    return f"{words.count(row['rows'])} {called if row['rows'] == 1 else MANY.get(name, called)}"


def conditions(rate: str, row: Row) -> Conditions | None:
    """Return the conditions of the rows behind a reason, None for lines that no list of rows holds."""
    name = row["reason"]
    if row["part"] == "no episode":
        return None
    if rate == COMPLETE:
        return {"list": "consultations", "element": "strict", "state": STATES[name]}
    if name in ("paid", "not paid"):
        return {"flag": f"{name} by the plan"}
    if rate == "first" and row["is_counted"]:
        return {"outcome": "counted", "first": name}
    return {"outcome": name}


def in_words(account: Account) -> str:
    """Return what is in neither number of a rate, and of how many rows, in a sentence; empty of no rows."""
    rows, rate = account.rows, account.rate
    held = [row for row in rows if row["part"] != "no episode"]
    total = sum(row["rows"] for row in held)
    if not total:
        return ""
    noun = "consultation" if rate == COMPLETE else "claim"
    out = [reason(row) for row in held if row["part"] == "neither"]
    beside = [reason(row) for row in rows if row["part"] == "no episode"]
    left = f"in neither number: {', '.join(out)}" if out else "none is left out"
    lines = f" No claims of their own: {', '.join(beside)}." if beside else ""
    return f"Of {words.plural(total, noun)} here, {left}.{lines}"
