"""The tables of the part What changed: which changes stand in each, its columns, and its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]

MONEY = ("billed", "paid_before", "paid_after")
CLAIM = ("payer", "service_date", "before", "after")


@dataclass(frozen=True)
class Kind:
    """One table of the page: which changes stand in it (and how they end), its columns, and its words."""

    title: str
    note: str
    changes: tuple[str, ...]
    columns: tuple[str, ...]
    ends: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    def of(self, rows: Sequence[Row]) -> list[int]:
        """Return the positions of the rows that stand in this table."""
        return [number for number, row in enumerate(rows) if self.holds(row)]

    def holds(self, row: Row) -> bool:
        """Say whether a change stands in this table."""
        return row["change"] in self.changes and str(row["after"]).startswith(self.ends)


KINDS = (
    Kind(
        "Newly denied",
        "Not decided before, denied now. Choose a row to open the denial.",
        ("newly decided",),
        ("payer", "service_date", "billed", "next_step", "before", "practice_id", "episode_id"),
        "denied",
    ),
    Kind(
        "Documentation completed after a denial",
        "Denied, and the record now holds what it lacked: resubmit or appeal now.",
        ("documentation completed",),
        ("payer", "service_date", "billed", "next_step", "before", "consultation_id", "practice_id",
         "episode_id"),
        labels={"before": "It lacked"},
    ),
    Kind(
        "Flipped",
        "Approved before and denied now, or the other way round: an appeal, a resend, or a take-back.",
        ("flipped",),
        (*CLAIM, *MONEY, "next_step", "practice_id", "episode_id"),
    ),
    Kind(
        "Newly approved",
        "Not decided before, approved now.",
        ("newly decided",),
        (*CLAIM, "billed", "paid_after", "practice_id", "episode_id"),
        "approved",
    ),
    Kind(
        "Amounts edited",
        "The same outcome with other amounts: compare with the EOB.",
        ("amounts edited",),
        (*CLAIM, *MONEY, "practice_id", "episode_id"),
    ),
    Kind(
        "Other changes of the outcome",
        "Sent, used up, voided, taken back: neither approved nor denied now.",
        ("moved",),
        (*CLAIM, "billed", "practice_id", "episode_id"),
    ),
    Kind(
        "New episodes",
        "Not there before; one that came with its decision stands above, too.",
        ("new",),
        ("payer", "service_date", "after", "billed", "practice_id", "episode_id"),
    ),
    Kind(
        "Gone",
        "No longer there: its claim lines belong to another episode now (merged), or are D9311 no more.",
        ("gone",),
        (*CLAIM, "billed", "practice_id", "episode_id", "now_in"),
    ),
    Kind(
        "Consultations",
        "New records, and columns that are not as they were; what a record says is not kept here.",
        ("record new", "record changed"),
        ("change", "consultation_id", "payer", "service_date", "after", "practice_id", "episode_id"),
        labels={"after": "Columns that changed"},
    ),
)  # fmt: skip
