"""A downloaded file opened by a program of its own kind: what it holds, and that it is what its name says."""

from __future__ import annotations

import csv
import io
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdfium2
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page


@dataclass(frozen=True)
class Opened:
    """The columns of a downloaded file, or the keys of a mapping, and its rows."""

    name: str
    columns: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)


def download(page: Page, button: Locator) -> Opened:
    """Click a button that downloads, and open what came; fails unless every row is as wide as the header."""
    with page.expect_download(timeout=30_000) as waiting:
        button.click()
    name, path = waiting.value.suggested_filename, waiting.value.path()
    opened = OPEN[Path(name).suffix](name, path.read_bytes())
    assert opened.columns, f"{name} has no columns"
    assert all(opened.columns), f"{name} has a column without a name"
    return opened


def downloaded(page: Page, *clicks: str) -> Download:
    """Click buttons one after the other; return what the last one brings."""
    with page.expect_download(timeout=30_000) as waiting:
        for name in clicks:
            page.get_by_role("button", name=name, exact=True).click()
    return waiting.value


def _csv(name: str, content: bytes) -> Opened:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return Opened(name, header, [dict(zip(header, row, strict=True)) for row in rows])


def _workbook(name: str, content: bytes) -> Opened:
    header, *rows = load_workbook(io.BytesIO(content)).worksheets[0].values
    columns = [str(cell) for cell in header]
    found = [dict(zip(columns, map(str, row), strict=True)) for row in rows]
    return Opened(name, columns, found)


def _mapping(name: str, content: bytes) -> Opened:
    return Opened(name, [*tomllib.loads(content.decode())["columns"]])


def _paper(name: str, content: bytes) -> Opened:
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return Opened(name, ["text"], [{"text": text} for text in pages if text])


def _letter(name: str, content: bytes) -> Opened:
    lines = [line.text for line in docx.Document(io.BytesIO(content)).paragraphs]
    return Opened(name, ["text"], [{"text": text} for text in lines if text])


def _folder(name: str, content: bytes) -> Opened:
    """Return each file of an archive with how many rows it has; each is opened."""
    with ZipFile(io.BytesIO(content)) as archive:
        held = [OPEN[Path(one).suffix](one, archive.read(one)) for one in archive.namelist()]
    return Opened(name, ["file", "rows"], [{"file": one.name, "rows": str(len(one.rows))} for one in held])


OPEN = {
    ".csv": _csv,
    ".xlsx": _workbook,
    ".toml": _mapping,
    ".pdf": _paper,
    ".docx": _letter,
    ".zip": _folder,
}
