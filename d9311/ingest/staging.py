"""A read export as a table of texts, and the values that its distinct texts stand for."""

from __future__ import annotations

import duckdb

from d9311 import contract
from d9311.ingest import pseudonym
from d9311.ingest.parsed import parse_columns
from d9311.ingest.textfile import TextFile, Warning_

# What Python's `str.strip` removes; DuckDB's `trim` removes spaces alone.
_WHITE_SPACE = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_LONGEST_LINE = 64 << 20


def stage(
    connection: duckdb.DuckDBPyConnection, kind: str, file: TextFile, file_name: str, key: bytes
) -> list[Warning_]:
    """Make the temporary tables that checks and rows are made from; return what the values call for.

    `text_rows`: line, every canonical column as trimmed text (null where blank or absent), `cells` (the
    whole row). `parsed_<column>`: text, value, problem for each distinct text of a typed column.
    `patients`: text, value (the pseudonym). Raises Refused where a column contradicts itself.
    """
    _make_macros(connection)
    _read_texts(connection, file)
    _trim_texts(connection, file)
    _make_text_rows(connection, kind, file)
    warnings = parse_columns(connection, kind, file.columns, file_name)
    if "patient_id" in file.columns:
        _make_patients(connection, key)
    return warnings


def drop_staged(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop every temporary table and view, so that the next file starts clean."""
    for kind, listing in {
        "view": "select view_name from duckdb_views() where temporary and not internal",
        "table": "select table_name from duckdb_tables() where temporary",
    }.items():
        for (name,) in connection.execute(listing).fetchall():
            connection.execute(f'drop {kind} "{name}"')


def _make_macros(connection: duckdb.DuckDBPyConnection) -> None:
    missing = ", ".join(f"'{word}'" for word in sorted(contract.PLACEHOLDERS))
    for macro in (
        "looks_unclean(text) as unicode(text) <= 32 or unicode(text) = 39 or unicode(text) >= 127 "
        "or unicode(text[-1]) not between 33 and 126",
        f"trimmed(text) as trim(text, '{_WHITE_SPACE}')",
        r"clean(text) as case when regexp_matches(trimmed(text), '^''+[-=+@]') then trimmed(text)[2:] "
        "else trimmed(text) end",
        "is_unclean(text) as clean(text) <> text",
        f"is_missing(text) as text is null or lower(text) in ({missing})",
        r"squash(text) as regexp_replace(lower(text), '[^\p{L}\p{N}]', '', 'g')",
        r"clean_code(code) as regexp_replace(trim(regexp_replace(regexp_replace("
        r"upper(code), '^AD:', ''), ':.*$', '', 's')), '\.$', '')",
    ):
        connection.execute(f"create or replace temp macro {macro}")


def _read_texts(connection: duckdb.DuckDBPyConnection, file: TextFile) -> None:
    columns = dict.fromkeys(file.file_columns, "varchar")
    query = """create or replace temp table texts as
        select * from read_csv($path, columns = $columns, delim = $delimiter, quote = $quote, escape = $quote,
            header = false, auto_detect = false, strict_mode = true, max_line_size = $longest,
            parallel = $parallel)"""
    values = {
        "path": str(file.path),
        "columns": columns,
        "delimiter": file.delimiter,
        "quote": file.quote,
        "longest": _LONGEST_LINE,
    }
    expected = file.rows_read - len(file.set_aside)
    for parallel in (True, False):  # several readers may meet inside a quoted line break and lose count
        connection.execute(query, {**values, "parallel": parallel})
        if connection.execute("select count(*) from texts").fetchone() == (expected,):
            return
    raise RuntimeError(f"the text table does not hold the {expected} rows that were read")


def _trim_texts(connection: duckdb.DuckDBPyConnection, file: TextFile) -> None:
    """Trim every text and undo what our own export did to formulas; cheap where there is nothing to do."""
    suspected = _columns_with(connection, file.file_columns, "looks_unclean")
    unclean = _columns_with(connection, tuple(suspected), "is_unclean")
    if unclean:
        cleaned = ", ".join(f'nullif(clean("{name}"), \'\') as "{name}"' for name in unclean)
        connection.execute(f"create temp table cleaned as select * replace ({cleaned}) from texts")
        connection.execute("drop table texts")
        connection.execute("alter table cleaned rename to texts")


def _columns_with(connection: duckdb.DuckDBPyConnection, names: tuple[str, ...], macro: str) -> list[str]:
    asked = ", ".join(f'coalesce(bool_or({macro}("{name}")), false)' for name in names)
    answers = connection.execute(f"select {asked} from texts").fetchone() if names else ()
    return [name for name, answer in zip(names, answers or (), strict=True) if answer]


def _make_text_rows(connection: duckdb.DuckDBPyConnection, kind: str, file: TextFile) -> None:
    present = set(file.columns)
    columns = ", ".join(
        f'texts."{name}"' if name in present else f'null::text as "{name}"'
        for name in contract.column_names(kind)
    )
    line, source = f"{file.first_line} + texts.rowid", "texts"
    if file.runs > 1:
        connection.execute(
            "create temp table line_runs as select * from read_csv($path, header = true, "
            "auto_detect = false, columns = {'row': 'bigint', 'line': 'bigint'})",
            {"path": str(file.line_runs)},
        )
        line = "line_runs.line + texts.rowid - line_runs.row"
        source = "texts asof join line_runs on texts.rowid >= line_runs.row"
    connection.execute(
        f"create temp view text_rows as select {line} as line, {columns}, texts as cells from {source}"
    )


def _make_patients(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    rows = connection.execute("select distinct patient_id from texts where patient_id is not null").fetchall()
    identifiers = [identifier for (identifier,) in rows]
    connection.execute(
        "create temp table patients as "
        "select unnest($texts::text[]) as text, unnest($values::text[]) as value",
        {"texts": identifiers, "values": pseudonym.pseudonyms(key, identifiers)},
    )
