"""What holds now: the rows that count over all imports, of any kind. Payer names and their keys."""

from __future__ import annotations

import duckdb

from d9311.filters import payer_key
from d9311.ingest.storing.claim_lines import make_export_rows
from d9311.ingest.storing.joining import make_x12_rows
from d9311.ingest.storing.schema import LIST_TABLES

# A consultation gives way to the newest import that holds its practice and number.
_FORMER_CONSULTATIONS = """create or replace table former_consultations as
    with newest as (
        select practice_id, consultation_id, max(import_id) as newest
        from consultation_rows group by all having min(import_id) < max(import_id)
    )
    select consultation_rows.import_id, consultation_rows.line
    from consultation_rows
    join newest using (practice_id, consultation_id)
    where consultation_rows.import_id < newest.newest"""


def make_current(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `current_claims`, `current_consultations`, the lists and `payer_names` from the base tables.

    A list (`fees`, `payer_rules`, `payer_alias`) is the newest import of its kind, as a whole.
    """
    for kind, table in LIST_TABLES.items():
        connection.execute(
            f"create or replace table {kind} as select * exclude (import_id, line) from {table} "
            f"where import_id = (select max(import_id) from imports where kind = '{kind}') order by line"
        )
    _name_payers(connection)
    rows = make_export_rows(connection)
    if make_x12_rows(connection, rows):
        rows = "select * from export_claims union all by name select * from x12_claims"
    connection.execute(f"create or replace view current_claims as {rows}")
    connection.execute(_FORMER_CONSULTATIONS)
    connection.execute(
        "create or replace view current_consultations as "
        "select * from consultation_rows anti join former_consultations using (import_id, line)"
    )


def _name_payers(connection: duckdb.DuckDBPyConnection) -> None:
    """Case-fold in Python: only it folds every script, and the payers are few."""
    names = connection.execute(
        "select payer_name from claim_rows union select alias from payer_alias "
        "union select payer_name from payer_alias union select payer_name from fees "
        "union select payer_name from payer_rules"
    ).fetchall()
    spelled = sorted(name for (name,) in names if name is not None)
    connection.execute(
        "create or replace table payer_names as "
        "select unnest($names::text[]) as payer_name, unnest($keys::text[]) as payer_key",
        {"names": spelled, "keys": [payer_key(name) for name in spelled]},
    )
