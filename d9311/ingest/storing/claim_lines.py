"""Which rows of the practice's own exports are the same claim line, and which of them hold (identity.md, A).

Each export in turn is matched to what the earlier ones left. Only claims that were exported more than once
need that; the rows of all others stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass

import duckdb

from d9311 import contract
from queries.builder import given, statements

# How a line of a claim is found, first to last: the columns in which the newer and the older one agree. Lines
# that agree in all of them are matched in order.
_FOUND_BY = (
    ("number", "code", "service_date"),
    ("code", "service_date", "billed_amount"),
    ("code", "service_date"),
    ("code",),
    ("number", "service_date"),
)
_MATCH = """insert into matches
with older as (
    select *, row_number() over (
        partition by practice_id, claim_id, line_order, {key} order by billed_amount, line_id
    ) as place
    from held_lines
    semi join new_lines using (practice_id, claim_id)
    anti join matches using (line_id)
),
newer as (
    select *, row_number() over (
        partition by practice_id, claim_id, line_order, {key} order by billed_amount, new_line
    ) as place
    from new_lines
    anti join matches using (new_line)
)
select newer.new_line, older.line_id
from newer
join older using (practice_id, claim_id, line_order, place, {key})
where abs(newer.service_date - older.service_date) <= claim_spans_days()"""
_LEFT = """select count(*) from new_lines
semi join held_lines using (practice_id, claim_id)
anti join matches using (new_line)"""

# What a row keeps from an older one of the same decision where its own file lacks the column. All others tell
# which line it is, or are in every file.
_IDENTITY = ("line_number", "practice_id", "payer_order")


# Most databases hold exports alone, in which every claim number is one: their rows need no look at the
# imports.
_IS_PLAIN = """select not exists (from not_claim_numbers)
    and not exists (from imports where encoding like 'X12 %')"""
_PLAIN_ROWS = """create or replace view export_rows as
    select *, claim_id as exported_claim_id from claim_rows"""


@dataclass(frozen=True)
class Export:
    """One imported export of claims: its number and the columns that it has."""

    import_id: int
    columns: frozenset[str]


def make_export_rows(connection: duckdb.DuckDBPyConnection) -> str:
    """Make the rows of all exports that hold now; return a select of them, with `row_order` and `source`."""
    run(connection, "10_words")
    is_plain = connection.execute(_IS_PLAIN).fetchone() == (True,)
    if is_plain:
        connection.execute(_PLAIN_ROWS)
    else:
        run(connection, "20_export_rows")
    exports = list(_exports(connection))
    absent = _absent(exports)
    run(connection, "30_again", {"has_several": len(exports) > 1})
    run(connection, "32_contested", {"keeps_columns": not any(absent.values())})
    run(connection, "35_held")
    found = connection.execute("select distinct import_id from contested_rows").fetchall()
    contested = {import_id for (import_id,) in found}
    for export in exports:
        if export.import_id in contested:
            _take(connection, export, absent[export.import_id])
    run(connection, "40_export_claims")
    for table in ("claims_again", "lines_again", "contested_rows", "held_rows", "held_lines"):
        connection.execute(f"drop table temp.{table}")
    return _rows_that_hold(connection)


def _absent(exports: Sequence[Export]) -> dict[int, list[str]]:
    """Return for each export the columns that it lacks and an earlier one has."""
    known: frozenset[str] = frozenset()
    absent = {}
    for export in exports:
        absent[export.import_id] = sorted(known - export.columns)
        known |= export.columns
    return absent


def _rows_that_hold(connection: duckdb.DuckDBPyConnection) -> str:
    """Return a select of the rows that stand as they were exported and of those that were matched."""
    rows = (
        "select * exclude (exported_claim_id), export_order(import_id, line) as row_order, "
        "'export' as source from export_rows"
    )
    if connection.execute("select count(*) from past_rows").fetchone() != (0,):
        rows += " anti join past_rows using (import_id, line)"
    if connection.execute("select count(*) from contested_claims").fetchone() != (0,):
        rows += " union all by name select * from contested_current"
    return rows


def _exports(connection: duckdb.DuckDBPyConnection) -> Iterator[Export]:
    found = connection.execute(
        "select import_id, columns from imports "
        "where kind = 'claims' and encoding not like 'X12 %' order by import_id"
    ).fetchall()
    for import_id, columns in found:
        yield Export(import_id, frozenset(columns))


def _take(connection: duckdb.DuckDBPyConnection, export: Export, absent: Sequence[str]) -> None:
    """Let one export replace what the earlier ones said of its lines."""
    has = {
        "has_order": "payer_order",
        "has_numbers": "line_number",
        "has_decided": "adjudicated_date",
        "has_submitted": "submitted_date",
        "has_paid": "paid_amount",
        "has_codes": "adjustment_codes",
        "has_type": "submission_type",
    }
    flags: dict[str, object] = {name: column in export.columns for name, column in has.items()}
    run(connection, "step/10_new_lines", {**flags, "import": export.import_id})
    for key in _FOUND_BY:
        if connection.execute(_LEFT).fetchone() == (0,):
            break
        connection.execute(_MATCH.format(key=", ".join(key)))
    run(connection, "step/20_same_decisions", flags)
    kept = [name for name in absent if name in contract.column_names("claims") and name not in _IDENTITY]
    kept = _keep_values(connection, kept)
    run(connection, "step/40_held", {"import": export.import_id, "kept_columns": kept})
    for table in ("new_rows", "new_lines", "matches", "met", "corrected", "replaced"):
        connection.execute(f"drop table temp.{table}")


def run(connection: duckdb.DuckDBPyConnection, name: str, values: Map[str, object] | None = None) -> None:
    """Run a file of `queries/identity`, each statement with those parameters that it names."""
    run_text(connection, given().texts[f"identity/{name}"], values)


def run_text(
    connection: duckdb.DuckDBPyConnection, text: str, values: Map[str, object] | None = None
) -> None:
    """Run the statements of a text, each with those parameters that it names."""
    for statement in statements(connection, text):
        connection.execute(statement, {key: (values or {})[key] for key in statement.named_parameters})


def _keep_values(connection: duckdb.DuckDBPyConnection, absent: Sequence[str]) -> list[str]:
    """Give the new rows the values of columns that their file lacks; return those in which there were any."""
    if not absent:
        return []
    run(connection, "step/30_kept_values")
    taken = ", ".join(f"{name} = old.{name}" for name in absent)
    connection.execute(
        f"""update new_rows set {taken} from lenders join held_rows as old using (import_id, line)
        where new_rows.line = lenders.new_line_number"""
    )
    counts = ", ".join(f"count(old.{name})" for name in absent)
    found = connection.execute(
        f"select {counts} from lenders join held_rows as old using (import_id, line)"
    ).fetchone()
    connection.execute("drop table temp.lenders")
    return [name for name, count in zip(absent, found or (), strict=True) if count]
