"""What holds now: the rows that survive the upsert rule, over all imports. Payer names and their keys."""

from __future__ import annotations

import duckdb

from d9311.filters import payer_key
from d9311.ingest.joining import make_joined
from d9311.ingest.schema import LIST_TABLES, ROW_TABLES

# An undecided row gives way to any newer import of its claim line; a decided one only to a newer row with
# the same decision date and submission type, because a system may overwrite a denial when it sends again.
# An 835 holds events, not the state of a claim: a take-back or a corrected payment of the same day in another 835
# leaves the payment in place, and only the same event, received again, replaces it.
_IS_EVENT = "import_id in (select import_id from imports where encoding = 'X12 835')"
_SUPERSEDED = {
    "claims": """
        with keyed as (
            select import_id, line, practice_id, claim_id, line_number, adjudicated_date, submission_type,
                case when payer_order in ('secondary', 'tertiary') then payer_order else 'primary' end
                    as payer_order,
                {is_event} as is_event, (status, coalesce(paid_amount, 0)) as event
            from {rows}
        ),
        lines as (
            select practice_id, claim_id, line_number, payer_order, max(import_id) as newest
            from keyed group by all having min(import_id) < max(import_id)
        ),
        decisions as (
            select practice_id, claim_id, line_number, payer_order, adjudicated_date, submission_type,
                max(import_id) as newest, max(import_id) filter (not is_event) as newest_state
            from keyed where adjudicated_date is not null
            group by all having min(import_id) < max(import_id)
        ),
        events as (
            select practice_id, claim_id, line_number, payer_order, adjudicated_date, submission_type, event,
                max(import_id) as newest_event
            from keyed where is_event and adjudicated_date is not null
            group by all
        )
        select keyed.import_id, keyed.line
        from keyed
        join lines using (practice_id, claim_id, line_number, payer_order)
        left join decisions
            using (practice_id, claim_id, line_number, payer_order, adjudicated_date, submission_type)
        left join events
            using (practice_id, claim_id, line_number, payer_order, adjudicated_date, submission_type, event)
        where keyed.import_id < case
            when keyed.adjudicated_date is null then lines.newest
            when keyed.is_event then greatest(decisions.newest_state, events.newest_event)
            else decisions.newest
        end""",
    "consultations": """
        with newest as (
            select practice_id, consultation_id, max(import_id) as newest
            from consultation_rows group by all having min(import_id) < max(import_id)
        )
        select consultation_rows.import_id, consultation_rows.line
        from consultation_rows
        join newest using (practice_id, consultation_id)
        where consultation_rows.import_id < newest.newest""",
}


def make_current(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `current_claims`, `current_consultations`, the lists and `payer_names` from the base tables.

    A list (`fees`, `payer_rules`, `payer_alias`) is the newest import of its kind, as a whole.
    """
    for kind, table in LIST_TABLES.items():
        connection.execute(
            f"create or replace table {kind} as select * exclude (import_id, line) from {table} "
            f"where import_id = (select max(import_id) from imports where kind = '{kind}') order by line"
        )
    for kind, table in ROW_TABLES.items():
        rows = make_joined(connection) if kind == "claims" else table
        view = f"create or replace view current_{kind} as select * from {rows}"
        if _count_imports(connection, kind) > 1:
            is_event = "false" if rows == table else _IS_EVENT
            superseded = _SUPERSEDED[kind].format(rows=rows, is_event=is_event)
            connection.execute(f"create or replace table superseded_{kind} as {superseded}")
            view += f" anti join superseded_{kind} using (import_id, line)"
        connection.execute(view)
    _name_payers(connection)


def _count_imports(connection: duckdb.DuckDBPyConnection, kind: str) -> int:
    found = connection.execute("select count(*) from imports where kind = $kind", {"kind": kind}).fetchone()
    return found[0] if found else 0


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
