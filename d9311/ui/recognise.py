"""Which of the five kinds of file an upload is, by its header."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from d9311.contract import FILES
from d9311.ingest.columns import fold, known_names
from d9311.ingest.sniff import HEAD_BYTES, sniff_kind

KINDS = {
    "claims": "Claims",
    "consultations": "Consultations",
    "fees": "Fee schedule",
    "payer_rules": "Payer rules",
    "payer_alias": "Payer aliases",
}
FIRST_BYTES = 65_536
FIRST_LINES = 40
SEPARATORS = re.compile(r'[,;\t|"~]')


def recognise(content: bytes) -> str | None:
    """Return the kind whose header is among the first lines, None when no line looks like one.

    The import itself reads the file anew and is the judge; this only saves a question. A workbook is asked for:
    opening it twice would take long.
    """
    kind = sniff_kind(content[:HEAD_BYTES])
    if kind == "gzip":
        content = _unpacked(content)
        kind = sniff_kind(content[:HEAD_BYTES])
    if kind == "x12":
        return "claims"
    found = {kind: max((_likeness(cells, kind) for cells in _headers(content)), default=0) for kind in FILES}
    best = max(found, key=lambda kind: found[kind])
    return best if found[best] else None


def _unpacked(content: bytes) -> bytes:
    """Return the first bytes of what is in a gzip, as far as it can be read."""
    try:
        return zlib.decompressobj(wbits=31).decompress(content, FIRST_BYTES)
    except zlib.error:
        return b""


def _likeness(cells: set[str], kind: str) -> int:
    """Return how many known columns a line names, 0 when it lacks more than half of the required ones."""
    required = {fold(column.name) for column in FILES[kind] if column.required}
    if 2 * len(cells & required) < len(required):
        return 0
    return len(cells & known_names(kind).keys())


def _headers(content: bytes) -> Iterator[set[str]]:
    for line in _first_lines(content):
        yield {fold(cell) for cell in SEPARATORS.split(line)}


def _first_lines(content: bytes) -> list[str]:
    start = content[:FIRST_BYTES]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start[: len(start) // 2 * 2].decode("utf-16", errors="replace").splitlines()[:FIRST_LINES]
    return start.decode("utf-8-sig", errors="replace").splitlines()[:FIRST_LINES]
