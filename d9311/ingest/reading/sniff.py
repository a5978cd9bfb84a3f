"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path

from d9311.ingest.errors import Refused

HEAD_BYTES = 4096
X12 = "X12"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"PAR1", "parquet"),
    (b"7z\xbc\xaf\x27\x1c", "binary"),
    (b"Rar!\x1a\x07", "binary"),
    (b"BZh9", "binary"),
    (b"\xfd7zXZ\x00", "binary"),
    (b"\x28\xb5\x2f\xfd", "binary"),
    (b"{\\rtf", "rtf"),
)

_SAVE_AS_CSV = "Open it in the spreadsheet program, save the sheet as CSV (UTF-8), and import that file."

_REFUSALS = {
    "ole": f"is an old workbook (.xls), not CSV. {_SAVE_AS_CSV}",
    "password": "is protected by a password. Remove it in the spreadsheet program and import the file again.",
    "pdf": "is a PDF. Export the report from the practice system as CSV and import that file.",
    "image": "is a picture. Export the report from the practice system as CSV and import that file.",
    "sqlite": "is an SQLite database. Export its table as CSV and import that file.",
    "binary": "is not text. Export the data from the practice system as CSV and import that file.",
    "rtf": "is a word-processor document. Export the data from the practice system as CSV.",
    "html": f"is a web page, not CSV. {_SAVE_AS_CSV}",
    "empty": "is empty. Export it again and import the new file.",
}


def sniff_kind(head: bytes) -> str:
    """Kind of a file by its first bytes: `text`, `gzip`, `zip`, `parquet`, `x12` or a key of the refusals."""
    if not head:
        return "empty"
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:12] in (b"ftypheic", b"ftypmif1") or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    start = _as_ascii(head).lstrip()[:256]
    if start[:3] == b"ISA" and start[3:4] and not start[3:4].isalnum() and b"," not in start[:5]:
        return "x12"
    if start[:1] == b"<" and start.lower().startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "html"
    return "text"


def is_x12(encoding: str) -> bool:
    """Whether an import was an X12 file, by its encoding in the book of imports."""
    return encoding.startswith(X12)


def _as_ascii(head: bytes) -> bytes:
    """The first bytes without byte order mark,
    and without the zero bytes that UTF-16 puts between letters.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def refuse_what_is_not_text(head: bytes, path: Path) -> None:
    """Raise `Refused` with what to export instead, unless `head` begins a text file."""
    kind = sniff_kind(head)
    if kind == "ole" and _holds_encrypted_workbook(path):
        kind = "password"
    if kind in _REFUSALS:
        raise Refused(f"{path.name} {_REFUSALS[kind]}")


def _holds_encrypted_workbook(path: Path) -> bool:
    """Whether an OLE file is the wrapping of a workbook with a password: it has a part of that name."""
    name, rest = "EncryptedPackage".encode("utf-16-le"), b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if name in rest + piece:
                return True
            rest = piece[-len(name) :]
    return False
