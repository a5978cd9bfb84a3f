"""The tables that an import writes, made from the column contract, and how derived ones are kept current."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from d9311 import contract
from d9311.ingest.storing.migrating import migrate

# Raised when a base table changes; a database with a higher number was written by a newer version.
SCHEMA_VERSION = 5

# Every row of every import, by kind of file. Of a list the newest import counts (see `current`).
ROW_TABLES = {"claims": "claim_rows", "consultations": "consultation_rows"}
LIST_TABLES = {"fees": "fee_rows", "payer_rules": "payer_rule_rows", "payer_alias": "payer_alias_rows"}
STORED = ROW_TABLES | LIST_TABLES

SQL_TYPES = {
    "date": "date",
    "money": "decimal(12,2)",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "time": "time",
    "timestamp": "timestamp",
}

BOOK_TABLES = {
    "imports": """import_id integer, kind text, file_name text, sha256 text, imported_at timestamp,
        encoding text, delimiter text, quote text, header_line integer, columns text[],
        rows_read bigint, rows_kept bigint, rows_set_aside bigint, is_sample boolean,
        call_number integer, is_compared boolean, practice_given text""",
    # Imports that count no longer: undone, or sample data that gave way.
    "former_imports": """import_id integer, kind text, file_name text, sha256 text, imported_at timestamp,
        rows_kept bigint, is_sample boolean, call_number integer, left_at timestamp, reason text""",
    # What an import call changed, see `changes`. No value of a record stands here, only names of columns.
    "change_rows": """call_number integer, change text, episode_id text, now_in text, practice_id text,
        payer text, payer_key text, provider_id text, consultation_id text, scenarios text[],
        service_date date, first_submitted date, decided date, before text, after text,
        billed decimal(38,2), paid_before decimal(38,2), paid_after decimal(38,2), import_id integer""",
    "set_aside": "import_id integer, line bigint, column_name text, rule text, message text, row_text text",
    "import_warnings": """import_id integer, line bigint, column_name text, rule text, message text,
        count bigint""",
    # Money that a remittance (835) moves outside its claims: PLB segments.
    "provider_adjustments": """import_id integer, line bigint, payer_name text, payer_id text,
        remittance text, adjusted_date date, reason text, reference text, amount decimal(12,2)""",
    # Numbers in the column of claim numbers that are none, see docs/definitions/identity.md.
    "not_claim_numbers": "import_id integer, practice_id text, claim_id text, reason text",
    # What the user said of what belongs together: a guess that was confirmed or refused.
    "identity_choices": "kind text, practice_id text, one text, other text, choice text, chosen_at timestamp",
    # What the user said of a billing whose record could be one of several: which, or none (null).
    "link_choices": "practice_id text, episode_id text, consultation_id text, chosen_at timestamp",
    # What the user calls a practice.
    "practice_names": "practice_id text, name text",
    "meta": "key text, value text",
}

# What an X12 file says beyond the columns of the contract. `remittance`: the check or transfer (835 TRN02,
# its date stands in `adjudicated_date`); `claim_status_code`: 835 CLP02 as sent.
X12_COLUMNS = {"remittance": "text", "claim_status_code": "text"}

# What an import brings beside its entry in the book; it goes when the import is undone.
OF_AN_IMPORT = (
    *STORED.values(), "set_aside", "import_warnings", "provider_adjustments", "not_claim_numbers",
)  # fmt: skip


def sql_type(spec: contract.ColumnSpec) -> str:
    """Return the DuckDB type in which a column is stored."""
    return SQL_TYPES.get(spec.kind, "text")


def create_base_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every base table that is not there yet, in a database of an older version too."""
    connection.execute(f"create table if not exists meta ({BOOK_TABLES['meta']})")
    migrate(connection)
    connection.begin()  # each statement of its own would wait for the disk
    tables = dict(BOOK_TABLES)
    for kind, specs in contract.FILES.items():
        columns = ", ".join(f"{spec.name} {sql_type(spec)}" for spec in specs)
        tables[STORED[kind]] = f"import_id integer, line bigint, {columns}"
    tables[STORED["claims"]] += "".join(f", {name} {kind}" for name, kind in X12_COLUMNS.items())
    for table, columns in tables.items():
        connection.execute(f"create table if not exists {table} ({columns})")
    connection.commit()


def base_tables() -> frozenset[str]:
    """Return the names of the tables that hold what was imported; every other one can be made anew."""
    return frozenset({*BOOK_TABLES, *STORED.values()})


def drop_derived(connection: duckdb.DuckDBPyConnection, keeps: Collection[str] | None = None) -> None:
    """Drop every view, macro and table that the build makes from the base tables; `keeps`: no macro, nor a
    table of these names.

    Macros are made together with tables, and to list them takes long: where no such table is, they are not
    looked for.
    """
    kept = base_tables().union(keeps or ())
    made = connection.execute(
        """select 'view' as kind, view_name as name from duckdb_views() where not internal
        union all select 'table', table_name from duckdb_tables() where not internal and not temporary
        order by kind desc, name"""
    ).fetchall()
    if all(name in kept for _, name in made):
        return
    macros = _macros(connection) if keeps is None else []
    connection.begin()  # each statement of its own would wait for the disk
    for kind, name in [*macros, *made]:
        if name not in kept:
            connection.execute(f'drop {kind} if exists "{name}" cascade')
    connection.commit()


def _macros(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return connection.execute(
        """select distinct if(function_type = 'table_macro', 'macro table', 'macro'), function_name
        from duckdb_functions() where not internal order by all"""
    ).fetchall()


def read_meta(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the database's notes about itself. Raises duckdb.CatalogException where it has none."""
    return dict(connection.execute("select key, value from meta").fetchall())


def write_meta(connection: duckdb.DuckDBPyConnection, values: dict[str, str]) -> None:
    """Set notes of the database about itself."""
    connection.execute("delete from meta where list_contains($keys, key)", {"keys": list(values)})
    connection.executemany("insert into meta values (?, ?)", list(values.items()))


def forget_meta(connection: duckdb.DuckDBPyConnection, key: str) -> None:
    """Remove a note of the database about itself."""
    connection.execute("delete from meta where key = $key", {"key": key})
