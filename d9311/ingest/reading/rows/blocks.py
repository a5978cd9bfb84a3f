"""Text cut into blocks of whole lines, and rows written with the runs of lines that they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

HELD_BACK = 1 << 16  # the last block of a file is at least this long, or the whole file


def blocks(chunks: Iterable[bytes], skip: int, longest: int) -> Iterator[tuple[bytes, bool]]:
    """Cut text into blocks of whole lines, leaving out its first `skip` bytes: (block, is the last one).

    Only the last block may lack its line end, and only it may be empty. Where a line is longer than
    `longest` bytes, the blocks end with its beginning.
    """
    rest = b""
    for chunk in chunks:
        rest += chunk
        if skip:
            dropped = min(skip, len(rest))
            rest, skip = rest[dropped:], skip - dropped
        bound = len(rest) - HELD_BACK
        if bound <= 0:
            continue
        # A CR at the very bound may be the first half of a CRLF.
        end = max(rest.rfind(b"\n", 0, bound), rest.rfind(b"\r", 0, bound - 1)) + 1
        if end:
            yield rest[:end], False
            rest = rest[end:]
        elif bound > longest:
            break
    yield rest, True


class RowWriter:
    """Writes rows to `out`, and to `runs_out` a line for each run of rows whose lines follow one another."""

    def __init__(self, out: BinaryIO, runs_out: BinaryIO) -> None:
        self.rows = 0
        self.runs = 0
        self.first_line = 0
        self._out, self._runs_out = out, runs_out
        self._offset: int | None = None
        runs_out.write(b"row,line\n")

    def write(self, text: bytes, line: int, rows: int = 1) -> None:
        """Write `rows` rows; the first begins at `line` of the user's file, each other on one line more."""
        offset = line - self.rows
        if offset != self._offset:
            self._offset = offset
            self._runs_out.write(b"%d,%d\n" % (self.rows, line))
            if not self.runs:
                self.first_line = line
            self.runs += 1
        self._out.write(text)
        self.rows += rows
