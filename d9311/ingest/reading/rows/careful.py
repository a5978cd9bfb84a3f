"""The careful reading of one row: quotes over several lines, missing and surplus cells, no row at all."""

from __future__ import annotations

import re
from bisect import bisect_left

from d9311.ingest.headers.columns import fold
from d9311.ingest.reading.rows.faults import Faults
from d9311.ingest.reading.rows.plan import Found, Plan, Row
from d9311.ingest.reading.rows.records import Record
from d9311.ingest.reading.rows.scan import Lines
from d9311.ingest.reading.rows.totals import lacks_a_needed_value, says_total
from d9311.ingest.reading.rows.widths import has_a_misfit, needed_cells

_TYPED = {
    "date": re.compile(rb"\d{1,4}[-/.]\w{1,3}[-/.]\d{2,4}\b.*|\d{8}|\d{5}"),
    "money": re.compile(rb"[-+$( ]*\d[\d.,]*[-) ]*"),
}


class CarefulReader:
    """Reads the odd lines of a block one record at a time."""

    def __init__(self, plan: Plan, found: Found) -> None:
        self.plan, self.found = plan, found
        self._faults = Faults(plan, found)
        self._grammar = plan.dialect.grammar
        self._width = plan.dialect.width
        self._needed = needed_cells(plan.dialect.header)
        self._header = [fold(name) for name in plan.dialect.header]
        self._needle = max(plan.dialect.header, key=len).encode()
        required = [number for number, spec in enumerate(plan.columns) if spec and spec.required]
        self._last_required = max(required, default=-1)
        self._blank = b" \t\v\f\r\n" + self._grammar.delimiter + self._grammar.quote

    def read(
        self, block: bytes, lines: Lines, number: int, line: int, is_last: bool, is_cut: bool
    ) -> tuple[Row | None, int] | None:
        """The record that begins with a line of the block (`number` in it, `line` in the file).

        Returns the row (None when there is none, or it is set aside) and the number of the line after it;
        None when more of the file is needed to tell. `is_last`: the block is the last one. `is_cut`: the
        file ends inside a character.
        """
        raw = block[lines.starts[number] : lines.ends[number]]
        if len(raw) > self.plan.limits.row_bytes:
            raise self._faults.row_too_long(line)
        is_open_end = is_last and lines.nexts[number] == lines.ends[number]
        record = self._grammar.read_line(raw)
        if record.is_whole:
            return self._row(line, record, raw, is_open_end, is_cut), number + 1
        if self._grammar.closes(raw, record.end):
            return self._broken(line, raw, is_open_end, is_cut), number + 1
        if self._is_row_like(block, lines, number + 1) and not self._goes_on(
            block, lines, number, number + 1
        ):
            return self._broken(line, raw, is_open_end, is_cut), number + 1
        return self._over_lines(block, lines, number, line, is_last, is_cut)

    def _over_lines(
        self, block: bytes, lines: Lines, number: int, line: int, is_last: bool, is_cut: bool
    ) -> tuple[Row | None, int] | None:
        """A record with a quote that is still open at the end of its first line."""
        start = lines.starts[number]
        record = self._grammar.read(block, start)
        last = bisect_left(lines.ends, record.end) if record.is_whole else len(lines.starts) - 1
        is_open_end = is_last and lines.nexts[last] == lines.ends[last]
        raw = block[start : lines.ends[number]]
        inside = [other for other in range(number + 2, last + 1) if self._is_row_like(block, lines, other)]
        if any(not self._goes_on(block, lines, number, other) for other in inside):
            return self._broken(line, raw, False, is_cut), number + 1
        if record.is_whole:
            self.found.has_line_breaks = True
            return self._row(line, record, block[start : record.end], is_open_end, is_cut), last + 1
        if self._grammar.closes(block, record.end):
            return self._broken(line, raw, False, is_cut), number + 1
        if len(block) - record.end > self.plan.limits.field_bytes:
            raise self._faults.too_long(line, len(record.cells))
        if not is_last and len(block) - start > self.plan.limits.row_bytes:
            raise self._faults.row_too_long(line)
        if not is_last:
            return None
        if is_open_end:
            self.found.rows_read += 1
            self._faults.cut_off(line, block[start:], len(record.cells) + 1)
            return None, last + 1
        return self._broken(line, raw, False, is_cut), number + 1

    def _goes_on(self, block: bytes, lines: Lines, number: int, other: int) -> bool:
        """Whether a line that looks like a row is the end of one, which began with a line break in a cell.

        Neither is a row by itself: the first has too few cells, and in the other stands the quote that ends
        the cell. Both together are one.
        """
        first = block[lines.starts[number] : lines.ends[number]]
        last = block[lines.starts[other] : lines.ends[other]]
        if first.count(self._grammar.delimiter) >= self._width - 1 or self._grammar.quote not in last:
            return False
        record = self._grammar.read(block, lines.starts[number])
        ends_here = record.is_whole and lines.starts[other] < record.end <= lines.ends[other]
        return ends_here and len(record.cells) == self._width

    def _is_row_like(self, block: bytes, lines: Lines, number: int) -> bool:
        """Whether a line inside quotes looks like a row of its own, so that the quote was never closed.

        A row of its own has as many cells as the header, with dates and amounts where they belong.
        """
        if number >= len(lines.starts):
            return False
        raw = block[lines.starts[number] : lines.ends[number]]
        if raw.count(self._grammar.delimiter) < self._width - 1:
            return False
        record = self._grammar.read_line(raw)
        cells = record.cells if record.is_whole else raw.split(self._grammar.delimiter)
        if len(cells) != self._width:
            return False
        typed = [
            _TYPED[spec.kind].fullmatch(cell.strip(b'" \t~'))
            for spec, cell in zip(self.plan.columns, cells, strict=True)
            if spec and spec.kind in _TYPED and cell.strip()
        ]
        has_typed = any(spec and spec.kind in _TYPED for spec in self.plan.columns)
        return not has_typed or (bool(typed) and all(typed))

    def _row(self, line: int, record: Record, raw: bytes, is_open_end: bool, is_cut: bool) -> Row | None:
        """Hold a record against the header; set it aside, pad it, or pass over a blank one."""
        cells, count, width = record.cells, len(record.cells), self._width
        if self._is_blank(raw):
            return None
        self.found.rows_read += 1
        if len(raw) > self.plan.limits.field_bytes:
            self._refuse_long(line, cells, raw)
        if count > width + self.plan.dialect.spare:
            self._faults.too_many_cells(line, raw, count)
            return None
        if is_open_end and (is_cut or (count < width and not says_total(cells, self.plan.columns))):
            self._faults.cut_off(line, raw, count)
            return None
        self.found.open_line = line if is_open_end else 0
        if self._needle in raw and [fold(cell.decode("utf-8", "replace")) for cell in cells] == self._header:
            self._faults.header_repeated(line, raw)
            return None
        if count < self._needed and self._may_be_shifted(cells):
            self._faults.too_few_cells(line, raw, count, self._needed)
            return None
        if count <= self._last_required:
            self.found.padded.append(line)
        if count <= width and record.is_plain:
            text = raw + self._grammar.delimiter * (width - count) + b"\n"
        else:
            text = self._grammar.write(cells[:width] + [b""] * (width - count))
        return Row(line, cells[:width] + [b""] * (width - count), raw, text)

    def _may_be_shifted(self, cells: list[bytes]) -> bool:
        """Whether a row with too few cells may lack one in its middle. One without a needed value is left to
        the checks of the loader, which set it aside: it may be a footer.
        """
        if lacks_a_needed_value(cells, self.plan.columns):
            return False
        return not self.plan.leaves_out_cells or has_a_misfit(cells, self.plan.columns)

    def _is_blank(self, raw: bytes) -> bool:
        """Whether a row holds nothing but delimiters, quotes and white space."""
        left = raw.strip(self._blank)
        return not left or (not left.isascii() and len(left) < 1000 and self._is_blank_unicode(left))

    def _is_blank_unicode(self, raw: bytes) -> bool:
        text = raw.decode("utf-8", "replace")
        return not "".join(text.split()).strip(self._blank.decode())

    def _broken(self, line: int, raw: bytes, is_open_end: bool, is_cut: bool) -> Row | None:
        """A line in which a quote opens and is not closed, or not where a field ends."""
        cells = self._grammar.read_loosely(raw)
        if (cells is None or len(cells) != self._width) and raw.count(self._grammar.quote) % 2 == 0:
            cells = raw.split(
                self._grammar.delimiter
            )  # `"Smile" Dental`, as written by a program without quotes
        if cells is not None and len(cells) == self._width:
            self.found.loose.append(line)
            return self._row(line, Record(cells, len(raw), True, False), raw, is_open_end, is_cut)
        self.found.rows_read += 1
        opened = len(self._grammar.read(raw).cells)
        if is_open_end:
            self._faults.cut_off(line, raw, opened + 1)
            return None
        self._faults.unclosed_quote(line, raw, opened)
        return None

    def _refuse_long(self, line: int, cells: list[bytes], raw: bytes) -> None:
        for position, cell in enumerate(cells):
            if len(cell) > self.plan.limits.field_bytes:
                raise self._faults.too_long(line, position)
        if len(raw) > self.plan.limits.row_bytes:
            raise self._faults.row_too_long(line)
