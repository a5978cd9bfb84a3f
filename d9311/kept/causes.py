"""Why a row counts otherwise than when a view was kept: a sentence from its outcomes and from the imports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from d9311.kept.differences import AMOUNT, ENTERED, LEFT, Difference
from queries import listings

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Cause:
    """What imports say of an item: whether the first that told of it came after the view was kept, and the
    newest one since that changed it, where there is one; `change` is its kind.
    """

    is_new: bool
    first_file: str
    first_at: datetime
    change: str = ""
    file: str = ""
    at: datetime | None = None


def causes_of(cursor: duckdb.DuckDBPyConnection, items: Iterable[str], call: int) -> dict[str, Cause]:
    """Return what imports after a call say of those of the items that are in the data."""
    found = cursor.execute(listings.read("kept_causes"), {"items": list(items), "call": call}).fetchall()
    return {
        item: Cause(first_call > call, first_file, first_at, change or "", file or "", at)
        for item, first_call, first_file, first_at, change, file, at in found
    }


def why(difference: Difference, cause: Cause | None) -> str:
    """Return why a row counts otherwise now, as far as the data tell."""
    pair = difference.pair
    if pair.is_merged:
        return "It is one with another claim of this view now."
    if not pair.item:
        return "Not in the data now: its import was taken out, or no newer file has it."
    if difference.kind == ENTERED:
        said = _entered(difference, cause)
    elif difference.kind == LEFT:
        said = _left(difference)
    else:
        said = _outcomes(difference) or _otherwise(difference)
    return _with_import(said, cause)


def _entered(difference: Difference, cause: Cause | None) -> str:
    pair = difference.pair
    if pair.then is not None:
        return _outcomes(difference) or "It did not count in this number then."
    if cause is not None and cause.is_new:
        return f"New in the data: {_import(cause.first_file, cause.first_at)}."
    return "In the data then, outside the filters of this view."


def _left(difference: Difference) -> str:
    if difference.pair.now is not None:
        return _outcomes(difference) or "It does not count in this number now."
    return "In the data, outside the filters of this view now: its day, payer or provider changed."


def _otherwise(difference: Difference) -> str:
    if difference.kind == AMOUNT:
        return "Its amount changed."
    return "Its record changed." if difference.pair.item.startswith("consultation|") else "It changed."


def _outcomes(difference: Difference) -> str:
    then, now = difference.pair.then, difference.pair.now
    if then is None or now is None or then.outcome == now.outcome:
        return ""
    decided = f", decided on {now.decided}" if now.decided and now.decided != then.decided else ""
    return f"{_words(then.outcome)} then, {_words(now.outcome).lower()} now{decided}."


def _words(outcome: str) -> str:
    return outcome.replace("_", " ").capitalize() if outcome else "Unknown"


def _with_import(said: str, cause: Cause | None) -> str:
    if cause is None or cause.at is None or cause.is_new:
        return said
    return f"{said} {cause.change.capitalize()} with {_import(cause.file, cause.at)}."


def _import(file: str, at: datetime) -> str:
    return f"{file}, imported on {at:%Y-%m-%d}"
