"""Files that are not CSV, turned into a CSV in the work folder that is then read like any other.

The CSV bears the name of the user's file, so that every message names it; `Converted.places` says where each
of its lines stands in the user's file: the row of the sheet, or the number of the X12 segment.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
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


@contextmanager
def as_text(path: Path, kind: str, limits: Limits, parent: Path | None = None) -> Iterator[Converted]:
    """Give the text of a file: the file itself, or the CSV that it is read by, which is gone afterwards.

    A compressed file is unpacked, then a workbook, Parquet or X12 converted. `parent`: where the CSV may be
    written, else the place of temporary files. Raises Refused for what becomes no text.
    """
    found = _kind_of(path)
    if found == "text":
        yield Converted(path)
        return
    with private_folder(parent) as folder:
        inside = _unpacked(path, folder, limits) if found == "gzip" else path
        yield _converted(inside, kind, folder / path.name, limits)


def _kind_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    refuse_what_is_not_text(head, path)
    return sniff_kind(head)


def _unpacked(path: Path, folder: Path, limits: Limits) -> Path:
    from d9311.ingest.reading.gunzip import unpack

    target = folder / "unpacked" / path.name
    target.parent.mkdir()
    unpack(path, target, limits)
    if _kind_of(target) == "gzip":
        raise Refused(f"{path.name} is compressed twice. Unpack it and import the CSV inside.")
    return target


def _converted(path: Path, kind: str, target: Path, limits: Limits) -> Converted:
    found = _kind_of(path)
    if found == "text":
        return Converted(path)
    if found == "zip":
        return convert_workbook(path, kind, target, limits)
    if found == "parquet":
        from d9311.ingest.reading.parquet import convert_parquet

        return convert_parquet(path, target)
    from d9311.ingest.x12 import convert_x12

    if kind != "claims":
        raise Refused(f"{path.name} is an X12 file, which holds claims. Import it as claims.")
    return convert_x12(path, target)


def with_places(file: TextFile, name: str, converted: Converted) -> TextFile:
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
