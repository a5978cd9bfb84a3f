"""A read export as a table of texts, and the values that its distinct texts stand for."""

from __future__ import annotations

import duckdb

from d9311 import contract
from d9311.ingest import pseudonym
from d9311.ingest.errors import Refused, place
from d9311.ingest.reading.textfile import TextFile, Warning_
from d9311.ingest.staging.date_window import empty_far_dates
from d9311.ingest.staging.derived import with_derived
from d9311.ingest.staging.macros import CELLS_OF, drop_macros, make_macros
from d9311.ingest.staging.parsed import PARSED_KINDS, parse_columns
from d9311.ingest.staging.patient_rules import RULES, changed

_LARGEST_IN_MEMORY = 64 << 20
_LONGEST_LINE = 64 << 20  # the longest row that is read, with every quote in it doubled
_PATIENTS_AT_ONCE = 50_000

# Asked of a whole column. The first is `looks_unclean` in parts, for which the least and the greatest last
# character of all are quicker to find than whether any of them is beyond.
_LOOKS_UNCLEAN = (
    "bool_or(begins_unclean(text)) or min(unicode(text[-1])) < 33 or max(unicode(text[-1])) > 126"
)
_IS_UNCLEAN = "bool_or(is_unclean(text))"


def stage(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    file: TextFile,
    file_name: str,
    key: bytes,
    patient_rule: str = "",
) -> list[Warning_]:
    """Make the temporary tables that checks and rows are made from; return what the values call for.

    `text_rows`: line, every canonical column as text (null where blank or absent; trimmed unless it is a
    typed column). `whole_rows`: the same with every column of the file as read, for the macro `cells_of`.
    `parsed_<column>`: text, value, problem for each distinct text of a typed column; `date_window`: the days
    between which dates count, see there. `patients`: text, value (the pseudonym, made by `patient_rule` if
    there is one). Raises Refused where a column contradicts itself.
    """
    make_macros(connection)
    connection.execute("create temp table unwrapped_cells (line bigint, cell_count bigint)")
    _read_texts(connection, file)
    _make_text_rows(connection, kind, file, _number_and_clean(connection, kind, file))
    warnings = parse_columns(connection, kind, file.columns, file_name)
    warnings = [*_unwrapped(connection, file_name), *warnings]
    empty_far_dates(connection, kind, file.columns)
    if "patient_id" in file.columns:
        _make_patients(connection, key, patient_rule)
        warnings += _read_by_rule(connection, patient_rule, file_name)
    return warnings


