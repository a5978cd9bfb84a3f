"""The segments of an X12 file, read by pyx12, through all its interchanges.

pyx12's reader stops without a word at an empty segment, and drops a last segment without terminator; both are
looked for here. The elements of a segment are counted from 1, as the X12 guides do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from pyx12.errors import EngineError, X12Error
from pyx12.segment import Segment
from pyx12.x12file import X12Reader

from d9311.ingest.errors import Refused
from d9311.ingest.reading.encoding import encoding_by_mark

_CODECS = {"UTF-8 with BOM": "utf-8-sig", "UTF-16 little-endian": "utf-16", "UTF-16 big-endian": "utf-16"}
_ISA_LENGTH = 106
_WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1)
_AHEAD = 1 << 13
_AGAIN = "Get the whole file again."

# What pyx12 finds and no reading can go past: (kind, code) of its errors.
_BROKEN = {
    ("gs", "3"): "the functional group ends inside a transaction set",
    ("isa", "024"): "the interchange ends inside a functional group",
}
WRONG_COUNT, NO_NAME = ("st", "4"), ("seg", "1")
_HARMLESS = frozenset(("SEG1", "8"))


@dataclass(frozen=True, slots=True)
class Place:
    """A segment and its number in the file. `faults`: what pyx12 says of the counts and numbers around it."""

    number: int
    segment: Segment
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name of the segment: `CLP`, `SVC`, ..."""
        return self.segment.seg_id or ""

    def get(self, element: int) -> str:
        """Return an element as text, blank where it is absent."""
        if element > len(self.segment.elements):
            return ""
        parts = self.segment.elements[element - 1]
        return (parts.elements[0].value if len(parts.elements) == 1 else str(parts.format())).strip()

    def part(self, element: int, number: int) -> str:
        """Return a part of a composite element, blank where it is absent."""
        if element > len(self.segment.elements):
            return ""
        parts = self.segment.elements[element - 1].elements
        return parts[number - 1].value.strip() if number <= len(parts) else ""


def refused(file_name: str, number: int, said: str) -> Refused:
    """Return a refusal that names a segment."""
    return Refused(f"{file_name}, segment {number:,}: {said}")


def encoding_of(path: Path) -> str:
    """Return the codec of a file's text: by its mark, else UTF-8 where all of it is, else Windows-1252."""
    with path.open("rb") as file:
        codec = _CODECS.get(encoding_by_mark(file.read(4)))
    if codec:
        return codec
    try:
        with path.open(encoding="utf-8", newline="") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def read_segments(path: Path) -> Iterator[Place]:
    """Yield every segment. Raises Refused, with pyx12's reason, for a file that is damaged or cut off."""
    with path.open(encoding=encoding_of(path), newline="") as file:
        source, number = _Source(file), 0
        try:
            while source.begin():
                for place in _interchange(source, path.name, number):
                    number = place.number
                    yield place
        except UnicodeDecodeError:
            raise refused(path.name, number + 1, f"the text cannot be decoded. {_AGAIN}") from None


class _Source:
    """The text as pyx12 asks for it. Line breaks are left out unless they end the segments: some programs
    wrap the text at 80 characters, in the middle of words."""

    closed = False

    def __init__(self, file: TextIOWrapper) -> None:
        self._file, self._waiting, self._terminator, self._keeps_breaks = file, "", "", False

    def begin(self) -> bool:
        """Go to the next interchange; return whether there is one."""
        while True:
            self._waiting = self._waiting.lstrip(" \t\r\n\x1a\0\ufeff" + self._terminator)
            more = self._file.read(_AHEAD) if len(self._waiting) < 2 * _ISA_LENGTH else ""
            if not more:
                break
            self._waiting += more
        if not self._waiting:
            return False
        self._waiting, self._keeps_breaks = _opened(self._waiting)
        self._terminator = self._waiting[_ISA_LENGTH - 1 : _ISA_LENGTH]
        return True

    def read(self, size: int) -> str:
        """Return the next text; at the end once more the terminator, which a last segment may lack."""
        while len(self._waiting) < size and (more := self._file.read(_AHEAD)):
            self._waiting += more
        if not self._waiting:
            last, self._terminator = self._terminator, ""
            return last
        if self._keeps_breaks:
            text, self._waiting = self._waiting[:size], self._waiting[size:]
            return text
        text = self._clean(self._waiting)
        text, self._waiting = text[:size], text[size:]
        return text

    def put_back(self, text: str) -> None:
        """Take back what pyx12 read ahead of the end of an interchange."""
        self._waiting = text + self._waiting

    def _clean(self, text: str) -> str:
        return text if self._keeps_breaks else _without_breaks(text)


