"""Which kind of file an export is, by the line that names its columns, whatever program wrote it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from d9311.contract import FILES, Limits
from d9311.ingest.errors import Refused
from d9311.ingest.headers.clues import has_cdt_letter, looks_like_data
from d9311.ingest.headers.synonyms import canonical, meanings
from d9311.ingest.mapping.profiles import MAPPED_KINDS, fingerprint, preset_of
from d9311.ingest.mapping.proposal import Mapping
from d9311.ingest.reading.sniff import HEAD_BYTES, refuse_what_is_not_text, sniff_kind
from d9311.ingest.reading.workbook.apart import first_rows

FIRST_BYTES = 65_536
FIRST_LINES = 40
SEPARATORS = re.compile(r'[,;\t|"~]')
FEWEST_CODES = 2  # lines with a procedure code that tell claims where no name does

Cells = tuple[str, ...]


def recognise(path: Path, saved: Sequence[Mapping] = (), limits: Limits | None = None) -> str | None:
    """Return the kind of file (`claims`, `consultations`, `fees`, ...); None when nothing tells it.

    The import itself reads the file anew and is the judge; this only saves a question. `saved`: profiles, of
    which one for this header tells the kind. Raises Refused for what is no table at all, such as a picture.
    """
    with path.open("rb") as file:
        head = file.read(FIRST_BYTES)
    if sniff_kind(head[:HEAD_BYTES]) == "gzip":
        head = _unpacked(head)
        if not head:
            return None
    found = sniff_kind(head[:HEAD_BYTES])
    if found == "x12":
        return "claims"
    if found == "zip":
        return _kind_of(first_rows(path, FIRST_LINES, limits or Limits()), saved)
    refuse_what_is_not_text(head[:HEAD_BYTES], path)
    return _kind_of(_first_lines(head), saved)


def check_kind(path: Path, kind: str) -> None:
    """Raise Refused for a file that is an X12 message though it is given as another kind than claims."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if sniff_kind(head) == "x12" and kind != "claims":
        raise Refused(f"{path.name} is an X12 file, which holds claims. Import it as claims.")


def _kind_of(lines: Iterable[Cells], saved: Sequence[Mapping]) -> str | None:
    found = [tuple(cell for cell in line if cell) for line in lines]
    by_header = {one.header: one.kind for one in saved if one.header}
    for cells in found:
        if kind := by_header.get(fingerprint(cells)):
            return kind
        for kind in MAPPED_KINDS:
            if preset_of(cells, kind):
                return kind
    likeness = {kind: max((_likeness(cells, kind) for cells in found), default=0) for kind in FILES}
    best, next_ = sorted(likeness.values(), reverse=True)[:2]
    if best > next_:
        return max(likeness, key=lambda kind: likeness[kind])
    coded = sum(any(map(has_cdt_letter, cells)) for cells in found)
    return "claims" if not best and coded >= FEWEST_CODES else None


def _likeness(cells: Cells, kind: str) -> int:
    """How many cells of a line are names of columns;
    0 when less than half of the required ones can be among them.
    """
    if any(map(looks_like_data, cells)):
        return 0
    targets = [{canonical(cell, kind)} - {None} or set(meanings(cell, kind)) for cell in cells]
    required = {column.name for column in FILES[kind] if column.required}
    if 2 * len(required & set().union(*targets)) < len(required):
        return 0
    return sum(map(bool, targets))


def _unpacked(content: bytes) -> bytes:
    """The first bytes of what is in a gzip, as far as it can be read."""
    try:
        return zlib.decompressobj(wbits=31).decompress(content, FIRST_BYTES)
    except zlib.error:
        return b""


def _first_lines(content: bytes) -> Iterator[Cells]:
    start = content[:FIRST_BYTES]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start[: len(start) // 2 * 2].decode("utf-16", errors="replace")
    else:
        text = start.decode("utf-8-sig", errors="replace")
    for line in text.splitlines()[:FIRST_LINES]:
        yield tuple(cell.strip() for cell in SEPARATORS.split(line))
