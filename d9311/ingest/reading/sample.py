"""The header of a file and what its columns hold in the first rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from d9311.contract import PLACEHOLDERS, Limits
from d9311.ingest.errors import Refused
from d9311.ingest.reading.dialect import Dialect, find_dialect, sample_rows
from d9311.ingest.reading.encoding import UTF8, NotUtf8, TextChunks, encoding_by_lines, encoding_by_mark
from d9311.ingest.reading.opening import as_text
from d9311.ingest.values.plain import unwrapped

SHOWN, LONGEST_SHOWN = 5, 60
MOST_WORDS, LONGEST_WORD = 60, 80


@dataclass(frozen=True)
class Sample:
    """`header`: a name for each column, unique unless blank; `texts`:
    the distinct values of each, none missing.

    `rows`: the first rows, a text for each column, blank where it is missing.
    """

    header: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...] = ()

    def shown(self, position: int) -> tuple[str, ...]:
        """The first values of a column as plain text on one line each."""
        return tuple(_inert(text) for text in self.texts[position][:SHOWN])

    def filled(self, position: int) -> int:
        """How many of the first rows have a value in a column."""
        return sum(bool(row[position]) for row in self.rows)

    def words(self, position: int) -> tuple[str, ...]:
        """All values of a column that has few and short ones, as a status has; else none."""
        texts = self.texts[position]
        if len(texts) > MOST_WORDS or any(
            len(text) > LONGEST_WORD or not text.isprintable() for text in texts
        ):
            return ()
        return texts


def sample_of(dialect: Dialect, head: bytes) -> Sample:
    """Sample the rows that stand below the header in the first bytes of a file."""
    texts: list[dict[str, str]] = [{} for _ in dialect.header]
    rows = []
    for cells in sample_rows(dialect.grammar, head[dialect.header_end :]):
        row = [""] * len(texts)
        for place, (found, cell) in enumerate(zip(texts, cells, strict=False)):
            text = unwrapped(cell.decode("utf-8", "replace").strip())
            if text.casefold() not in PLACEHOLDERS:
                row[place] = found.setdefault(text, text)
        rows.append(tuple(row))
    return Sample(unique_names(dialect.header), tuple(map(tuple, texts)), tuple(rows))


def merged(samples: Sequence[Sample]) -> Sample:
    """One sample of files with the same names in their header, in the order of the first."""
    first, *others = samples
    texts = [dict.fromkeys(found) for found in first.texts]
    rows = list(first.rows)
    for other in others:
        place = {name: position for position, name in enumerate(other.header)}
        for name, found in zip(first.header, texts, strict=True):
            if name in place:
                found |= dict.fromkeys(other.texts[place[name]])
        places = [place.get(name) for name in first.header]
        rows += [tuple("" if n is None else row[n] for n in places) for row in other.rows]
    return Sample(first.header, tuple(map(tuple, texts)), tuple(rows))


def unique_names(header: Sequence[str]) -> tuple[str, ...]:
    """Names of columns on one line, where a second `Amount` is `Amount (2)`;
    what has no name stays without.
    """
    names: list[str] = []
    for cell in map(_one_line, header):
        name, number = cell, 1
        while name and name in names:
            number += 1
            name = f"{cell} ({number})"
        names.append(name)
    return tuple(names)


def read_sample(path: Path, kind: str, foreign: frozenset[str], limits: Limits | None = None) -> Sample:
    """Read header and first rows of a file; its first likely line is the header where none names a column.

    `foreign`: keys of header names that a profile knows. Raises Refused for what is no text, or empty.
    """
    if not path.is_file():
        raise Refused(f"{path.name}: there is no such file. Check the path.")
    limits = limits or Limits()
    with as_text(path, kind, limits) as text:
        head = _decoded(text.path, encoding_by_mark(_first_bytes(text.path)))
    if b"\0" in head or not head.strip():
        raise Refused(f"{path.name} is empty or no text. Export it again.")
    dialect = find_dialect(head, kind, path.name, limits, foreign, guess=True)
    return sample_of(dialect, head)


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _decoded(path: Path, encoding: str) -> bytes:
    """The first text of a file as UTF-8."""
    try:
        return next(iter(TextChunks(path, encoding, lambda chunk: None)), b"")
    except NotUtf8:
        found = encoding_by_lines(path)
        return next(iter(TextChunks(path, found, lambda chunk: None, mends=found == UTF8)), b"")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _inert(text: str) -> str:
    plain = _one_line(text)
    return plain if len(plain) <= LONGEST_SHOWN else f"{plain[: LONGEST_SHOWN - 1]}…"
