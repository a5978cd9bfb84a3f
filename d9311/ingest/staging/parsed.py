"""Values of the typed columns: each distinct text is read once, and joined back to its rows by SQL."""

from __future__ import annotations

from dataclasses import replace

import duckdb

from d9311 import contract
from d9311.ingest.errors import place
from d9311.ingest.reading.textfile import Warning_
from d9311.ingest.storing.schema import sql_type
from d9311.ingest.values.dates import FileOrder, order_of_file, own_order
from d9311.ingest.values.plain import unwrapped
from d9311.ingest.values.typed import Note, ParsedColumn, parse_column, unreadable_message

PARSED_KINDS = frozenset(
    {"date", "money", "integer", "number", "boolean", "time", "timestamp", "enumeration"}
)

LISTED_LINES = 10

_DATES = frozenset({"date", "timestamp"})

# Amounts written so need no reading in Python, which would take long where every amount differs.
_PLAIN_MONEY = r"-?[0-9]{1,10}(\.[0-9]{1,2})?"
# Only dates written so can decide whether the day or the month comes first.
_MAY_DECIDE = r"\s*[='\"]*\d{1,2}[/.-]\d{1,2}[/.-].*"


def parse_columns(
    connection: duckdb.DuckDBPyConnection, kind: str, columns: tuple[str, ...], file_name: str
) -> list[Warning_]:
    """Make `parsed_<column>` (text, value, problem) for every typed column, empty for an absent one.

    `problem` is `unreadable`, `overflow` or null. Cells that were wrapped are counted in `unwrapped_cells`.
    Returns what is to be said of whole columns. Raises Refused where the values of a column contradict each
    other.
    """
    warnings: list[Warning_] = []
    of_file = _order_of_file(connection, kind, columns, file_name)
    for spec in contract.FILES[kind]:
        if spec.kind not in PARSED_KINDS:
            continue
        table = f"parsed_{spec.name}"
        connection.execute(f"create temp table {table} (text text, value {sql_type(spec)}, problem text)")
        if spec.name not in columns:
            continue
        if spec.kind not in _DATES:
            _make_distinct(connection, spec)
        if spec.kind == "money" and _is_plain_money(connection, spec):
            connection.execute(
                f"insert into {table} select text, text::{sql_type(spec)}, null from distinct_{spec.name}"
            )
        else:
            warnings += _parse_in_python(connection, spec, file_name, of_file)
        connection.execute(f"drop table distinct_{spec.name}")
    return warnings


def _make_distinct(connection: duckdb.DuckDBPyConnection, spec: contract.ColumnSpec) -> None:
    """Make `distinct_<column>`: text, its first line, and how many rows have it."""
    connection.execute(
        f"create or replace temp table distinct_{spec.name} as "
        f"select {spec.name} as text, min(line) as line, count(*) as row_count "
        f"from text_rows where {spec.name} is not null group by {spec.name}"
    )


def _order_of_file(
    connection: duckdb.DuckDBPyConnection, kind: str, columns: tuple[str, ...], file_name: str
) -> FileOrder | None:
    """What the columns of dates say together of the order of day and month; their distinct texts are made
    here."""
    deciding = []
    for spec in contract.FILES[kind]:
        if spec.kind not in _DATES or spec.name not in columns:
            continue
        _make_distinct(connection, spec)
        rows = connection.execute(
            f"select text, line from distinct_{spec.name} "
            "where regexp_full_match(text, $slashed) order by line",
            {"slashed": _MAY_DECIDE},
        ).fetchall()
        texts = [unwrapped(text) for text, _ in rows]
        deciding.append(own_order(texts, [line for _, line in rows], spec.name, file_name))
    return order_of_file(deciding)


def emptied_values(connection: duckdb.DuckDBPyConnection, kind: str, file_name: str) -> list[Warning_]:
    """Return one warning for each column in which kept rows had a value that could not be read, or a far
    date."""
    warnings = []
    for spec in _with_problems(connection, kind):
        for is_far, lines, count in connection.execute(
            f"""select parsed.problem = 'far_year' as is_far, min(line, {LISTED_LINES}), count(*)
            from text_rows
            join parsed_{spec.name} as parsed on parsed.text = text_rows.{spec.name}
            anti join lines_set_aside using (line)
            where parsed.problem is not null
            group by is_far
            order by is_far"""
        ).fetchall():
            if is_far:
                said = _far_dates(connection, spec, file_name, lines, count)
            else:
                said = (
                    f"{unreadable_message(spec, file_name, lines[0])} It counts as {spec.default or 'blank'}"
                )
                said += f", in {count:,} rows." if count > 1 else "."
            rule = "far_date" if is_far else "unreadable_value"
            warnings.append(Warning_(lines[0], spec.name, rule, said, count))
    return warnings


