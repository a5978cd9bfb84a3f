"""What the SQL of staging asks of a text: whether it is clean, missing, wrapped; made for each file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import duckdb

from d9311 import contract
from d9311.ingest.values.plain import APOSTROPHE, WRAPPED
from queries.builder import statements

CELLS_OF = "cells_of(one)"
"""The macro that gives all cells of a row of `whole_rows` as a list, made anew for each file."""


def _is_placeholder() -> str:
    """The SQL of whether `text` is a placeholder; only what stands within the words at all is read as a
    pattern.

    Not written with `in`: DuckDB makes a join of a long list, which is planned anew for every column.
    """
    words = sorted(contract.PLACEHOLDERS)
    longest = max(len(word.encode()) for word in words)
    pattern = "|".join(re.escape(word) for word in words)
    return (
        f"strlen(text) <= {longest} and contains('{_quoted(chr(10).join(words))}', lower(text)) "
        f"and regexp_full_match(lower(text), '{_quoted(pattern)}')"
    )


def make_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros for the files of a connection, until they are dropped."""
    _run(connection, (f"create or replace temp macro {macro}" for macro in _macros()))


def drop_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop the macros, and the one of a file's cells, where they are there."""
    names = (macro.partition("(")[0] for macro in (*_macros(), CELLS_OF))
    _run(connection, (f'drop macro if exists temp.main."{name}"' for name in names))


def _run(connection: duckdb.DuckDBPyConnection, texts: Iterable[str]) -> None:
    for statement in statements(connection, ";".join(texts)):
        connection.execute(statement)


@cache
def _macros() -> tuple[str, ...]:
    errors = ", ".join(f"'{word}'" for word in sorted(contract.CELL_ERRORS))
    return (
        # Anything but a plain character at either end, or what may be wrapped, an error, or hide a formula.
        "begins_unclean(text) as text < '(' or text >= chr(127) or (text >= '=' and text < '>')",
        "looks_unclean(text) as begins_unclean(text) or unicode(text[-1]) not between 33 and 126",
        f"trimmed(text) as trim(text, '{contract.WHITE_SPACE}')",
        f"is_wrapped(text) as regexp_full_match(text, '{WRAPPED}')",
        f"has_apostrophe(text) as regexp_full_match(text, '{_quoted(APOSTROPHE)}')",
        # An apostrophe before a formula is our own, see `exports.neutral`.
        "clean_of(text) as case "
        r"when regexp_matches(text, '^''+[-=+@]') or has_apostrophe(text) then text[2:] "
        """when is_wrapped(text) then trimmed(replace(text[3:-2], '""', '"')) """
        f"when lower(text) in ({errors}) then '' else text end",
        "clean(text) as clean_of(trimmed(text))",
        "is_unclean(text) as clean(text) <> text",
        "was_wrapped(text) as is_wrapped(trimmed(text)) or has_apostrophe(trimmed(text))",
        f"is_missing(text) as text is null or {_is_placeholder()}",
        r"squash(text) as regexp_replace(lower(text), '[^\p{L}\p{N}]', '', 'g')",
        r"clean_code(code) as regexp_replace(trim(regexp_replace(regexp_replace("
        r"upper(code), '^AD:', ''), ':.*$', '', 's')), '\.$', '')",
        # What else stands beside a code could be about a person: it is in no message.
        r"shown_code(code) as if(regexp_full_match(upper(code), "
        r"'\s*([A-Z]{2}:)?[A-Z]?\d{3,5}[A-Z]?\.?\d?(:[A-Z0-9]{0,2})*\s*'), code, null)",
    )


def _quoted(pattern: str) -> str:
    return pattern.replace("'", "''")
