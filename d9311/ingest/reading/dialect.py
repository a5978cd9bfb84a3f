"""Delimiter, quote and header line of an export, decided over its first lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from d9311.contract import FILES, Limits
from d9311.ingest.errors import Refused, place
from d9311.ingest.headers.clues import looks_like_data
from d9311.ingest.headers.columns import fold, known_names, nearest
from d9311.ingest.headers.synonyms import key, meanings
from d9311.ingest.reading.rows.records import Grammar
from d9311.ingest.values.plain import unwrapped

DELIMITERS = (b",", b";", b"\t", b"|")
HEAD_BYTES = 1 << 20

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_SAMPLE_LINES = 1000
_LIKE_A_HEADER = 3  # fewer cells of data may look like names of columns, and are not to be shown
_FEWEST_FOREIGN = 2
_NEARLY_ALL = 0.9
_HEADER_BREAKS = 10  # a header cell that spreads over more lines than this is no header


@dataclass(frozen=True)
class Dialect:
    """How to read an export.

    `header_end`: where its data begins, in bytes of decoded text; `first_line`: the number of that line.
    `width`: the number of cells that a row is to have; `spare`: how many more the header has at its end,
    all without a name, that rows may leave out.
    """

    grammar: Grammar
    header: tuple[str, ...]
    header_line: int
    header_end: int
    first_line: int
    width: int
    spare: int


@dataclass(frozen=True)
class _Candidate:
    """A line read as a header: `start` and `end` are its place in the text, `lines` how many it fills."""

    line: int
    lines: int
    start: int
    end: int
    delimiter: bytes
    cells: tuple[str, ...]
    known: int


def find_dialect(
    head: bytes,
    kind: str,
    file_name: str,
    limits: Limits,
    foreign: frozenset[str] = frozenset(),
    guess: bool = False,
) -> Dialect:
    """Decide how to read a file from its first decoded bytes (`HEAD_BYTES`, or the whole file).

    The header is the line that holds most known names: canonical ones, their synonyms, and those of `foreign`
    (as keys). `Refused` when there is none, or when it is wider than the limit. `guess`: where no line holds
    any, take the widest that does not look like data.
    """
    candidates = list(_candidates(head, kind, limits, foreign))
    best = max(candidates, key=lambda candidate: candidate.known, default=None)
    if guess and (best is None or best.known == 0):
        names = [candidate for candidate in candidates if _may_be_names(candidate, head)]
        best = max(names, key=lambda candidate: len(candidate.cells), default=None)
    if best is None or (best.known == 0 and not guess):
        raise Refused(_no_header(best, kind, file_name, limits))
    if len(best.cells) > limits.columns:
        where = place(file_name, best.line)
        raise Refused(
            f"{where}: {len(best.cells):,} columns, more than the limit of {limits.columns:,}. "
            "Export fewer columns and import again."
        )
    sample = head[best.end :]
    grammar = _grammar(best, head[best.start : best.end], sample)
    cells = best.cells + ("",) * _surplus(len(best.cells), grammar, sample)
    width = _width(cells, grammar, sample)
    spare = len(cells) - width
    return Dialect(grammar, cells[:width], best.line, best.end, best.line + best.lines, width, spare)


def _may_be_names(candidate: _Candidate, head: bytes) -> bool:
    """Whether a line can be a header of names unknown to us: it holds no value, and the line below it does.

    A row of data without one amount or date is rare, and is not to be shown as names.
    """
    below = _LINE.match(head, candidate.end)
    assert below is not None
    values = below[0].decode("utf-8", "replace").split(candidate.delimiter.decode())
    is_name = sum(map(bool, candidate.cells)) > 1 and not any(map(looks_like_data, candidate.cells))
    return is_name and any(looks_like_data(value.strip(' "~\r\n')) for value in values)


def _count_known(cells: tuple[str, ...], kind: str, foreign: frozenset[str]) -> int:
    """How many columns a line names. One foreign name alone may as well be a word in a row of data."""
    known = known_names(kind)
    canonical = {known[fold(cell)] for cell in cells if fold(cell) in known}
    others = {key(cell) for cell in cells if key(cell) in foreign or meanings(cell, kind)}
    others -= {key(cell) for cell in cells if fold(cell) in known}
    if len(canonical) + len(others) < _FEWEST_FOREIGN or any(map(looks_like_data, cells)):
        return len(canonical)
    return len(canonical) + len(others)


def _candidates(head: bytes, kind: str, limits: Limits, foreign: frozenset[str]) -> Iterator[_Candidate]:
    """Every one of the first lines under every delimiter."""
    lines = list(_line_places(head, limits.header_lines + _HEADER_BREAKS))
    for number, (start, end) in enumerate(lines[: limits.header_lines], 1):
        last = lines[min(number + _HEADER_BREAKS, len(lines)) - 1][1]
        for delimiter in DELIMITERS:
            if delimiter not in head[start:end] and delimiter != DELIMITERS[0]:
                continue
            cells, stop = _header_cells(head, start, end, last, delimiter)
            count = next(
                count for count, (_, line_end) in enumerate(lines[number - 1 :], 1) if line_end >= stop
            )
            matched = _count_known(cells, kind, foreign)
            line_end = lines[number + count - 2][1]
            yield _Candidate(number, count, start, line_end, delimiter, cells, matched)


def _header_cells(
    head: bytes, start: int, end: int, last: int, delimiter: bytes
) -> tuple[tuple[str, ...], int]:
    """Cells of a line read as a header, without their quotes, and where it ends."""
    grammar = Grammar(delimiter, b'"', spaced=True)
    record = grammar.read(head, start, end)
    if not record.is_whole:
        record = grammar.read(head, start, last)
    raw, stop = (record.cells, record.end) if record.is_whole else (head[start:end].split(delimiter), end)
    return tuple(unwrapped(cell.decode("utf-8", "replace").strip().strip("~").strip()) for cell in raw), stop


def _line_places(text: bytes, count: int) -> Iterator[tuple[int, int]]:
    """Begin and end (line end included) of the first lines of a text."""
    at = 0
    for _ in range(count):
        if at >= len(text):
            return
        match = _LINE.match(text, at)
        assert match is not None
        yield at, match.end()
        at = match.end()


def _grammar(best: _Candidate, header: bytes, sample: bytes) -> Grammar:
    """The grammar under which most rows of the sample have as many cells as the header."""
    plain = Grammar(best.delimiter, b'"')
    tilde = Grammar(best.delimiter, b"~")
    spaced = Grammar(best.delimiter, b'"', spaced=True)
    if any(cell.strip()[:1] == b"~" == cell.strip()[-1:] for cell in header.split(best.delimiter)):
        return tilde
    blank_and_quote = re.compile(rb'%b[ \t]+"' % re.escape(best.delimiter))
    if best.delimiter != b"\t" and blank_and_quote.search(header):
        return spaced
    choices = [plain]
    if best.delimiter != b"\t" and blank_and_quote.search(sample):
        choices.append(spaced)
    if b"~" in sample:
        choices.append(tilde)
    if len(choices) == 1:
        return plain
    return max(choices, key=lambda grammar: _widths(grammar, sample)[len(best.cells)])


def _widths(grammar: Grammar, sample: bytes) -> Counter[int]:
    """How many rows of the sample have how many cells; rows that cannot be read count as none."""
    return Counter(len(cells) for cells in sample_rows(grammar, sample))


def sample_rows(grammar: Grammar, sample: bytes) -> Iterator[list[bytes]]:
    """The rows of a text that can be read and are not blank, of its first lines."""
    at = 0
    for _ in range(_SAMPLE_LINES):
        if at >= len(sample):
            break
        record = grammar.read(sample, at)
        if record.is_whole and b"".join(record.cells).strip():
            yield record.cells
        match = _LINE.match(sample, record.end if record.is_whole else at)
        assert match is not None
        at = match.end()


def _width(header: tuple[str, ...], grammar: Grammar, sample: bytes) -> int:
    """Cells of a row: the header's, without the nameless ones at its end where most rows leave them out."""
    named = max(number for number, cell in enumerate(header, 1) if cell)
    if named == len(header):
        return named
    widths = _widths(grammar, sample)
    return named if widths[named] > widths[len(header)] else len(header)


def _surplus(width: int, grammar: Grammar, sample: bytes) -> int:
    """How many cells nearly every row has more than the header, all of them blank: one delimiter too many."""
    rows = list(sample_rows(grammar, sample))
    widths = Counter(map(len, rows))
    usual, often = widths.most_common(1)[0] if rows else (0, 0)
    if usual <= width or often < _NEARLY_ALL * len(rows):
        return 0
    return 0 if any(b"".join(cells[width:]).strip() for cells in rows) else usual - width


def _no_header(best: _Candidate | None, kind: str, file_name: str, limits: Limits) -> str:
    required = [column.name for column in FILES[kind] if column.required]
    message = (
        f"{file_name}: no header line was found: none of the first {limits.header_lines} lines names a "
        f"column of {kind}. The header must name {', '.join(required)}"
    )
    near = [(name, nearest(name, best.cells if best else ())) for name in required]
    hints = [f'the nearest to {name} is "{header}"' for name, header in near if header]
    if len(hints) < min(_LIKE_A_HEADER, len(required)):
        return f"{message}."
    return f"{message} ({'; '.join(hints)})."
