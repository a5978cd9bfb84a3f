"""What an import call changed: the episodes and records before it against those after it, compared once.

The newest call that brought claims or consultations is compared with all earlier ones; lists
(fees, payer rules, payer names) are those of now on both sides, so that another spelling of a
payer is no change of a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from d9311 import contract
from d9311.ingest.storing.schema import ROW_TABLES

_OF_CALL = "import_id in (select import_id from imports where call_number = $call)"
_LACKS = " || ".join(
    f"if(element_{name} is false, ['{name}'], [])"
    for name in ("reason", "date", "time", "method", "professional", "outcome", "record")
)
_AMOUNTS = ("billed", "allowed", "paid", "patient_responsibility")

# What the derived tables say now, kept while they are made anew.
_REMEMBERED = {
    "before_episodes": f"""
        select episode_id, practice_id, payer, payer_key, provider_id, consultation_id, scenarios,
            service_date, first_submitted, decided, outcome, {", ".join(_AMOUNTS)}, strict, {_LACKS} as lacks
        from episodes""",
    "before_lines": """
        select distinct episode_id, practice_id, claim_id, line_number
        from claim_lines_d9311 where episode_id is not null""",
    "before_records": "select distinct practice_id from consultations",
}

# An episode's id names its first claim, which a later export may name the correction of another: where the id
# is gone, the episode that holds its claim lines now goes on with it, or has taken it in.
_HEIRS = """create temp table heirs as
    with vanished as (
        select episode_id, payer_key from before_episodes anti join episodes using (episode_id)
    ),
    found as (
        select
            vanished.episode_id,
            first(
                lines.episode_id order by lines.payer_key <> vanished.payer_key, lines.episode_id
            ) as heir_id
        from vanished
        join before_lines using (episode_id)
        join claim_lines_d9311 as lines using (practice_id, claim_id, line_number)
        where lines.episode_id is not null
        group by vanished.episode_id
    )
    select episode_id, heir_id,
        heir_id not in (select episode_id from before_episodes)
        and row_number() over (partition by heir_id order by episode_id) = 1 as goes_on
    from found"""

_COMPARED = """create temp table compared as
    with known as (
        select
            if(heirs.goes_on, heirs.heir_id, before.episode_id) as episode_id,
            if(heirs.goes_on, null, heirs.heir_id) as now_in,
            before.* exclude (episode_id)
        from before_episodes as before left join heirs using (episode_id)
    ),
    lines as (
        select episode_id, max(import_id) as import_id from claim_lines_d9311
        where import_id in (select import_id from imports where call_number = $call)
        group by episode_id
    )
    select
        episode_id, old.now_in, old.episode_id is null as is_new, now.episode_id is null as is_gone,
        coalesce(now.practice_id, old.practice_id) as practice_id,
        coalesce(now.payer, old.payer) as payer,
        coalesce(now.payer_key, old.payer_key) as payer_key,
        if(is_gone, old.provider_id, now.provider_id) as provider_id,
        if(is_gone, old.consultation_id, now.consultation_id) as consultation_id,
        if(is_gone, old.scenarios, now.scenarios) as scenarios,
        if(is_gone, old.service_date, now.service_date) as service_date,
        if(is_gone, old.first_submitted, now.first_submitted) as first_submitted,
        if(is_gone, old.decided, now.decided) as decided,
        if(is_gone, old.billed, now.billed) as billed,
        old.paid as paid_before, now.paid as paid_after, old, now,
        coalesce(
            lines.import_id,
            notes.import_id,
            (
                select max(import_id) from imports
                where call_number = $call and kind in ('claims', 'consultations')
            )
        ) as import_id
    from known as old
    full join episodes as now using (episode_id)
    left join lines using (episode_id)
    left join consultations as notes
        on notes.practice_id = now.practice_id and notes.consultation_id = now.consultation_id
        and notes.import_id in (select import_id from imports where call_number = $call)"""


def _edited(side: str) -> str:
    """The amounts that are not what they were:
    blank is unknown, and an amount that becomes known is no edit.
    """
    parts = []
    for name in _AMOUNTS:
        differs = f"old.{name} <> now.{name}"
        # a decision brings its own amounts; only what was billed should stay as it was
        counts = differs if name == "billed" else f"{differs} and old.outcome = now.outcome"
        parts.append(f"if({counts}, '{name.replace('_', ' ')} ' || {side}.{name}, null)")
    return f"nullif(concat_ws('; ', {', '.join(parts)}), '')"


# The condition of each change of an episode, and what stood there before and after it.
_CHANGES = {
    "newly decided": (
        "not is_gone and is_decided(now.outcome) and (is_new or not is_decided(old.outcome))",
        "old.outcome",
        "now.outcome",
    ),
    "flipped": (
        "is_decided(old.outcome) and is_decided(now.outcome) "
        "and is_approved(old.outcome) <> is_approved(now.outcome)",
        "old.outcome",
        "now.outcome",
    ),
    "moved": (
        "not is_new and not is_gone and old.outcome <> now.outcome "
        "and not (is_decided(now.outcome) "
        "and (not is_decided(old.outcome) or is_approved(old.outcome) <> is_approved(now.outcome)))",
        "old.outcome",
        "now.outcome",
    ),
    "amounts edited": (f"{_edited('now')} is not null", _edited("old"), _edited("now")),
    "documentation completed": (
        "old.outcome = 'denied' and now.outcome = 'denied' and now.strict and old.strict is not true "
        "and practice_id in (select practice_id from before_records)",
        "if(old.consultation_id is null, 'no record', array_to_string(old.lacks, '; '))",
        "'complete'",
    ),
    "new": ("is_new", "null", "now.outcome"),
    "gone": ("is_gone", "old.outcome", "if(now_in is null, null, 'merged')"),
}

# Names of columns only: what a record says stays in the record.
# A column that one of the files lacks is no change.
_RECORDS = """insert into change_rows by name
    with ranked as (
        select
            consultation_rows.*,
            imports.call_number = $call as is_of_call,
            imports.columns as file_columns,
            row_number() over (
                partition by practice_id, consultation_id, is_of_call order by import_id desc
            ) as age
        from consultation_rows join imports using (import_id)
        semi join (
            select practice_id, consultation_id
            from consultation_rows join imports using (import_id)
            where call_number = $call
        ) as told using (practice_id, consultation_id)
    ),
    pairs as (
        select new.practice_id, new.consultation_id, new.import_id, old.consultation_id is null as is_new,
            {names} as changed
        from ranked as new
        left join ranked as old
            on old.practice_id = new.practice_id and old.consultation_id = new.consultation_id
            and not old.is_of_call and old.age = 1
        where new.is_of_call and new.age = 1
    )
    select $call as call_number, if(is_new, 'record new', 'record changed') as change, notes.episode_id,
        pairs.practice_id, episodes.payer, episodes.payer_key,
        coalesce(notes.provider_id, episodes.provider_id) as provider_id, pairs.consultation_id,
        notes.scenarios, coalesce(notes.consultation_date, episodes.service_date) as service_date,
        episodes.first_submitted,
        episodes.decided, if(is_new, null, array_to_string(changed, '; ')) as after, pairs.import_id
    from pairs
    join consultations as notes using (practice_id, consultation_id)
    left join episodes on episodes.episode_id = notes.episode_id
    where is_new or len(changed) > 0"""


def newest_call(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Return the newest call that brought claims or consultations; None when no earlier one did."""
    found = connection.execute(
        "select distinct call_number from imports where kind in ('claims', 'consultations') "
        "order by call_number desc limit 2"
    ).fetchall()
    return int(found[0][0]) if len(found) == 2 else None


