"""From the bytes of a file to chunks of UTF-8 text: the encoding is decided once and said.

A file that is UTF-8 but for some lines (pasted in, or added by another program) stays UTF-8;
those lines alone are read as Windows-1252.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

from d9311.ingest.errors import Refused, place

CHUNK_BYTES = 1 << 20
_LONGEST = 64 << 20  # a line that is longer is refused anyway

UTF8 = "UTF-8"
UTF8_BOM = "UTF-8 with BOM"
UTF16_LE = "UTF-16 little-endian"
UTF16_BE = "UTF-16 big-endian"
WINDOWS = "Windows-1252"

_BOMS = ((codecs.BOM_UTF8, UTF8_BOM), (codecs.BOM_UTF16_LE, UTF16_LE), (codecs.BOM_UTF16_BE, UTF16_BE))
# A line with a letter beyond ASCII.
_LETTERED = re.compile(rb"[^\r\n\x80-\xff]*[\x80-\xff][^\r\n]*")
_CODECS = {UTF8: "utf-8", UTF8_BOM: "utf-8", UTF16_LE: "utf-16-le", UTF16_BE: "utf-16-be", WINDOWS: "cp1252"}


class NotUtf8(Exception):
    """Text without a byte order mark that is not UTF-8 throughout: `encoding_by_lines` tells what it is."""


def encoding_by_mark(head: bytes) -> str:
    """Encoding by the byte order mark; `UTF-8` where there is none, to be held against the whole text."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    return UTF8


def encoding_by_lines(path: Path) -> str:
    """`UTF-8` when at least as many of the lines with letters beyond ASCII are UTF-8 as
    are not, else Windows-1252.
    """
    good = bad = 0
    with path.open("rb") as file:
        for text, is_last in whole_lines(iter(lambda: file.read(CHUNK_BYTES), b"")):
            for line in [] if text.isascii() else _LETTERED.findall(text):
                good += _is_utf8(line)
                bad += not _is_utf8(line) and not (is_last and text.endswith(line) and _is_cut(line))
    return UTF8 if good and good >= bad else WINDOWS


def whole_lines(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Text in pieces of whole lines: (piece, is the last one). Only the last may lack its line end."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        # A CR at the very end may be the first half of a CRLF.
        end = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, len(rest) - 1)) + 1
        if end or len(rest) > _LONGEST:
            end = end or len(rest)
            yield rest[:end], False
            rest = rest[end:]
    yield rest, True


def _is_cut(text: bytes) -> bool:
    """Whether a text is UTF-8 that ends inside a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return False
    return not _is_utf8(text)


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def count_lines(text: bytes) -> int:
    """Number of line ends in UTF-8 text: LF, CRLF and CR each count as one."""
    return text.count(b"\n") + text.count(b"\r") - text.count(b"\r\n")


class TextChunks:
    """Iterator over a file as chunks of valid UTF-8 without byte order mark.

    `on_bytes` sees every chunk as it was read (for hash and progress). `is_cut` becomes true when the file
    ends inside a character. `mends`: lines that are not UTF-8 are read as Windows-1252 and noted in `mended`.
    Raises `NotUtf8` (only under `UTF-8`, unless it mends) or `Refused`, naming the line.
    """

    def __init__(
        self, path: Path, encoding: str, on_bytes: Callable[[bytes], None], mends: bool = False
    ) -> None:
        self.path, self.encoding, self.on_bytes, self.mends = path, encoding, on_bytes, mends
        self.is_cut = False
        self.mended: list[int] = []
        self._lines = 0
        self._decoder = codecs.getincrementaldecoder(_CODECS[encoding])()
        self._is_utf8 = _CODECS[encoding] == "utf-8"
        self._seen_letters = False
        self._chunks_read = 0

    def __iter__(self) -> Iterator[bytes]:
        if self.mends:
            yield from self._mended_text()
            return
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

    def _mended_text(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            for text, is_last in whole_lines(iter(lambda: file.read(CHUNK_BYTES), b"")):
                self.on_bytes(text)
                whole = text if text.isascii() else self._mended_lines(text, is_last)
                self._lines += count_lines(text)
                if whole:
                    yield whole
        self.on_bytes(b"")

    def _mended_lines(self, text: bytes, is_last: bool) -> bytes:
        def mended(match: re.Match[bytes]) -> bytes:
            line = match[0]
            if _is_utf8(line):
                return line
            if is_last and match.end() == len(text) and _is_cut(line):
                self.is_cut = True
                return line
            number = self._lines + count_lines(text[: match.start()]) + 1
            self.mended.append(number)
            try:
                return line.decode("cp1252").encode()
            except UnicodeDecodeError as error:
                raise _unreadable(self.path, number, "neither UTF-8 nor Windows-1252") from error

        return _LETTERED.sub(mended, text)

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
        found = "neither UTF-8 nor Windows-1252" if self.encoding == WINDOWS else f"not {self.encoding}"
        raise _unreadable(self.path, sum(map(count_lines, good)) + count_lines(last) + 1, found) from error


def _unreadable(path: Path, line: int, found: str) -> Refused:
    return Refused(
        f"{place(path.name, line)}: the text is {found}. Save the file as UTF-8 and import it again."
    )
