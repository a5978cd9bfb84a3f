"""The rows below the header: plain lines are copied in one piece, odd ones read with care."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from d9311.ingest.errors import Refused, place
from d9311.ingest.reading.encoding import count_lines
from d9311.ingest.reading.rows.blocks import RowWriter
from d9311.ingest.reading.rows.careful import CarefulReader
from d9311.ingest.reading.rows.plan import Found, Plan, Row
from d9311.ingest.reading.rows.scan import Lines, scan

TAIL_LINES = 8  # a total is looked for among so many last lines, footers below it included


class RowReader:
    """Reads blocks of lines and writes their rows.

    The rows of the last `TAIL_LINES` lines are left in `tail`, unwritten. `is_cut` tells, once all was
    read, whether the file ended inside a character.
    """

    def __init__(self, plan: Plan, writer: RowWriter, found: Found, is_cut: Callable[[], bool]) -> None:
        self.plan, self.writer, self.found, self.is_cut = plan, writer, found, is_cut
        self.tail: list[Row] = []
        self._careful = CarefulReader(plan, found)
        self._grammar = plan.dialect.grammar
        self._line = plan.dialect.first_line
        self._needle = max(plan.dialect.header, key=len).encode()

    def read(self, parts: Iterable[tuple[bytes, bool]]) -> None:
        """Read all blocks, as made by `blocks`."""
        rest = b""
        for block, is_last in parts:
            block = rest + block
            rest = self._block(block, is_last) if block else b""

    def _block(self, block: bytes, is_last: bool) -> bytes:
        """Read one block; returns what must be read together with the next one."""
        self._refuse_nul(block)
        limits, dialect = self.plan.limits, self.plan.dialect
        lines = scan(block, self._grammar.delimiter, self._grammar.quote, dialect.width, limits.field_bytes)
        count = len(lines.starts)
        done = 0
        for number in self._odd_lines(block, lines, is_last):
            if number < done:
                continue
            self._copy(block, lines, done, number)
            done = number
            result = self._careful.read(block, lines, number, self._line, is_last, is_last and self.is_cut())
            if result is None:
                return block[lines.starts[number] :]
            row, done = result
            self._line += done - number
            if row and is_last and number >= count - TAIL_LINES:
                self.tail.append(row)
            elif row:
                self.writer.write(row.text, row.line)
        self._copy(block, lines, done, count)
        return b""

    def _odd_lines(self, block: bytes, lines: Lines, is_last: bool) -> list[int]:
        """Lines that are not plain, that may repeat the header, or that are among the last of the file."""
        count = len(lines.starts)
        if self._grammar.spaced and self._grammar.quote in block:
            return list(range(count))
        odd = set(lines.odd)
        at = block.find(self._needle)
        while at >= 0:
            odd.add(bisect_left(lines.ends, at))
            at = block.find(self._needle, at + len(self._needle))
        if is_last:
            odd.update(range(max(0, count - TAIL_LINES), count))
        return sorted(odd)

    def _copy(self, block: bytes, lines: Lines, first: int, after: int) -> None:
        """Copy plain lines `first` up to `after`, all at once."""
        if first >= after:
            return
        text = block[lines.starts[first] : lines.nexts[after - 1]]
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self.writer.write(text, self._line, after - first)
        self.found.rows_read += after - first
        self._line += after - first

    def _refuse_nul(self, block: bytes) -> None:
        at = block.find(b"\0")
        if at >= 0:
            raise nul_refusal(self.plan.file_name, self._line + count_lines(block[:at]))


def nul_refusal(file_name: str, line: int) -> Refused:
    """What is said of a NUL byte, here and above the header."""
    where = place(file_name, line)
    return Refused(
        f"{where}: a NUL byte; the file is damaged or not plain text. Export it again as CSV in UTF-8."
    )
