"""Databases that an older version of the dashboard made, brought to the base tables of this one."""

from __future__ import annotations

import duckdb

_LISTS = {"fees": "fee_rows", "payer_rules": "payer_rule_rows", "payer_alias": "payer_alias_rows"}

# Version 1 did not know which files were imported by one call: all that is there counts as one, with which the
# next is compared. It kept only the rows of the newest list of a kind, without the number of their import; a list
# file whose rows are gone cannot be undone and leaves the book.
_FROM_1 = (
    "alter table imports add column call_number integer",
    "alter table imports add column is_compared boolean",
    "update imports set call_number = 1, is_compared = false",
    *(
        f"create table {table} as select "
        f"(select max(import_id) from imports where kind = '{kind}')::integer as import_id, "
        f"row_number() over (order by rowid) + 1 as line, * from {kind}"
        for kind, table in _LISTS.items()
    ),
    *(f"drop table {kind}" for kind in _LISTS),
    f"create temp table overwritten as select import_id from imports where kind in {tuple(_LISTS)} "
    "qualify import_id < max(import_id) over (partition by kind)",
    *(
        f"delete from {table} where import_id in (select import_id from overwritten)"
        for table in ("set_aside", "import_warnings", "imports")
    ),
    "drop table overwritten",
)


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the base tables of a draft to this version; nothing to do in a new or current one."""
    try:
        found = connection.execute("select value from meta where key = 'schema_version'").fetchone()
    except duckdb.CatalogException:  # a new file
        return
    if found != ("1",):
        return
    connection.begin()
    for step in _FROM_1:
        connection.execute(step)
    connection.execute("update meta set value = '2' where key = 'schema_version'")
    connection.commit()
