"""Files that are not CSV, turned into a CSV in the work folder that is then read like any other.

The CSV bears the name of the user's file, so that every message names it; `Converted.places` says where each
of its lines stands in the user's file: the row of the sheet, or the number of the X12 segment.
"""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from d9311.contract import Limits
from d9311.ingest.errors import Refused, place
from d9311.ingest.places import private_folder
from d9311.ingest.reading.converted import Converted
from d9311.ingest.reading.sniff import HEAD_BYTES, is_x12, refuse_what_is_not_text, sniff_kind
from d9311.ingest.reading.textfile import SetAside, TextFile, Warning_
from d9311.ingest.reading.workbook.apart import convert_workbook

CONVERTED = ("gzip", "zip", "x12")

Read = Callable[[Path], TextFile]


def read_converted(
    path: Path, head: bytes, kind: str, workdir: Path, limits: Limits, read: Read
) -> TextFile | None:
    """Read a compressed file, a workbook or an X12 file by its CSV; None for a file that is text itself.

    Raises Refused for what is none of these; nothing but the read file is then left in `workdir`.
    """
    found = sniff_kind(head)
    if found not in CONVERTED:
        refuse_what_is_not_text(head, path)
        return None
    folder = Path(tempfile.mkdtemp(prefix="converted-", dir=workdir))
    try:
        converted = _convert(path, found, kind, folder / path.name, limits)
        file = _with_places(read(converted.path), path.name, converted)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    with path.open("rb") as handle:
        return replace(file, sha256=hashlib.file_digest(handle, "sha256").hexdigest())


@contextmanager
def as_text(path: Path, kind: str, limits: Limits) -> Iterator[Path]:
    """Give the text of a file for a look at its header: the file itself, or the CSV that it is read by."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    found = sniff_kind(head)
    if found not in CONVERTED:
        refuse_what_is_not_text(head, path)
        yield path
        return
    with private_folder() as folder:
        target = _convert(path, found, kind, folder / path.name, limits).path
        if found != "gzip":
            yield target
            return
        with as_text(target, kind, limits) as text:
            yield text


def _convert(path: Path, found: str, kind: str, target: Path, limits: Limits) -> Converted:
    if found == "gzip":
        from d9311.ingest.reading.gunzip import unpack

        unpack(path, target, limits)
        with target.open("rb") as file:
            if sniff_kind(file.read(HEAD_BYTES)) == "gzip":
                raise Refused(f"{path.name} is compressed twice. Unpack it and import the CSV inside.")
        return Converted(target)
    if found == "zip":
        return convert_workbook(path, kind, target, limits)
    from d9311.ingest.x12 import convert_x12

    if kind != "claims":
        raise Refused(f"{path.name} is an X12 file, which holds claims. Import it as claims.")
    return convert_x12(path, target)


def _with_places(file: TextFile, name: str, converted: Converted) -> TextFile:
    """Return the read CSV with the lines of the user's file, and with what was found on converting it.

    No row's text is kept of an X12 file, whose patients are known by their member id.
    """
    places = converted.places
    if places is not None:
        first, runs = _renumber_runs(file, places)
        aside = [_moved_row(row, name, places) for row in file.set_aside]
        warnings = [_moved_warning(warning, name, places) for warning in file.warnings]
        file = replace(file, first_line=first, runs=runs, set_aside=aside, warnings=warnings)
    if is_x12(converted.encoding):
        aside = [replace(row, row_text="") for row in file.set_aside]
        kept = file.file_columns[: len(file.file_columns) - len(converted.extra)]
        file = replace(
            file,
            set_aside=aside,
            ignored_columns=(),
            file_columns=(*kept, *converted.extra),
            extra_columns=converted.extra,
            provider_adjustments=converted.provider_adjustments,
        )
    return replace(
        file,
        encoding=converted.encoding or file.encoding,
        dropped_columns=(*file.dropped_columns, *converted.dropped),
        rows_read=file.rows_read + len(converted.set_aside),
        set_aside=sorted([*file.set_aside, *converted.set_aside], key=lambda row: row.line),
        warnings=[*converted.warnings, *file.warnings],
    )


def _renumber_runs(file: TextFile, places: Sequence[int]) -> tuple[int, int]:
    """Rewrite `line_runs` with the lines of the user's file;
    return the first of them and the number of runs.
    """
    with file.line_runs.open(encoding="utf-8", newline="") as handle:
        old = [(int(run["row"]), int(run["line"])) for run in csv.DictReader(handle)]
    count = file.rows_read - len(file.set_aside)
    first, runs, offset = file.first_line, 0, None
    ends = [*(row for row, _ in old[1:]), count][: len(old)]
    with file.line_runs.open("w", encoding="utf-8", newline="") as handle:
        handle.write("row,line\n")
        for (start, line), end in zip(old, ends, strict=True):
            for row in range(start, end):
                there = places[line + row - start - 1]
                if there - row != offset:
                    offset = there - row
                    first = there if not runs else first
                    runs += 1
                    handle.write(f"{row},{there}\n")
    return first, runs


def _moved_row(row: SetAside, name: str, places: Sequence[int]) -> SetAside:
    line = places[row.line - 1]
    return replace(row, line=line, message=_moved(row.message, name, row.line, line))


def _moved_warning(warning: Warning_, name: str, places: Sequence[int]) -> Warning_:
    if warning.line is None:
        return warning
    line = places[warning.line - 1]
    return replace(warning, line=line, message=_moved(warning.message, name, warning.line, line))


def _moved(message: str, name: str, line: int, there: int) -> str:
    """Return a message with another line at its beginning."""
    before = place(name, line)
    return place(name, there) + message[len(before) :] if message.startswith(before) else message
