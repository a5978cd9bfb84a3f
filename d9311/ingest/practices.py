"""Which practice a file is of, where it does not say so itself;
and the same file given to another practice.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from d9311.ingest.reading.textfile import Warning_
from d9311.ingest.report import FileReport, ImportWarning
from d9311.ingest.storing.history import forget_changes
from d9311.ingest.storing.schema import ROW_TABLES


def tidy_name(name: str | None) -> str:
    """Return a practice's name in one line without spaces around it; blank for none."""
    return " ".join((name or "").split())


def known_id(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the id of the practice that a name means:
    an id first, then a shown name; else the name itself.
    """
    try:
        found = connection.execute(
            "select practice_id from practices where practice_id = $name or practice_name = $name",
            {"name": name},
        ).fetchall()
    except duckdb.CatalogException:  # nothing is imported yet, or the tables are an older version's
        return name
    ids = [practice_id for (practice_id,) in found]
    return ids[0] if len(ids) == 1 and name not in ids else name


def give(connection: duckdb.DuckDBPyConnection, practice: str) -> None:
    """Let the staged rows (`text_rows`) that name no practice be of `practice`."""
    text = practice.replace("'", "''")
    connection.execute("alter view text_rows rename to rows_as_read")
    connection.execute(
        "create temp view text_rows as select * replace (coalesce(practice_id, "
        f"'{text}') as practice_id) from rows_as_read"
    )


def own_practices(connection: duckdb.DuckDBPyConnection, entry: FileReport) -> list[Warning_]:
    """Say that the staged file's own practices are kept, where it has any and another one was given."""
    rows, named = connection.execute(
        "select count(*), count(nullif(trim(\"practice_id\"), '')) from staged.texts"
    ).fetchone() or (0, 0)
    if not named:
        return []
    rest = (
        f"the other {rows - named:,} are of {entry.practice}"
        if named < rows
        else f"{entry.practice} was not used"
    )
    entry.practice = entry.practice if named < rows else ""
    said = (
        f"{Path(entry.path).name}: its practice column says whose {named:,} of its {rows:,} rows are, "
        f"and that counts; {rest}."
    )
    return [Warning_(None, "practice_id", "own_practices", said, named)]


def reassign(
    connection: duckdb.DuckDBPyConnection, entry: FileReport, practice: str, has_column: bool
) -> None:
    """Make the rows of a file that was imported before those of `practice`, and say so in its report.

    Rows whose own file names their practice stay with it; of such a file the rows are staged (`text_rows`).
    """
    table, given = ROW_TABLES[entry.kind], {"id": entry.import_id, "practice": practice}
    is_given_anew = connection.execute(
        "update imports set practice_given = $practice "
        "where import_id = $id and practice_given is distinct from $practice returning encoding like 'X12 %'",
        given,
    ).fetchone() == (True,)
    own = "and line in (select line from text_rows where practice_id is null)" if has_column else ""
    # of an X12 file all are, also those that stood under that name because nobody had given one
    where = f"where import_id = $id and (practice_id <> $practice or {is_given_anew}) {own}"
    found = connection.execute(f"select count(*) from {table} {where}", given).fetchone()
    rows = int(found[0]) if found else 0
    if not rows:
        return
    connection.execute(f"update {table} set practice_id = $practice {where}", given)
    # numbers that are none stay so under the name that most of their rows have now
    connection.execute("update not_claim_numbers set practice_id = $practice where import_id = $id", given)
    forget_changes(connection, [int(entry.import_id or 0)])
    entry.unchanged, entry.is_reassigned, entry.practice = False, True, practice
    are = "row is" if rows == 1 else "rows are"
    said = (
        f"{Path(entry.path).name}: this same file was imported before, as import {entry.import_id}; "
        f"its {rows:,} {are} now of the practice {practice}."
    )
    entry.warnings = [ImportWarning(None, "practice_id", "reassigned", said, rows)]
