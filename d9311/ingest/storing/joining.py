"""X12 files beside the practice's own exports: whose claim, whose answer, which line (identity.md, B and C).

An 835 names the claim (CLP01), not the practice's patient, payer spelling or line numbers. Nothing is
overwritten: this is made anew from all that was imported, so that X12 files may come in any order, before or
after the exports.
"""

from __future__ import annotations

import duckdb

from d9311.ingest.storing.claim_lines import run_text
from queries.builder import given

# What later steps read, where no X12 file was imported.
_WITHOUT_X12 = (
    """create or replace table x12_claims as
    select *, null::text as x12_number, null::text as found_by, null::text as payer_rule,
        null::boolean as is_taken_as_first, null::bigint as occurrence
    from export_claims limit 0""",
    """create or replace table payer_guesses (payer_key text, payer_name text, identity_key text,
        seems_to_be text, claims bigint, of_claims bigint, is_refused boolean)""",
    """create or replace table content_joins (number text, service_date date, whose text, code text,
        practice_id text, claim_id text, is_refused boolean)""",
)


def make_x12_rows(connection: duckdb.DuckDBPyConnection, export_rows: str) -> bool:
    """Make `x12_claims`, the events of all X12 files, beside `export_claims`; return whether there are
    any."""
    found = connection.execute("select 1 from imports where encoding like 'X12 %' limit 1").fetchall()
    connection.execute(f"create or replace view export_claims as {export_rows}")
    if not found:
        for empty in _WITHOUT_X12:
            connection.execute(empty)
        return False
    others = _temporary(connection)
    for step in given().room("identity/x12"):
        run_text(connection, step)
    for table in _temporary(connection) - others:
        connection.execute(f'drop table temp."{table}"')
    return True


def _temporary(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute("select table_name from duckdb_tables() where temporary").fetchall()
    return {name for (name,) in found}
