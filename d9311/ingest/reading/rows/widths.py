"""Whether the cells of the rows stand under their columns: rows that are all too short, and single ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from d9311 import contract
from d9311.contract import ColumnSpec
from d9311.ingest.errors import Refused, place
from d9311.ingest.headers.clues import is_code_list, is_date, looks_like_data
from d9311.ingest.reading.dialect import Dialect
from d9311.ingest.values.money import read_amount
from d9311.ingest.values.plain import unwrapped

_SAMPLE_ROWS = 1000
_LINE_END = re.compile(rb"\r\n|\n|\r")
# A file leaves out cells by habit when so many of its first rows are short, and so many of a hundred.
_HABIT_ROWS, _HABIT_SHARE = 2, 0.05
_NEARLY_ALL = 0.9

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")
_DAY_NUMBER = re.compile(r"[2-5]\d{4}(\.\d+)?|\d{8}(T?\d{4,6})?")
_TIME = re.compile(r".*\d[:h]\d\d.*|\d{4,6}|0?\.\d+|\d{1,2} ?[ap]\.?m?\.?", re.I | re.S)
_PROCEDURE = re.compile(r"\S{1,12}")  # practices have codes of their own
_WORDS = contract.TRUE_WORDS | contract.FALSE_WORDS


def needed_cells(header: Sequence[str]) -> int:
    """How many cells a row must have to fill every column that has a name."""
    return max((number for number, name in enumerate(header, 1) if name), default=0)


@dataclass(frozen=True)
class Habits:
    """What the first rows of a file show: whether they leave out blank cells at their end by habit, and which
    columns (counted from 1) hold values and have no name.
    """

    leaves_out_cells: bool
    nameless: tuple[int, ...]


def habits_of(dialect: Dialect, head: bytes, file_name: str) -> Habits:
    """Look at the first rows of a file.

    Raises Refused where every row has the same number of cells too few,
    so that the header does not stand above them.
    """
    needed = needed_cells(dialect.header)
    unnamed = [number for number, name in enumerate(dialect.header) if not name]
    lines: list[tuple[int, int]] = []
    filled: set[int] = set()
    for line, cells in _rows(dialect, head):
        if 2 * len(cells) >= needed:  # fewer: a footer
            lines.append((line, len(cells)))
            filled.update(number + 1 for number in unnamed if number < len(cells) and cells[number].strip())
    widths = Counter(count for _, count in lines)
    if not widths:
        return Habits(False, ())
    short = sum(rows for count, rows in widths.items() if count < needed)
    usual, often = widths.most_common(1)[0]
    if short == len(lines) and often >= _NEARLY_ALL * len(lines):
        line = next(line for line, count in lines if count == usual)
        raise Refused(
            f"{place(file_name, dialect.header_line)}: the header has {needed} cells and the rows below it "
            f"have {usual} (the first of them is line {line:,}), so that it cannot be told which cell "
            "belongs to which column. Remove the name of the column that the rows do not have, or export "
            "again with as many cells in each row."
        )
    return Habits(short >= max(_HABIT_ROWS, _HABIT_SHARE * len(lines)), tuple(sorted(filled)))


def _rows(dialect: Dialect, head: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Line and cells of the first rows of a file that can be read and are not blank."""
    grammar, line, at = dialect.grammar, dialect.first_line, dialect.header_end
    for _ in range(_SAMPLE_ROWS):
        stop = _LINE_END.search(head, at)
        if stop is not None and grammar.quote not in head[at : stop.start()]:
            record = grammar.read_line(head[at : stop.start()])
        else:
            record = grammar.read(head, at)
            stop = _LINE_END.search(head, record.end if record.is_whole else at)
        if stop is None:
            return  # the last line may go on behind the head
        if record.is_whole and b"".join(record.cells).strip():
            yield line, record.cells
        line += len(_LINE_END.findall(head, at, stop.end()))
        at = stop.end()


def has_a_misfit(cells: Sequence[bytes], columns: Sequence[ColumnSpec | None]) -> bool:
    """Whether a cell of a row says something that its column cannot hold,
    as when a cell before it is missing.
    """
    for cell, spec in zip(cells, columns, strict=False):
        text = unwrapped(cell.decode("utf-8", "replace").strip())
        if spec is None or text.casefold() in contract.PLACEHOLDERS:
            continue
        if not _fits(text, spec):
            return True
    return False


def _fits(text: str, spec: ColumnSpec) -> bool:
    test = _TESTS.get(spec.name) or _TESTS.get(spec.kind)
    return test is None or test(text)


def _is_moment(text: str) -> bool:
    return is_date(text) or _DAY_NUMBER.fullmatch(text) is not None


def _is_word(text: str) -> bool:
    return not looks_like_data(text)


_TESTS: dict[str, Callable[[str], bool]] = {
    "date": _is_moment,
    "timestamp": _is_moment,
    "time": lambda text: _TIME.fullmatch(text) is not None,
    "money": lambda text: read_amount(text) is not None or read_amount(text, "comma") is not None,
    "integer": lambda text: _NUMBER.fullmatch(text) is not None,
    "number": lambda text: _NUMBER.fullmatch(text) is not None,
    "boolean": lambda text: text.casefold() in _WORDS,
    "enumeration": lambda text: not is_date(text),
    "procedure_code": lambda text: _PROCEDURE.fullmatch(text) is not None and not is_date(text),
    "adjustment_codes": is_code_list,
    "status": _is_word,
    "payer_name": _is_word,
    "provider_name": _is_word,
    "practice_name": _is_word,
}