@contextmanager
def without_call(connection: duckdb.DuckDBPyConnection, call: int) -> Iterator[None]:
    """Take the rows of a call away for a while."""
    for kind, table in ROW_TABLES.items():
        rows = f"from {table} where {_OF_CALL}"
        connection.execute(f"create temp table held_{kind} as select * {rows}", {"call": call})
        connection.execute(f"delete {rows}", {"call": call})
    yield
    for kind, table in ROW_TABLES.items():
        connection.execute(f"insert into {table} by name select * from held_{kind}")
        connection.execute(f"drop table held_{kind}")


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the derived tables say, until `write_down`."""
    for table, query in _REMEMBERED.items():
        connection.execute(f"create temp table {table} as {query}")


def write_down(connection: duckdb.DuckDBPyConnection, call: int) -> None:
    """Write what is not as it was remembered into `change_rows`, as what the call changed."""
    given = {"call": call}
    connection.execute("delete from change_rows where call_number = $call", given)
    connection.execute(_HEIRS)
    connection.execute(_COMPARED, given)
    for change, (condition, before, after) in _CHANGES.items():
        connection.execute(
            f"""insert into change_rows by name
            select $call as call_number, $change as change, {before} as before, {after} as after,
                episode_id, now_in, practice_id, payer, payer_key, provider_id, consultation_id, scenarios,
                service_date, first_submitted, decided, billed, paid_before, paid_after, import_id
            from compared where {condition}""",
            {**given, "change": change},
        )
    _write_down_records(connection, call)
    connection.execute("update imports set is_compared = true where call_number = $call", given)
    for table in (*_REMEMBERED, "heirs", "compared"):
        connection.execute(f"drop table temp.{table}")


def _write_down_records(connection: duckdb.DuckDBPyConnection, call: int) -> None:
    compared = [
        name
        for name in contract.column_names("consultations")
        if name not in ("practice_id", "consultation_id")
    ]
    parts = [
        f"if(new.{name} is distinct from old.{name} and list_contains(new.file_columns, '{name}') "
        f"and list_contains(old.file_columns, '{name}'), ['{name}'], [])"
        for name in compared
    ]
    connection.execute(_RECORDS.format(names=" || ".join(parts)), {"call": call})
