"""What must hold in a new database before it may take the old one's place."""

from __future__ import annotations

import duckdb

import queries
from d9311.filters import Filters
from d9311.ingest.storing.schema import STORED

# A measure that parts all episodes, as others do by the same figures, and one that does not part them: their
# totals agree.
COUNTED_ALIKE = ("approval_by_plan", "overview")

DISTINCT = "count(distinct line)"
MANY_ROWS = 100_000
MOST_BITS = 1 << 27  # 16 MB in each thread

ADDED_UP = ("episodes", "decided", "approved", "billed", "paid")


class NotSound(RuntimeError):
    """The new database contradicts itself; it is thrown away and the old one stays."""


def verify(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise NotSound unless every kept row is stored once, and the measures agree on their totals."""
    many = connection.execute(
        "select kind, count(*) from imports group by kind having sum(rows_kept) >= $many", {"many": MANY_ROWS}
    ).fetchall()
    counted = {kind: _counted_by_bits(connection, STORED[kind], imports) for kind, imports in many}
    stored = " union all ".join(
        f"select import_id, count(*) as rows, {counted.get(kind, DISTINCT)} as lines "
        f"from {table} group by import_id"
        for kind, table in STORED.items()
    )
    wrong = connection.execute(
        f"""with stored as ({stored})
        select import_id
        from imports left join stored using (import_id)
        where (rows_kept, rows_kept) is distinct from (coalesce(rows, 0), coalesce(lines, 0))
        order by import_id"""
    ).fetchall()
    if wrong:
        raise NotSound(f"the rows of imports {[number for (number,) in wrong]} are not stored once each")
    totals = {name: _total(connection, name) for name in COUNTED_ALIKE}
    if len(set(totals.values())) > 1:
        raise NotSound("the measures do not agree on the number of episodes and the money")


def _counted_by_bits(connection: duckdb.DuckDBPyConnection, table: str, imports: int) -> str:
    """The SQL that counts the distinct lines of an import with a bit for each, quickly, unless they need much
    memory."""
    last = connection.execute(f"select coalesce(max(line), 0) from {table}").fetchone() or (0,)
    return f"bit_count(bitstring_agg(line, 0, {last[0]}))" if last[0] * imports <= MOST_BITS else DISTINCT


def _total(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[object, ...] | None:
    sums = ", ".join(f"coalesce(sum({column}), 0)" for column in ADDED_UP)
    query = f"""select {sums}
        from ({queries.read(name).strip().rstrip(";")})"""
    return connection.execute(query, {"filters": Filters().parameters()}).fetchone()
