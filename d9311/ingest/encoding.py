"""From the bytes of a file to chunks of UTF-8 text: the encoding is decided once and said."""

from __future__ import annotations

import codecs
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from d9311.ingest.errors import Refused, place

CHUNK_BYTES = 1 << 20

UTF8 = "UTF-8"
UTF8_BOM = "UTF-8 with BOM"
UTF16_LE = "UTF-16 little-endian"
UTF16_BE = "UTF-16 big-endian"
WINDOWS = "Windows-1252"

_BOMS = ((codecs.BOM_UTF8, UTF8_BOM), (codecs.BOM_UTF16_LE, UTF16_LE), (codecs.BOM_UTF16_BE, UTF16_BE))
_CODECS = {UTF8: "utf-8", UTF8_BOM: "utf-8", UTF16_LE: "utf-16-le", UTF16_BE: "utf-16-be", WINDOWS: "cp1252"}


class NotUtf8(Exception):
    """Text without a byte order mark that is not UTF-8 throughout: it is to be read as Windows-1252."""


def encoding_by_mark(head: bytes) -> str:
    """Encoding by the byte order mark; `UTF-8` where there is none, to be held against the whole text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    return UTF8


def count_lines(text: bytes) -> int:
    """Number of line ends in UTF-8 text: LF, CRLF and CR each count as one."""
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


class TextChunks:
    """Iterator over a file as chunks of valid UTF-8 without byte order mark.

    `on_bytes` sees every chunk as it was read (for hash and progress). `is_cut` becomes true when the file
    ends inside a character. Raises `NotUtf8` (only under `UTF-8`) or `Refused`, naming the line.
    """

    def __init__(self, path: Path, encoding: str, on_bytes: Callable[[bytes], None]) -> None:
        self.path, self.encoding, self.on_bytes = path, encoding, on_bytes
        self.is_cut = False
        self._decoder = codecs.getincrementaldecoder(_CODECS[encoding])()
        self._is_utf8 = _CODECS[encoding] == "utf-8"
        self._seen_letters = False
        self._chunks_read = 0

    def __iter__(self) -> Iterator[bytes]:
        mark = next((mark for mark, encoding in _BOMS if encoding == self.encoding), b"")
        with self.path.open("rb") as file:
            chunk = file.read(CHUNK_BYTES)
            self.on_bytes(chunk)
            chunk = chunk[len(mark) :]
            while chunk:
                yield self._text(chunk)
                self._chunks_read += 1
                chunk = file.read(CHUNK_BYTES)
                self.on_bytes(chunk)
        self._finish()

    def _text(self, chunk: bytes) -> bytes:
        if self._is_utf8 and chunk.isascii() and not self._decoder.getstate()[0]:
            return chunk
        try:
            text = self._decoder.decode(chunk)
        except UnicodeDecodeError as error:
            self._refuse(error)
        if not self._is_utf8:
            return text.encode()
        self._seen_letters = self._seen_letters or not text.isascii()
        return chunk

    def _finish(self) -> None:
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            if self.encoding == UTF8 and not self._seen_letters:
                raise NotUtf8 from error
            self.is_cut = True

    def _refuse(self, error: UnicodeDecodeError) -> NoReturn:
        if self.encoding == UTF8:
            raise NotUtf8 from error
        good = itertools.islice(TextChunks(self.path, self.encoding, lambda chunk: None), self._chunks_read)
        last = error.object[: error.start].decode(_CODECS[self.encoding], "ignore").encode()
        where = place(self.path.name, sum(map(count_lines, good)) + count_lines(last) + 1)
        found = "neither UTF-8 nor Windows-1252" if self.encoding == WINDOWS else f"not {self.encoding}"
        raise Refused(f"{where}: the text is {found}. Save the file as UTF-8 and import it again.") from error
