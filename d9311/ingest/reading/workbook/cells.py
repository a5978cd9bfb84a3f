"""How far the cells of a sheet reach, and which come out blank though something stands in them.

Nearly every program writes its cells in one form, which is told by expressions over the bytes. Where a cell
is written in another (attributes in another order, other quotes, no place at all) the sheet is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from defusedxml.ElementTree import DefusedXMLParser, ParseError

# A prefix may be any name; what is written twice over is found out by the second expression, which is strict.
_ANY_CELL = re.compile(rb"<(?:[^\s<>/!?:]+:)?c(?=[\s/>])")
_PLAIN_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})"(?: \w+="[^"<>]*")* ?(/?)>')
_PLAIN_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[\w:?]+[ >]")
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=(?![\"'](?i:utf-8|us-ascii)[\"'])")
_ERROR = re.compile(rb'<(?:\w+:)?c [^<>]*t="e"')
_NO_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?: [^<>]*)?/>)\s*"
    rb"(?:<(?:\w+:)?v ?/>|<(?:\w+:)?v(?: [^<>]*)?></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_LAST = 1 << 16  # bytes in which the last cell of a piece ends; else it waits for the next piece
_START = 400  # bytes, in which the encoding is declared


# What a sheet of the format may hold. Asked for a place beyond it,
# the reader wants the memory of all cells before it.
MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14


@dataclass(frozen=True)
class Cells:
    """`rows` and `columns` that a sheet reaches to; cells with an error, formulas without a stored value."""

    rows: int
    columns: int
    errors: int
    empty: int


def look_at_cells(pieces: Iterator[bytes]) -> Cells | None:
    """Look at a sheet whose cells are all written in the usual form; None where one is not."""
    rows, columns, errors, empty = 1, b"A", 0, 0
    cells = plain = 0
    rest, is_first = b"", True
    for piece in pieces:
        rest += piece
        if is_first and (not _PLAIN_START.match(rest) or _OTHER_ENCODING.search(rest[:_START])):
            return None
        is_first = False
        ends = list(_CELL_END.finditer(rest, max(0, len(rest) - _LAST)))
        end = ends[-1].end() if ends else 0
        done, rest = rest[:end], rest[end:]
        cells += len(_ANY_CELL.findall(done))
        for letters, row, is_blank in _PLAIN_CELL.findall(done):
            plain += 1
            if not is_blank:
                rows = max(rows, int(row))
                columns = max(columns, letters, key=lambda one: (len(one), one))
        errors += len(_ERROR.findall(done))
        empty += len(_NO_VALUE.findall(done))
    is_plain = cells == plain and not _ANY_CELL.search(rest)
    return Cells(rows, column_number(columns), errors, empty) if is_plain else None


def column_number(letters: bytes) -> int:
    """The number of a column from its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column from its number."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


class _Sheet:
    """What the parser tells of a sheet, element by element."""

    def __init__(self) -> None:
        self.rows, self.columns, self.errors, self.empty = 1, 1, 0, 0
        self._row = self._column = 0
        self._has_formula = self._has_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "row":
            self._row = _number(attributes.get("r", ""), self._row + 1)
            self._column = 0
        elif name == "c":
            self._place(attributes.get("r", ""))
            self.errors += attributes.get("t") == "e"
            self._has_formula = self._has_value = False
        elif name == "f":
            self._has_formula = True
        elif name in ("v", "t"):
            self._has_value = False

    def data(self, text: str) -> None:
        self._has_value = self._has_value or not text.isspace()

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name == "f":
            self._has_value = False
        elif name == "c":
            self.empty += self._has_formula and not self._has_value

    def close(self) -> None:
        pass

    def _place(self, reference: str) -> None:
        self._column += 1
        if match := _PLACE.fullmatch(reference):
            self._column, self._row = column_number(match[1].encode()), int(match[2])
        if (reference and not match) or self._column > MOST_COLUMNS or self._row > MOST_ROWS:
            raise ParseError(f"no sheet has the place {reference}")
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def parse_cells(pieces: Iterator[bytes]) -> Cells:
    """Look at a sheet whatever way its cells are written. Raises ParseError, DefusedXmlException."""
    sheet = _Sheet()
    parser: Any = DefusedXMLParser(target=sheet, forbid_dtd=True)
    for piece in pieces:
        parser.feed(piece)
    parser.close()
    return Cells(sheet.rows, sheet.columns, sheet.errors, sheet.empty)
