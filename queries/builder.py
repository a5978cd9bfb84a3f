"""Makes the derived tables from the current rows, out of what it is given and nothing else.

`given()` reads every text and list from the disk; a build reads none, so that what decides an outcome is in
there and counts for the version of the derived tables.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from d9311.contract import FALSE_WORDS, METHODS, PLACEHOLDERS, STATUS_TABLE, TRUE_WORDS

FOLDER = Path(__file__).parent
REFERENCE = FOLDER.parent / "d9311" / "reference"
REFERENCE_TABLES = {
    "denial_codes": ("code", "kind", "category", "meaning", "next_step", "route"),
    "scenarios": ("scenario", "label", "pass", "pattern"),
    "same_day_code_list": ("code", "label"),
    "treatment_codes": ("prefix", "is_treatment", "label"),
}
REFERENCE_FILES = {"same_day_code_list": "same_day_codes.csv"}
ONCE_PER = "-- once per: "
MACRO = re.compile(r"(\s|--.*\n)*create or replace macro\b")

_parsed: dict[str, list[duckdb.Statement]] = {}  # by their text


@dataclass(frozen=True)
class Entries:
    """A list of words or codes that the build reads as a table, in its order."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Given:
    """All that a build reads beside the imported rows.

    `texts`: SQL by its place, such as `build/rows/10_payers`.
    """

    lists: Mapping[str, Entries]
    texts: Mapping[str, str]

    def room(self, folder: str) -> list[str]:
        """Return the texts that stand in a folder itself, in their order."""
        return [text for name, text in self.texts.items() if name.rpartition("/")[0] == folder]

    def steps(self) -> list[str]:
        """Return the texts of all rooms of the build, in the order of their numbers,
        whatever room they stand in.
        """
        named = [name for name in self.texts if name.startswith("build/")]
        return [self.texts[name] for name in sorted(named, key=lambda name: name.rpartition("/")[2])]


@cache
def given() -> Given:
    """Read what builds are given. Raises ValueError for a list in `d9311/reference` that lacks a column."""
    lists = {table: _reference(table, columns) for table, columns in REFERENCE_TABLES.items()}
    paths = sorted(path for room in ("words", "build", "identity") for path in (FOLDER / room).rglob("*.sql"))
    texts = {
        path.relative_to(FOLDER).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in paths
    }
    return Given({**lists, **_contract()}, texts)


def build(connection: duckdb.DuckDBPyConnection, has_words: bool = False) -> None:
    """Make every derived table from the current rows, once per import, on a writable connection.

    `has_words`: the lists and the macros of this version are there, which are the same whatever was imported.
    One transaction, because each statement of its own would wait for the disk.
    """
    connection.begin()
    if not has_words:
        load_lists(connection)
    for text in [*([] if has_words else given().room("words")), *given().steps()]:
        _run(connection, text, has_words)
    connection.commit()


def load_lists(connection: duckdb.DuckDBPyConnection) -> None:
    """Make a table of each list that a build is given."""
    for table, entries in given().lists.items():
        _load(connection, table, entries)


def statements(connection: duckdb.DuckDBPyConnection, text: str) -> list[duckdb.Statement]:
    """Return the statements of a text, which is parsed once: that takes a tenth of an import of few rows."""
    if text not in _parsed:
        _parsed[text] = connection.extract_statements(text)
    return _parsed[text]


def is_macro(statement: duckdb.Statement) -> bool:
    """Return whether a statement makes a macro."""
    return bool(MACRO.match(statement.query))


def _run(connection: duckdb.DuckDBPyConnection, text: str, has_words: bool) -> None:
    """Run a text of the build: once, or with each row of its `-- once per:` query as named parameters.

    `has_words`: its macros are there.
    """
    if not text.startswith(ONCE_PER):
        for statement in statements(connection, text):
            if not (has_words and is_macro(statement)):
                connection.execute(statement)
        return
    result = connection.execute(text.splitlines()[0].removeprefix(ONCE_PER))
    columns = [column[0] for column in result.description]
    for row in result.fetchall():
        values = dict(zip(columns, row, strict=True))
        for statement in statements(connection, text):
            connection.execute(statement, {name: values[name] for name in statement.named_parameters})


def _load(connection: duckdb.DuckDBPyConnection, table: str, entries: Entries) -> None:
    listed = ", ".join(f'unnest($c{index}::text[]) as "{name}"' for index, name in enumerate(entries.columns))
    connection.execute(
        f"create or replace table {table} as "
        f"select row_number() over () as position, * from (select {listed})",
        {f"c{index}": [row[index] for row in entries.rows] for index in range(len(entries.columns))},
    )


def _reference(table: str, columns: tuple[str, ...]) -> Entries:
    path = REFERENCE / REFERENCE_FILES.get(table, f"{table}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [column for column in columns if rows and column not in rows[0]]
    if missing or not rows:
        raise ValueError(f"{path.name} needs rows with the columns {', '.join(columns)}")
    return Entries(columns, tuple(tuple(row[name] for name in columns) for row in rows))


def _contract() -> dict[str, Entries]:
    """Return the word lists of the column contract."""
    statuses = {re.sub(r"[^a-z0-9]", "", word): status for word, status in STATUS_TABLE.items()}
    methods = [(method, "|".join(f"(?:{pattern})" for pattern in patterns)) for method, patterns in METHODS]
    meanings = [(word, "true") for word in sorted(TRUE_WORDS)] + [
        (word, "false") for word in sorted(FALSE_WORDS)
    ]
    tables: dict[str, tuple[tuple[str, ...], Sequence[tuple[str, ...]]]] = {
        "status_table": (("accepted", "status_kind"), list(statuses.items())),
        "methods": (("method", "pattern"), methods),
        "placeholders": (("word",), [(word,) for word in sorted(PLACEHOLDERS - {""})]),
        "boolean_words": (("word", "meaning"), meanings),
    }
    return {table: Entries(columns, tuple(rows)) for table, (columns, rows) in tables.items()}
