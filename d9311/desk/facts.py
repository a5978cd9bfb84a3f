"""What is known of an item: taken down with every step, so that what is new since then can be told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

_COLUMNS = "outcome, answer, decided, paid, denial_code, submissions"


@dataclass(frozen=True)
class Facts:
    """An item as the data tell it.

    `answer` is the outcome in one word (`answer_of` in `queries/words/outcomes.sql`): approved, denied,
    undecided, nothing to decide, other; of a consultation never billed or no work. `decided`: the date of
    the decision; `paid`: US dollars, None where the export has no such column.
    """

    outcome: str
    answer: str
    decided: date | None = None
    paid: Decimal | None = None
    denial_code: str | None = None
    submissions: int = 0

    def as_text(self) -> str:
        """Return them as they are kept with a step."""
        decided = self.decided and self.decided.isoformat()
        paid = None if self.paid is None else str(self.paid)
        return json.dumps([self.outcome, self.answer, decided, paid, self.denial_code, self.submissions])


def from_text(text: str) -> Facts | None:
    """Return what was kept with a step; None where the item was not in the data."""
    if not text:
        return None
    outcome, answer, decided, paid, code, submissions = json.loads(text)
    return Facts(
        outcome,
        answer,
        date.fromisoformat(decided) if decided else None,
        None if paid is None else Decimal(paid),
        code,
        submissions,
    )


def facts_of(cursor: duckdb.DuckDBPyConnection, items: Iterable[str]) -> dict[str, Facts]:
    """Return the facts of those of the items that are in the data now."""
    found = cursor.execute(
        f"select item_id, {_COLUMNS} from work_facts semi join (select unnest($items::text[]) as item_id) "
        "using (item_id)",
        {"items": list(items)},
    ).fetchall()
    return {item_id: Facts(*values) for item_id, *values in found}
