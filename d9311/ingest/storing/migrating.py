"""Databases that an older version of the dashboard made, brought to the base tables of this one."""

from __future__ import annotations

import duckdb

_LISTS = {"fees": "fee_rows", "payer_rules": "payer_rule_rows", "payer_alias": "payer_alias_rows"}

# Version 1 did not know which files were imported by one call: all that is there counts as one, with which
# the next is compared. It kept only the rows of the newest list of a kind, without the number of their
# import; a list file whose rows are gone cannot be undone and leaves the book.
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


# Version 2 kept no identifiers of a remittance, no provider adjustments and no decisions of the user about
# what is one claim; the tables that are new are made empty with the others. A claim number that was the
# patient's key cannot be told from what is stored, so that an older import has none.
_FROM_2 = (
    "alter table claim_rows add column if not exists claim_identifier text",
    "alter table claim_rows add column if not exists remittance text",
    "alter table claim_rows add column if not exists claim_status_code text",
)

# Version 3 did not write down which practice was given beside a file; where it names none, its rows tell.
_FROM_3 = (
    "alter table imports add column if not exists practice_given text",
    """update imports set practice_given = rows.practice_id
    from (
        select import_id, min(practice_id) as practice_id
        from (
            select import_id, practice_id from claim_rows
            union select import_id, practice_id from consultation_rows
        )
        group by import_id having count(*) = 1
    ) as rows
    where rows.import_id = imports.import_id and rows.practice_id <> 'practice'
        and not list_contains(columns, 'practice_id')""",
)

# Version 4 kept no answers about links; the table is made empty with the others.
_RULES = {
    "frequency_limit": "integer", "frequency_period": "text", "frequency_per": "text",
    "narrative_required": "boolean", "network": "text",
}  # fmt: skip
_FROM_4 = tuple(
    f"alter table payer_rule_rows add column if not exists {name} {kind}" for name, kind in _RULES.items()
)

# What brings a database of a version to the next one.
STEPS: dict[int, tuple[str, ...]] = {1: _FROM_1, 2: _FROM_2, 3: _FROM_3, 4: _FROM_4}


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the base tables of a draft to this version; nothing to do in a new or current one.

    Expects `meta`, which a new file has not: what DuckDB then says of other names takes it long to find.
    """
    found = connection.execute("select value from meta where key = 'schema_version'").fetchone()
    version = int(found[0]) if found else 0
    while version in STEPS:
        connection.begin()
        for step in STEPS[version]:
            connection.execute(step)
        version += 1
        connection.execute(
            "update meta set value = $version where key = 'schema_version'", {"version": str(version)}
        )
        connection.commit()