def _with_problems(connection: duckdb.DuckDBPyConnection, kind: str) -> list[contract.ColumnSpec]:
    """The columns of which some text could not be read or is a far date; of most files there are few."""
    specs = [one for one in contract.FILES[kind] if one.kind in PARSED_KINDS and one.kind != "enumeration"]
    asked = ", ".join(f"exists (from parsed_{one.name} where problem is not null)" for one in specs)
    answers = connection.execute(f"select {asked}").fetchone() if specs else None
    return [spec for spec, answer in zip(specs, answers or (), strict=True) if answer]


def _far_dates(
    connection: duckdb.DuckDBPyConnection,
    spec: contract.ColumnSpec,
    file_name: str,
    lines: list[int],
    count: int,
) -> str:
    """What is said of dates before 1990 or long after the newest service: their lines, and how they count."""
    last = connection.execute("select year(last_day) from date_window").fetchone() or (0,)
    said = f"{place(file_name, lines[0], spec.name)}: the date is before {contract.EARLIEST_SERVICE_YEAR} or "
    said += f"after {last[0]}, the year after the newest service. Correct the year and import again; "
    said += "it counts as blank"
    if count > 1:
        listed = ", ".join(f"{line:,}" for line in lines)
        listed += f" and {count - len(lines):,} more" if count > len(lines) else ""
        said += f", in {count:,} rows (lines {listed})"
    return f"{said}."


def _is_plain_money(connection: duckdb.DuckDBPyConnection, spec: contract.ColumnSpec) -> bool:
    query = f"select bool_and(regexp_full_match(text, $plain)) from distinct_{spec.name}"
    return connection.execute(query, {"plain": _PLAIN_MONEY}).fetchone() == (True,)


def _parse_in_python(
    connection: duckdb.DuckDBPyConnection,
    spec: contract.ColumnSpec,
    file_name: str,
    of_file: FileOrder | None,
) -> list[Warning_]:
    rows = connection.execute(f"select text, line from distinct_{spec.name} order by line").fetchall()
    read_as = {text: unwrapped(text) for text, _ in rows}
    _count_unwrapped(connection, spec, [text for text, inner in read_as.items() if inner is not text])
    first_lines: dict[str, int] = {}
    for text, line in rows:
        first_lines.setdefault(read_as[text], line)
    parsed = parse_column(spec, list(first_lines), list(first_lines.values()), file_name, of_file)
    connection.execute(
        f"insert into parsed_{spec.name} select unnest($texts::text[]), "
        f"unnest($values::text[])::{sql_type(spec)}, unnest($problems::text[])",
        {
            "texts": list(read_as),
            "values": [_as_text(parsed, text) for text in read_as.values()],
            "problems": [_problem(parsed, text) for text in read_as.values()],
        },
    )
    notes = (
        replace(note, texts=frozenset(text for text, inner in read_as.items() if inner in note.texts))
        for note in parsed.notes
    )
    return [_counted(connection, spec, note) for note in notes]


def _count_unwrapped(
    connection: duckdb.DuckDBPyConnection, spec: contract.ColumnSpec, texts: list[str]
) -> None:
    if texts:
        connection.execute(
            f"insert into unwrapped_cells select min(line), sum(row_count)::bigint from distinct_{spec.name} "
            "where text in (select unnest($texts::text[]))",
            {"texts": texts},
        )


def _as_text(parsed: ParsedColumn, text: str) -> str | None:
    value = parsed.values[text]
    return None if value is None else str(value)


def _problem(parsed: ParsedColumn, text: str) -> str | None:
    return "overflow" if text in parsed.overflow else "unreadable" if text in parsed.unreadable else None


def _counted(connection: duckdb.DuckDBPyConnection, spec: contract.ColumnSpec, note: Note) -> Warning_:
    line, count = connection.execute(
        f"select min(line), sum(row_count)::bigint from distinct_{spec.name} "
        "where text in (select unnest($texts::text[]))",
        {"texts": sorted(note.texts)},
    ).fetchone() or (None, 0)
    message = f"{note.message} ({count:,} {'row' if count == 1 else 'rows'}, first on line {line:,})"
    return Warning_(line, spec.name, note.rule, message, count)