def drop_staged(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop everything temporary, so that neither the next file nor the build finds a trace of this one."""
    drop_macros(connection)
    for kind, listing in {
        "view": "select view_name from duckdb_views() where temporary and not internal",
        "table": "select table_name from duckdb_tables() where temporary",
    }.items():
        for (name,) in connection.execute(listing).fetchall():
            connection.execute(f'drop {kind} temp.main."{name}"')
    # Detaching a file would write the rows once more, if they were still in it.
    for (name,) in connection.execute(
        "select table_name from duckdb_tables() where database_name = 'staged'"
    ).fetchall():
        connection.execute(f'drop table staged.main."{name}"')
    connection.execute("detach database if exists staged")


def _read_texts(connection: duckdb.DuckDBPyConnection, file: TextFile) -> None:
    """Read the texts into memory; where they are many into a file, in which they are compressed and quicker
    to scan than what spills from memory."""
    is_large = file.path.stat().st_size > _LARGEST_IN_MEMORY
    scratch = str(file.path.with_suffix(".duckdb")).replace("'", "''") if is_large else ":memory:"
    connection.execute(f"attach '{scratch}' as staged")
    rows = """read_csv($path, columns = $columns, delim = $delimiter, quote = $quote, escape = $quote,
        header = false, auto_detect = false, strict_mode = true, new_line = '\\n',
        max_line_size = $longest, buffer_size = $longest, parallel = $parallel)"""
    query, own_values = with_derived(rows, file.file_columns, file.derived)
    values = {
        "path": str(file.path),
        "columns": dict.fromkeys(file.file_columns, "varchar"),
        "delimiter": file.delimiter,
        "quote": file.quote,
        "longest": _LONGEST_LINE,
        "parallel": not file.has_line_breaks,  # several readers may meet inside a quoted line break
        **own_values,
    }
    expected = file.rows_read - len(file.set_aside)
    connection.execute(f"create table staged.texts as {query}", values)
    if connection.execute("select count(*) from staged.texts").fetchone() != (expected,):
        raise RuntimeError(f"the text table does not hold the {expected} rows that were read")


def _number_and_clean(connection: duckdb.DuckDBPyConnection, kind: str, file: TextFile) -> str:
    """Trim the columns that are kept as text, unwrap their cells, and undo what our own export did to
    formulas.

    Returns the SQL expression of a row's line. The table is written anew only where something is to be done.
    """
    kept_as_text = [name for name in file.columns if contract.column(kind, name).kind not in PARSED_KINDS]
    unclean = _columns_with(connection, _columns_with(connection, kept_as_text, _LOOKS_UNCLEAN), _IS_UNCLEAN)
    if not unclean and file.runs <= 1:
        return f"{file.first_line} + texts.rowid"
    cleaned = ", ".join(f'nullif(clean("{name}"), \'\') as "{name}"' for name in unclean)
    columns = f"texts.* replace ({cleaned})" if cleaned else "texts.*"
    connection.execute(
        "create temp table line_runs as select * from read_csv($path, header = true, auto_detect = false, "
        "columns = {'row': 'bigint', 'line': 'bigint'})",
        {"path": str(file.line_runs)},
    )
    connection.execute(
        f"""create table staged.numbered as
        select {columns}, line_runs.line + texts.rowid - line_runs.row as line_of_row
        from staged.texts asof join line_runs on texts.rowid >= line_runs.row"""
    )
    _count_unwrapped(connection, unclean)
    connection.execute("drop table staged.texts")
    connection.execute("alter table staged.numbered rename to texts")
    return "texts.line_of_row"


def _count_unwrapped(connection: duckdb.DuckDBPyConnection, columns: list[str]) -> None:
    for name in columns:
        connection.execute(
            f"""insert into unwrapped_cells
            select min(line_runs.line + texts.rowid - line_runs.row), count(*)
            from staged.texts asof join line_runs on texts.rowid >= line_runs.row
            where was_wrapped("{name}")"""
        )


def _unwrapped(connection: duckdb.DuckDBPyConnection, file_name: str) -> list[Warning_]:
    """What is said, once for a file, of cells that were hidden from a spreadsheet."""
    line, count = connection.execute(
        "select min(line), sum(cell_count)::bigint from unwrapped_cells where cell_count > 0"
    ).fetchone() or (None, None)
    if not count:
        return []
    said = (
        f'{place(file_name, line)}: cells are wrapped for a spreadsheet (="...", or an apostrophe in front); '
        f"what is inside was read, in {count:,} {'cell' if count == 1 else 'cells'}. "
        "Nothing needs to be done."
    )
    return [Warning_(line, None, "unwrapped_cells", said, count)]


def _columns_with(connection: duckdb.DuckDBPyConnection, names: list[str], question: str) -> list[str]:
    """The columns for which an aggregate of `text` is true."""
    if not names:
        return []
    asked = ", ".join(f"coalesce({question}, false)".replace("text", f'"{name}"') for name in names)
    answers = connection.execute(f"select {asked} from staged.texts").fetchone() or ()
    return [name for name, answer in zip(names, answers, strict=True) if answer]


def _make_text_rows(connection: duckdb.DuckDBPyConnection, kind: str, file: TextFile, line: str) -> None:
    columns = ", ".join(
        f'"{name}"' if name in file.columns else f'null::text as "{name}"'
        for name in contract.column_names(kind)
    )
    columns += "".join(f', "{name}"' for name in file.extra_columns)
    connection.execute(f"create temp view text_rows as select {line} as line, {columns} from staged.texts")
    # The cells are no column, because they would be put together for every row before a join chose a few.
    absent = "".join(
        f', null::text as "{name}"' for name in contract.column_names(kind) if name not in file.columns
    )
    connection.execute(
        f"create temp view whole_rows as select {line} as line, texts.*{absent} from staged.texts"
    )
    cells = ", ".join(f"coalesce(one.\"{name}\", '')" for name in file.file_columns)
    connection.execute(f"create or replace temp macro {CELLS_OF} as [{cells}]")


def _make_patients(connection: duckdb.DuckDBPyConnection, key: bytes, rule: str) -> None:
    """By a rule some at a time: a large export has more patients than Python comfortably holds."""
    texts = "select distinct patient_id as text from staged.texts where patient_id is not null"
    if not rule:
        made, values = pseudonym.in_sql(key)
        connection.execute(
            f"create temp table patients as select text, {made} as value from ({texts})", values
        )
        return
    connection.execute("create temp table patients (text text, value text)")
    found = connection.cursor().execute(texts)
    while part := found.fetchmany(_PATIENTS_AT_ONCE):
        identifiers = [identifier for (identifier,) in part]
        connection.execute(
            "insert into patients select unnest($texts::text[]), unnest($values::text[])",
            {"texts": identifiers, "values": pseudonym.pseudonyms(key, changed(rule, identifiers))},
        )


def _read_by_rule(connection: duckdb.DuckDBPyConnection, rule: str, file_name: str) -> list[Warning_]:
    """Say that patients were read by a rule. Raises Refused where it would make one patient of two."""
    if not rule:
        return []
    counted = connection.execute("select count(*), count(distinct value) from patients").fetchone()
    texts, values = counted or (0, 0)
    where, words = place(file_name, None, "patient_id"), RULES[rule].words
    if values < texts:
        raise Refused(
            f"{where}: read {words}, as it was chosen, {texts - values:,} patients would become one with "
            "another. Import it with --patients KIND=as-written, or export patient_id in the same way in "
            "both exports."
        )
    said = f"{where}: patients were read {words}, as it was chosen."
    return [Warning_(None, "patient_id", "patient_rule", said, texts)]