def _opened(text: str) -> tuple[str, bool]:
    """Return an interchange with the first segment (ISA) as X12 wants it,
    and whether line breaks end segments.

    Its elements have fixed widths, and the character after the last of them ends every segment.
    A way through an e-mail or an editor may have taken the spaces that fill them up, or put a
    line break before that character.
    """
    clean = _without_breaks(text[: 2 * _ISA_LENGTH])
    element = clean[3:4]
    parts = clean.split(element, len(_WIDTHS) + 1) if element else []
    if len(parts) != len(_WIDTHS) + 2:
        return text, False
    keeps_breaks = parts[-1][1:].lstrip(" \t")[:1].isalnum()
    if not keeps_breaks:
        text = _without_breaks(text)
    filled = [part.strip().ljust(width)[:width] for part, width in zip(parts[1:-1], _WIDTHS, strict=True)]
    rest = text.split(element, len(_WIDTHS) + 1)[-1]
    return element.join(["ISA", *filled, rest]), keeps_breaks


def _without_breaks(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")


def _interchange(source: _Source, name: str, number: int) -> Iterator[Place]:
    try:
        reader = X12Reader(source)
        for segment in reader:
            number += 1
            if segment.seg_id == "ISA" and len(reader.loops) > 1:
                raise refused(
                    name, number, f"ISA begins before the last interchange ends (IEA is missing). {_AGAIN}"
                )
            yield Place(number, segment, _faults(reader, name, number))
            if segment.seg_id == "IEA":
                source.put_back(reader.raw.buffer)
                return
    except (X12Error, EngineError) as error:
        raise refused(name, number + 1, f"{_reason(error)}. {_AGAIN}") from None
    except IndexError:
        raise refused(name, number + 1, f"it ends what was never begun. {_AGAIN}") from None
    if reader.raw.buffer.strip(f"\r\n {reader.seg_term}") or source.read(1).strip():
        raise refused(name, number + 1, f"the segment is empty, and the text goes on after it. {_AGAIN}")
    missing = " and ".join(f"{end} is missing" for end in _open_ends(reader))
    raise refused(name, number, f"the file ends here, before its end ({missing}). {_AGAIN}")


def _open_ends(reader: X12Reader) -> list[str]:
    ends = {"ISA": "IEA", "GS": "GE", "ST": "SE"}
    return [ends[loop] for loop, _ in reversed(reader.loops)]


def _faults(reader: X12Reader, name: str, number: int) -> tuple[tuple[str, str], ...]:
    """Return what pyx12 found wrong with the counts at this segment. Raises Refused for what is broken."""
    if not reader.err_list:
        return ()
    found = []
    for kind, code, said, *_ in reader.pop_errors():
        if code in _HARMLESS or "leading space" in said:
            continue
        if (kind, code) in _BROKEN:
            raise refused(name, number, f"{_BROKEN[kind, code]}. {_AGAIN}")
        found.append((kind, code))
    return tuple(found)


def _reason(error: Exception) -> str:
    """Return pyx12's reason without the segment that it quotes."""
    return str(error).split(" for ISA")[0].split(" (")[0].rstrip(". ")
