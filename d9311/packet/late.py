"""What of the record came after the payer's decision, as the exports prove it (documentation.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from d9311.filters import Filters
from d9311.packet.facts import rows_of
from d9311.packet.letter import LateMark

if TYPE_CHECKING:
    import duckdb

LateMarks = Mapping[str, Mapping[str, LateMark]]


def late_marks(
    cursor: duckdb.DuckDBPyConnection, episode_ids: Sequence[str], filters: Filters | None = None
) -> LateMarks:
    """Return the marks by episode, then element of the record; an episode without any is not in it."""
    asked = {"filters": (filters or Filters()).parameters(), "episodes": list(episode_ids)}
    marks: dict[str, dict[str, LateMark]] = {}
    for row in rows_of(cursor, "packet_late", asked):
        marks.setdefault(row["episode_id"], {})[row["element"]] = LateMark(row["how"], row["decision_date"])
    return marks
