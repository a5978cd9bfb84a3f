"""What stops an import, and how a message names a place in a file."""

from __future__ import annotations


class Refused(Exception):
    """The file cannot be imported. The text is for the user: where, what, and how to repair it."""


def size(count: int) -> str:
    """A number of bytes in the unit that reads best."""
    for unit, bytes_of_it in (("GB", 10**9), ("MiB", 1 << 20)):
        if count >= bytes_of_it:
            return f"{count / bytes_of_it:.3g} {unit}"
    return f"{count:,} bytes"


def place(file_name: str, line: int | None = None, column: str | None = None) -> str:
    """The beginning of a message: `claims.csv, line 7, column service_date`."""
    words = [file_name]
    if line is not None:
        words.append(f"line {line:,}")
    if column is not None:
        words.append(f"column {column}")
    return ", ".join(words)
