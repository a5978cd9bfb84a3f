"""The measure `worklist` with what people did about its items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from d9311.desk.reading import Database, states
from d9311.desk.steps import TO_DO

if TYPE_CHECKING:
    import pyarrow


def with_work(table: pyarrow.Table, database: Database) -> pyarrow.Table:
    """Return the items of work with `owner`, `state`, `snoozed_until` and `note` as they stand now.

    Raises StoreError when the desk's file cannot be used.
    """
    import pyarrow as pa

    shown = states(database)
    found = [shown.get(item) for item in table["item_id"].to_pylist()]
    values = {
        "owner": pa.array([one and one.owner or None for one in found], pa.string()),
        "state": pa.array([one.state if one else TO_DO for one in found], pa.string()),
        "snoozed_until": pa.array([one and one.snoozed_until for one in found], pa.date32()),
        "note": pa.array([one and one.note or None for one in found], pa.string()),
    }
    for name, column in values.items():
        table = table.set_column(table.column_names.index(name), name, column)
    return table
