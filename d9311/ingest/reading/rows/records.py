"""The grammar of one export: how a line, or several with line breaks in quotes, falls into cells.

Works on UTF-8 bytes; delimiter and quote are ASCII, so no character is ever cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Record(NamedTuple):
    """Cells of a record and where it ends; not whole: where the quote that goes wrong opens.

    `is_plain`: its text can be read by anybody as it stands, without a stray quote.
    """

    cells: list[bytes]
    end: int
    is_whole: bool
    is_plain: bool


@dataclass(frozen=True)
class Grammar:
    """Delimiter and quote of an export. `spaced`: blanks stand between a delimiter and an opening quote."""

    delimiter: bytes
    quote: bytes
    spaced: bool = False

    def _pattern(self, pattern: str) -> re.Pattern[bytes]:
        """`pattern` with Q for the quote, D for the delimiter and B for blanks around a quoted field."""
        blanks = r"[ \t]*" if self.spaced and self.delimiter != b"\t" else ""
        names = {"Q": re.escape(self.quote.decode()), "D": re.escape(self.delimiter.decode()), "B": blanks}
        return re.compile(re.sub("[QDB]", lambda name: names[name[0]], pattern).encode())

    @cached_property
    def _field(self) -> re.Pattern[bytes]:
        """A field: quoted with doubled quotes inside (group 1),
        or plain (group 2), which may be `="a, b"`.
        """
        return self._pattern(
            r"(?:BQ((?>[^Q]*(?:QQ[^Q]*)*))QB|(?!BQ)(=Q(?:[^Q\r\n]|QQ)*Q|[^D\r\n]*))(?=[D\r\n]|\Z)"
        )

    @cached_property
    def _loose_field(self) -> re.Pattern[bytes]:
        """The same with single quotes inside: the first quote that a delimiter follows ends it."""
        return self._pattern(r"(?:Q([^\r\n]*?)Q(?=D|\Z)|(?!Q)([^D\r\n]*))")

    @cached_property
    def _closed_field(self) -> re.Pattern[bytes]:
        return self._pattern(r"BQ(?>[^Q]*(?:QQ[^Q]*)*)Q")

    @cached_property
    def _special(self) -> re.Pattern[bytes]:
        return self._pattern(r"[DQ\r\n]")

    def read(self, text: bytes, at: int = 0, end: int | None = None) -> Record:
        """The record that begins at `at`, over line breaks in quotes, but not beyond `end`."""
        end = len(text) if end is None else end
        field, quote, code = self._field.match, self.quote, ord(self.delimiter)
        cells: list[bytes] = []
        is_plain = not self.spaced
        while True:
            match = field(text, at, end)
            if match is None:
                return Record(cells, at, False, False)
            quoted, plain = match.groups()
            if quoted is None:
                cells.append(plain)
                is_plain = is_plain and quote not in plain
            else:
                cells.append(quoted.replace(quote + quote, quote))
            at = match.end()
            if at >= end or text[at] != code:
                return Record(cells, at, True, is_plain)
            at += 1

    def closes(self, text: bytes, at: int) -> bool:
        """Whether the quoted field that begins at `at` is closed anywhere, be it by a stray quote."""
        return self._closed_field.match(text, at) is not None

    def read_line(self, line: bytes) -> Record:
        """The record that one line, without its line end, is."""
        if self.quote in line:
            return self.read(line)
        return Record(line.split(self.delimiter), len(line), True, True)

    def read_loosely(self, line: bytes) -> list[bytes] | None:
        """Cells of one line in which quotes inside a quoted field are not doubled (`"Dr "Bob" Smith"`)."""
        cells: list[bytes] = []
        at = 0
        while match := self._loose_field.match(line, at):
            quoted, plain = match.groups()
            cells.append(plain if quoted is None else quoted.replace(self.quote * 2, self.quote))
            at = match.end()
            if at >= len(line):
                return cells
            at += 1
        return None

    def write(self, cells: list[bytes]) -> bytes:
        """One row as a line with line end, quoted where needed."""
        line = self.delimiter.join(cells)
        if len(self._special.findall(line)) > len(cells) - 1:
            line = self.delimiter.join([self._written(cell) for cell in cells])
        return line + b"\n"

    def _written(self, cell: bytes) -> bytes:
        if self._special.search(cell):
            return self.quote + cell.replace(self.quote, self.quote * 2) + self.quote
        return cell
