"""What is said of a read file as a whole: its encoding, its columns, and what was mended on the way."""

from __future__ import annotations

from collections.abc import Iterator

from d9311.ingest.errors import place
from d9311.ingest.headers.columns import Match
from d9311.ingest.reading.encoding import WINDOWS, TextChunks
from d9311.ingest.reading.rows.plan import Found, Plan
from d9311.ingest.reading.rows.widths import Habits
from d9311.ingest.reading.textfile import Warning_


def said_of_file(plan: Plan, match: Match, found: Found, chunks: TextChunks) -> list[Warning_]:
    """Return the warnings about columns, encoding, short rows, the end of the file and stray quotes."""
    name = plan.file_name
    warnings = []
    if match.note:
        warnings.append(Warning_(None, None, "preset", f"{name}: read as {match.mapping}: {match.note}"))
    for header, column, certainty, reason in match.matches:
        if certainty == "likely by its values":
            message = (
                f'{name}: "{header}" was taken for {column}, because {reason}. '
                "Check it, or say so in a mapping profile."
            )
            warnings.append(Warning_(None, column, "likely_column", message))
    if chunks.encoding == WINDOWS:
        message = f"{name}: not UTF-8, read as Windows-1252. Check names with accents, or export as UTF-8."
        warnings.append(Warning_(None, None, "encoding", message))
    if chunks.mended:
        message = (
            "not UTF-8, as the rest of the file is; the line was read as Windows-1252. "
            "Check its names with accents, or export as UTF-8."
        )
        warnings.append(_counted(name, "encoding", message, chunks.mended))
    if found.padded:
        message = "the row ends before a required column; the cells that it lacks were read as blank."
        warnings.append(_counted(name, "padded", message, found.padded))
    if found.is_end_unsure:
        message = "the file ends here without a line end. Check that the last cell of the row is whole."
        warnings.append(_counted(name, "open_end", message, [found.open_line]))
    if found.loose:
        message = "a quote that is not doubled was kept as part of the text."
        warnings.append(_counted(name, "stray_quote", message, found.loose))
    return warnings


def said_of_nameless(plan: Plan, habits: Habits) -> Iterator[Warning_]:
    """Say that columns were left out of which nobody knows what they are."""
    if habits.nameless:
        listed = ", ".join(map(str, habits.nameless))
        message = (
            f"{place(plan.file_name, plan.dialect.header_line)}: column {listed} of the file has no name and "
            "was left out. If something in it is wanted, write its name into the header."
        )
        yield Warning_(plan.dialect.header_line, None, "nameless_column", message, len(habits.nameless))


def _counted(file_name: str, rule: str, message: str, lines: list[int]) -> Warning_:
    more = f" So in {len(lines):,} rows." if len(lines) > 1 else ""
    text = f"{place(file_name, lines[0])}: {message}{more}"
    return Warning_(lines[0], None, rule, text, len(lines))
