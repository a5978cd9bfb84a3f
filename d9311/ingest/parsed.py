"""Values of the typed columns: each distinct text is read once, and joined back to its rows by SQL."""

from __future__ import annotations

import duckdb

from d9311 import contract
from d9311.ingest.schema import sql_type
from d9311.ingest.textfile import Warning_
from d9311.ingest.values import Note, ParsedColumn, parse_column, unreadable_message

PARSED_KINDS = frozenset(
    {"date", "money", "integer", "number", "boolean", "time", "timestamp", "enumeration"}
)

# Amounts written so need no reading in Python, which would take long where every amount differs.
_PLAIN_MONEY = r"-?[0-9]{1,10}(\.[0-9]{1,2})?"


def parse_columns(
    connection: duckdb.DuckDBPyConnection, kind: str, columns: tuple[str, ...], file_name: str
) -> list[Warning_]:
    """Make `parsed_<column>` (text, value, problem) for every typed column, empty for an absent one.

    `problem` is `unreadable`, `overflow` or null. Returns what is to be said of whole columns. Raises Refused
    where the values of a column contradict each other.
    """
    warnings: list[Warning_] = []
    for spec in contract.FILES[kind]:
        if spec.kind not in PARSED_KINDS:
            continue
        table = f"parsed_{spec.name}"
        connection.execute(f"create temp table {table} (text text, value {sql_type(spec)}, problem text)")
        if spec.name not in columns:
            continue
        connection.execute(
            f"create or replace temp table distinct_texts as select {spec.name} as text, min(line) as line, "
            f"count(*) as row_count from text_rows where {spec.name} is not null group by {spec.name}"
        )
        if spec.kind == "money" and _is_plain_money(connection):
            connection.execute(
                f"insert into {table} select text, text::{sql_type(spec)}, null from distinct_texts"
            )
        else:
            warnings += _parse_in_python(connection, spec, file_name)
    return warnings


def emptied_values(connection: duckdb.DuckDBPyConnection, kind: str, file_name: str) -> list[Warning_]:
    """Return one warning for each column in which kept rows had a value that could not be read."""
    warnings = []
    for spec in contract.FILES[kind]:
        if spec.kind not in PARSED_KINDS or spec.kind == "enumeration":
            continue
        line, count = connection.execute(
            f"""select min(line), count(*)
            from text_rows
            join parsed_{spec.name} as parsed on parsed.text = text_rows.{spec.name}
            anti join lines_set_aside using (line)
            where parsed.problem is not null"""
        ).fetchone() or (None, 0)
        if count:
            said = f"{unreadable_message(spec, file_name, line)} It counts as {spec.default or 'blank'}"
            said += f", in {count:,} rows." if count > 1 else "."
            warnings.append(Warning_(line, spec.name, "unreadable_value", said, count))
    return warnings


def _is_plain_money(connection: duckdb.DuckDBPyConnection) -> bool:
    query = "select bool_and(regexp_full_match(text, $plain)) from distinct_texts"
    return connection.execute(query, {"plain": _PLAIN_MONEY}).fetchone() == (True,)


def _parse_in_python(
    connection: duckdb.DuckDBPyConnection, spec: contract.ColumnSpec, file_name: str
) -> list[Warning_]:
    rows = connection.execute("select text, line from distinct_texts order by line").fetchall()
    texts = [text for text, _ in rows]
    parsed = parse_column(spec, texts, [line for _, line in rows], file_name)
    connection.execute(
        f"insert into parsed_{spec.name} select unnest($texts::text[]), "
        f"unnest($values::text[])::{sql_type(spec)}, unnest($problems::text[])",
        {
            "texts": texts,
            "values": [_as_text(parsed, text) for text in texts],
            "problems": [_problem(parsed, text) for text in texts],
        },
    )
    return [_counted(connection, spec, note) for note in parsed.notes]


def _as_text(parsed: ParsedColumn, text: str) -> str | None:
    value = parsed.values[text]
    return None if value is None else str(value)


def _problem(parsed: ParsedColumn, text: str) -> str | None:
    return "overflow" if text in parsed.overflow else "unreadable" if text in parsed.unreadable else None


def _counted(connection: duckdb.DuckDBPyConnection, spec: contract.ColumnSpec, note: Note) -> Warning_:
    line, count = connection.execute(
        "select min(line), sum(row_count)::bigint from distinct_texts "
        "where text in (select unnest($texts::text[]))",
        {"texts": sorted(note.texts)},
    ).fetchone() or (None, 0)
    message = f"{note.message} ({count:,} {'row' if count == 1 else 'rows'}, first on line {line:,})"
    return Warning_(line, spec.name, note.rule, message, count)
