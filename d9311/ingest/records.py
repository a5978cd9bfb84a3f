"""The grammar of one export: how a line, or several with line breaks in quotes, falls into cells.

Works on UTF-8 bytes; delimiter and quote are ASCII, so no character is ever cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Record(NamedTuple):
    """Cells of a record and where it ends; not whole: where the quote that goes wrong opens."""

    cells: list[bytes]
    end: int
    is_whole: bool


@dataclass(frozen=True)
class Grammar:
    """Delimiter and quote of an export. `spaced`: blanks stand between a delimiter and an opening quote."""

    delimiter: bytes
    quote: bytes
    spaced: bool = False

    @cached_property
    def _plain(self) -> re.Pattern[bytes]:
        return re.compile(rb"[^%b\r\n]*" % re.escape(self.delimiter))

    @cached_property
    def _quoted(self) -> re.Pattern[bytes]:
        """A quoted field with doubled quotes inside, up to what may follow one."""
        quote, end = re.escape(self.quote), re.escape(self.delimiter) + rb"\r\n"
        blank = rb"[ \t]*" if self.spaced and self.delimiter != b"\t" else rb""
        field = rb"%b((?>[^%b]*(?:%b%b[^%b]*)*))%b" % ((quote,) * 6)
        return re.compile(blank + field + blank + rb"(?=[%b]|\Z)" % end)

    @cached_property
    def _closing(self) -> re.Pattern[bytes]:
        quote = re.escape(self.quote)
        return re.compile(rb"[ \t]*%b(?>[^%b]*(?:%b%b[^%b]*)*)%b" % ((quote,) * 6))

    @cached_property
    def _loose(self) -> re.Pattern[bytes]:
        """A quoted field with single quotes inside, ended by the first quote that a delimiter follows."""
        quote, end = re.escape(self.quote), re.escape(self.delimiter)
        return re.compile(rb"%b([^\r\n]*?)%b(?=%b|\Z)" % (quote, quote, end))

    @cached_property
    def _special(self) -> re.Pattern[bytes]:
        return re.compile(rb"[%b%b\r\n]" % (re.escape(self.delimiter), re.escape(self.quote)))

    def opens_quote(self, text: bytes, at: int) -> bool:
        """Whether a quoted field begins at a place of the text."""
        if self.spaced:
            while text[at : at + 1] in (b" ", b"\t") and text[at : at + 1] != self.delimiter:
                at += 1
        return text.startswith(self.quote, at)

    def read(self, text: bytes, at: int = 0, end: int | None = None) -> Record:
        """The record that begins at `at`, over line breaks in quotes, but not beyond `end`."""
        end = len(text) if end is None else end
        cells: list[bytes] = []
        while True:
            pattern = self._quoted if self.opens_quote(text, at) else self._plain
            match = pattern.match(text, at, end)
            if match is None:
                return Record(cells, at, False)
            cells.append(match[0] if pattern is self._plain else match[1].replace(self.quote * 2, self.quote))
            at = match.end()
            if at >= end or text[at : at + 1] != self.delimiter:
                return Record(cells, at, True)
            at += 1

    def closes(self, text: bytes, at: int) -> bool:
        """Whether the quoted field that begins at `at` is closed anywhere, be it by a stray quote."""
        return self._closing.match(text, at) is not None

    def read_line(self, line: bytes) -> list[bytes] | None:
        """Cells of one line without line end; None when a quote in it is not closed."""
        if self.quote not in line:
            return line.split(self.delimiter)
        record = self.read(line)
        return record.cells if record.is_whole else None

    def read_loosely(self, line: bytes) -> list[bytes] | None:
        """Cells of one line in which quotes inside a quoted field are not doubled (`"Dr "Bob" Smith"`)."""
        cells: list[bytes] = []
        at = 0
        while True:
            pattern = self._loose if self.opens_quote(line, at) else self._plain
            match = pattern.match(line, at)
            if match is None:
                return None
            cell = match[1].replace(self.quote * 2, self.quote) if pattern is self._loose else match[0]
            cells.append(cell)
            at = match.end()
            if at >= len(line):
                return cells
            at += 1

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
