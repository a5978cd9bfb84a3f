"""The tables that an import writes, made from the column contract, and how derived ones are kept current."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from d9311 import contract

# Raised when a base table changes; a database with a higher number was written by a newer version.
SCHEMA_VERSION = 1

ROW_TABLES = {"claims": "claim_rows", "consultations": "consultation_rows"}
LIST_TABLES = {kind: kind for kind in ("fees", "payer_rules", "payer_alias")}

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
        rows_read bigint, rows_kept bigint, rows_set_aside bigint, is_sample boolean""",
    "set_aside": "import_id integer, line bigint, column_name text, rule text, message text, row_text text",
    "import_warnings": """import_id integer, line bigint, column_name text, rule text, message text,
        count bigint""",
    "meta": "key text, value text",
}

_ROOT = Path(__file__).resolve().parents[2]


def sql_type(spec: contract.ColumnSpec) -> str:
    """Return the DuckDB type in which a column is stored."""
    return SQL_TYPES.get(spec.kind, "text")


def create_base_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every base table that is not there yet."""
    tables = dict(BOOK_TABLES)
    for kind, specs in contract.FILES.items():
        columns = ", ".join(f"{spec.name} {sql_type(spec)}" for spec in specs)
        if kind in ROW_TABLES:
            tables[ROW_TABLES[kind]] = f"import_id integer, line bigint, {columns}"
        else:
            tables[LIST_TABLES[kind]] = columns
    for table, columns in tables.items():
        connection.execute(f"create table if not exists {table} ({columns})")


def base_tables() -> frozenset[str]:
    """Return the names of the tables that hold what was imported; every other one can be made anew."""
    return frozenset({*BOOK_TABLES, *ROW_TABLES.values(), *LIST_TABLES.values()})


def drop_derived(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop every view, macro and table that the build makes from the base tables."""
    listings = {
        "macro table": "select distinct function_name from duckdb_functions() "
        "where not internal and function_type = 'table_macro'",
        "macro": "select distinct function_name from duckdb_functions() "
        "where not internal and function_type = 'macro'",
        "view": "select view_name from duckdb_views() where not internal",
        "table": "select table_name from duckdb_tables() where not internal and not temporary",
    }
    for kind, listing in listings.items():
        for (name,) in connection.execute(listing).fetchall():
            if name not in base_tables():
                connection.execute(f'drop {kind} if exists "{name}" cascade')


def build_version() -> str:
    """Return a fingerprint of all that shapes the derived tables; when it differs, make them anew."""
    digest = hashlib.sha256(str(SCHEMA_VERSION).encode())
    files = [*(_ROOT / "queries" / "build").glob("*.sql"), *(_ROOT / "d9311" / "reference").glob("*")]
    files += [Path(__file__).with_name(name) for name in ("current.py", "joining.py")]
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read_meta(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the database's notes about itself. Raises duckdb.CatalogException where it has none."""
    return dict(connection.execute("select key, value from meta").fetchall())


def write_meta(connection: duckdb.DuckDBPyConnection, values: dict[str, str]) -> None:
    """Set notes of the database about itself."""
    connection.execute("delete from meta where list_contains($keys, key)", {"keys": list(values)})
    connection.executemany("insert into meta values (?, ?)", list(values.items()))
