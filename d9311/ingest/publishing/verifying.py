"""What must hold in a new database before it may take the old one's place."""

from __future__ import annotations

import duckdb

import queries
from d9311.filters import Filters
from d9311.ingest.storing.schema import STORED

# Measures that part the same episodes by another column each, so that their totals agree.
PARTED_ALIKE = ("approval_by_payer", "approval_by_practice", "approval_by_plan", "overview")

ADDED_UP = ("episodes", "decided", "approved", "billed", "paid")


class NotSound(RuntimeError):
    """The new database contradicts itself; it is thrown away and the old one stays."""


def verify(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise NotSound unless every kept row is stored once, and the measures agree on their totals."""
    for kind, table in STORED.items():
        lines = "count(*)" if _are_there_once(connection, table) else "count(distinct line)"
        wrong = connection.execute(
            f"""with stored as (
                select import_id, count(*) as rows, {lines} as lines
                from {table}
                group by import_id
            )
            select imports.import_id
            from imports left join stored using (import_id)
            where kind = $kind
                and (rows_kept, rows_kept) is distinct from (coalesce(rows, 0), coalesce(lines, 0))""",
            {"kind": kind},
        ).fetchall()
        if wrong:
            raise NotSound(f"the rows of imports {[number for (number,) in wrong]} are not stored once each")
    totals = {name: _total(connection, name) for name in PARTED_ALIKE}
    if len(set(totals.values())) > 1:
        raise NotSound("the measures do not agree on the number of episodes and the money")


def _are_there_once(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether no line of an import is there twice; told of all imports at once, which is quicker than of each."""
    found = connection.execute(
        f"select (select count(*) from {table}) = count(*) from (select distinct import_id, line from {table})"
    ).fetchone()
    return found == (True,)


def _total(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[object, ...] | None:
    sums = ", ".join(f"coalesce(sum({column}), 0)" for column in ADDED_UP)
    query = f"""select {sums}
        from ({queries.read(name).strip().rstrip(";")})"""
    return connection.execute(query, {"filters": Filters().parameters()}).fetchone()
