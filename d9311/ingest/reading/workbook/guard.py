"""What a workbook holds, looked at before it is read:
damage, bombs, far-away cells, cells without a value.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineSheet, CalamineWorkbook

from d9311.contract import Limits
from d9311.ingest.errors import Refused
from d9311.ingest.reading.gunzip import PIECE_BYTES, too_large
from d9311.ingest.reading.textfile import Warning_
from d9311.ingest.reading.workbook.cells import Cells, column_letters, look_at_cells, parse_cells

# XML is wordier than CSV; so much is read whatever the size of the file.
ALWAYS_ALLOWED_BYTES = 64 << 20
# A sheet is held in memory as a rectangle of about 32 bytes a cell.
MOST_CELLS = 40_000_000

_SAVE = "Open it in the spreadsheet program, save it as .xlsx or CSV (UTF-8), and import that file."
_OTHERS = {
    "xl/workbook.bin": f"is a binary workbook (.xlsb). {_SAVE}",
    "word/document.xml": f"is a word-processor document. {_SAVE}",
    "content.xml": f"is an OpenDocument file. {_SAVE}",
}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@dataclass(frozen=True)
class Package:
    """The parts of a workbook: `sheets` are their names in the zip file, in the order of the workbook."""

    path: Path
    sheets: tuple[str, ...]
    limits: Limits
    looked_at: dict[int, Cells] = field(default_factory=dict)

    def sheet(self, book: CalamineWorkbook, number: int) -> CalamineSheet:
        """Open a sheet whose size was looked at. Raises Refused."""
        self._refuse_far_cells(number)
        return book.get_sheet_by_index(number)

    def oddities(self, number: int) -> Iterator[Warning_]:
        """Say which cells of a sheet come out blank though something stands in them."""
        name, where, cells = self.path.name, f"sheet {number + 1}", self._cells(number)
        if cells.errors:
            said = (
                f"{name}: {cells.errors:,} cells of {where} hold an error such as #N/A; they count as blank."
            )
            yield Warning_(None, None, "error_cell", said, cells.errors)
        if cells.empty:
            said = (
                f"{name}: {cells.empty:,} formulas of {where} have no stored value; they count as blank. "
                "Open and save the workbook in the spreadsheet program, and import it again."
            )
            yield Warning_(None, None, "formula_without_value", said, cells.empty)

    def _pieces(self, number: int) -> Iterator[bytes]:
        with zipfile.ZipFile(self.path) as package:
            if self.sheets[number] not in package.namelist():
                raise damaged(self.path)
            part = package.open(self.sheets[number])
            while piece := part.read(PIECE_BYTES):
                yield piece

    def _cells(self, number: int) -> Cells:
        if number not in self.looked_at:
            try:
                cells = look_at_cells(self._pieces(number)) or parse_cells(self._pieces(number))
            except (ParseError, DefusedXmlException, KeyError, *_BROKEN):
                raise damaged(self.path) from None
            self.looked_at[number] = cells
        return self.looked_at[number]

    def _refuse_far_cells(self, number: int) -> None:
        rows, columns = self._cells(number).rows, self._cells(number).columns
        if columns > self.limits.columns:
            raise Refused(
                f"{self.path.name}: sheet {number + 1} has cells as far as column {column_letters(columns)}; "
                f"the limit is {self.limits.columns:,} columns. Delete what is there and save it again."
            )
        if rows * columns > MOST_CELLS:
            raise Refused(
                f"{self.path.name}: sheet {number + 1} is too large to be read as a workbook ({rows:,} rows, "
                f"{columns:,} columns). Save the sheet as CSV (UTF-8) and import that file."
            )


def open_package(path: Path, limits: Limits) -> Package:
    """Look at every part of a workbook. Raises Refused for what is no workbook, damaged, or a bomb."""
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            if "xl/workbook.xml" not in names:
                raise Refused(f"{path.name} {_not_a_workbook(names)}")
            _refuse_bomb(path, package, limits)
            return Package(path, _sheets(package), limits)
    except _BROKEN:
        raise damaged(path) from None


def damaged(path: Path) -> Refused:
    """Return what is said of a workbook that cannot be read."""
    return Refused(f"{path.name} is a damaged workbook, or a part of one. Save or download it again.")


def _not_a_workbook(names: set[str]) -> str:
    for part, said in _OTHERS.items():
        if part in names:
            return said
    return "is a zip file, not a workbook. Unpack it and import the file inside."


def _refuse_bomb(path: Path, package: zipfile.ZipFile, limits: Limits) -> None:
    """Unpack every part without keeping it: what a zip file says about its sizes may be untrue."""
    most = max(ALWAYS_ALLOWED_BYTES, limits.decompressed_times * path.stat().st_size)
    left = min(most, limits.decompressed_bytes)
    for info in package.infolist():
        with package.open(info) as part:
            while piece := part.read(PIECE_BYTES):
                left -= len(piece)
                if left < 0:
                    raise too_large(path, limits)


def _sheets(package: zipfile.ZipFile) -> tuple[str, ...]:
    try:
        book = fromstring(package.read("xl/workbook.xml"))
        links = fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except (ParseError, DefusedXmlException, KeyError):
        raise zipfile.BadZipFile from None
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    found = []
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        link = next((value for name, value in sheet.items() if name.endswith("}id")), None)
        target = targets.get(link, "")
        found.append(target.lstrip("/") if target.startswith("/") else f"xl/{target}")
    return tuple(found)
