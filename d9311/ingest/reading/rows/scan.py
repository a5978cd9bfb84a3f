"""The fast look at a block of lines: which of them need a careful reading.

A line is plain when it stands for one row by itself: the right number of delimiters outside quotes, quotes
only around whole fields and doubled inside, not blank, not long. Nearly every line of an export is plain,
and a plain line is copied as it is; the looks below cost about 2 ns a byte.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

_LF, _CR = 10, 13

Places = NDArray[numpy.int64]
Codes = NDArray[numpy.uint8]


@dataclass(frozen=True)
class Lines:
    """Lines of a block: where each begins, where it ends (before the line end), where the next begins,
    and the numbers of those that are not plain."""

    starts: list[int]
    ends: list[int]
    nexts: list[int]
    odd: list[int]


def scan(block: bytes, delimiter: bytes, quote: bytes, width: int, longest: int) -> Lines:
    """Look at a block of whole lines (the last one may lack its line end).

    `width`: cells that a row has; `longest`: bytes of a line from which it is looked at carefully.
    """
    codes = numpy.frombuffer(block, numpy.uint8)
    stops = _line_stops(codes, block)
    starts = numpy.concatenate(([0], stops[:-1] + 1)).astype(numpy.int64)
    nexts = stops + 1
    if stops[-1] == len(block):
        nexts[-1] = len(block)
    ends = stops
    if b"\r" in block:
        before = codes[numpy.maximum(stops - 1, 0)]
        at = codes[numpy.minimum(stops, len(block) - 1)]
        ends = stops - ((at == _LF) & (before == _CR) & (stops > starts))
    lengths = ends - starts
    is_odd = (lengths > longest) | (lengths < 3 * width)
    if quote in block:
        is_odd |= _odd_quoted(codes, starts, stops, ord(delimiter), ord(quote), width)
    else:
        is_odd |= _counted(codes == ord(delimiter), starts) != width - 1
    return Lines(starts.tolist(), ends.tolist(), nexts.tolist(), numpy.flatnonzero(is_odd).tolist())


def _line_stops(codes: Codes, block: bytes) -> Places:
    """Places of the line ends: LF, or CR without LF; the end of the block for a last line without one."""
    is_stop = codes == _LF
    if b"\r" in block:
        lone = codes == _CR
        lone[:-1] &= codes[1:] != _LF
        is_stop |= lone
    stops = numpy.flatnonzero(is_stop)
    if not len(stops) or stops[-1] != len(block) - 1:
        stops = numpy.append(stops, len(block))
    return stops.astype(numpy.int64)


def _odd_quoted(
    codes: Codes, starts: Places, stops: Places, delimiter: int, quote: int, width: int
) -> NDArray[numpy.bool_]:
    """Lines whose quotes are not in order, or whose delimiters outside quotes are not `width - 1`."""
    is_quote = codes == quote
    is_delimiter = codes == delimiter
    inside = _running_parity(is_quote)
    odd = _start_each_line_outside(inside, starts, stops)

    edge = is_quote | is_delimiter
    edge[stops[stops < len(codes)]] = True
    edge |= codes == _CR
    opens = is_quote & (inside == 1)
    closes = is_quote & (inside == 0)
    bad = numpy.zeros(len(codes), bool)
    bad[1:] = opens[1:] & ~edge[:-1]
    bad[:-1] |= closes[:-1] & ~edge[1:]
    odd[numpy.searchsorted(stops, numpy.flatnonzero(bad))] = True

    odd |= _counted(is_delimiter & (inside == 0), starts) != width - 1
    return odd


def _counted(marks: NDArray[numpy.bool_], starts: Places) -> NDArray[numpy.uint32]:
    """How many places of each line are marked."""
    return numpy.add.reduceat(marks.view(numpy.uint8), starts, dtype=numpy.uint32)


def _running_parity(is_quote: NDArray[numpy.bool_]) -> Codes:
    """For each place, 1 when the number of quotes up to and with it is odd.

    Eight places at a time in one machine word: twice as fast as a running sum over bytes.
    """
    padded = numpy.zeros(-(-len(is_quote) // 8) * 8, numpy.uint8)
    padded[: len(is_quote)] = is_quote
    words = padded.view("<u8")
    for shift in (8, 16, 32):
        words ^= words << numpy.uint64(shift)
    carried = numpy.bitwise_xor.accumulate(words >> numpy.uint64(56))
    words[1:] ^= carried[:-1] * numpy.uint64(0x0101010101010101)
    return padded[: len(is_quote)]


def _start_each_line_outside(inside: Codes, starts: Places, stops: Places) -> NDArray[numpy.bool_]:
    """Turn `inside` (1 after an odd number of quotes of the block) into the same counted from each line's
    own start, in place. Returns the lines with an odd number of quotes."""
    parity = inside[numpy.minimum(stops, len(inside) - 1)]
    odd = parity.astype(bool)
    odd[1:] ^= parity[:-1].astype(bool)
    turns = numpy.flatnonzero(odd).tolist()
    for turn, back in zip(turns[::2], [*turns[1::2], len(stops) - 1], strict=False):
        inside[stops[turn] : stops[back]] ^= 1
    return odd
