"""The words that a measure is written in: macros of queries/words and queries/build."""

from __future__ import annotations

import re
from functools import cache

from queries import FOLDER

MACRO = re.compile(r"((?:^--[^\n]*\n)*)^create or replace macro (\w+)\(.*?;$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"\b\w+\b")
COMMENT = re.compile(r"--[^\n]*")


@cache
def macros() -> dict[str, str]:
    """Return the text of every macro by its name, with the comment above it, in the order of the files."""
    return {
        found[2]: found[0]
        for folder in ("words", "build")
        for path in sorted((FOLDER / folder).rglob("*.sql"), key=lambda path: path.name)
        for found in MACRO.finditer(path.read_text(encoding="utf-8"))
    }


def used_by(text: str) -> dict[str, str]:
    """Return the macros that a text uses, directly or through others, with their own texts.

    It calls them, or reads a column of that name, which the build has made by the macro.
    """
    known = macros()
    found: set[str] = set()
    new = _named(text) & known.keys()
    while new:
        found |= new
        new = {name for one in new for name in _named(known[one])} & known.keys() - found
    return {name: body for name, body in known.items() if name in found}


def _named(text: str) -> set[str]:
    return set(NAMED.findall(COMMENT.sub("", text)))
