"""Exports written as bytes, read through `read_export`, and looked at row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import duckdb
import pytest

from d9311.contract import Limits
from d9311.ingest.errors import Refused
from d9311.ingest.reading import encoding, export
from d9311.ingest.reading.export import read_export
from d9311.ingest.reading.rows import blocks
from d9311.ingest.reading.textfile import TextFile

HEADER = "claim_id,patient_id,payer_name,procedure_code,service_date,status,billed_amount"
ROW = "C1,P1,Delta,D9311,2025-03-31,paid,100.00"


def row(payer: str) -> str:
    """A row like `ROW` with another text between the delimiters of the payer."""
    return ROW.replace("Delta", payer)


def read(folder: Path, content: str | bytes, kind: str = "claims", limits: Limits | None = None) -> TextFile:
    """Read `content` as an export called `export.csv`."""
    path = folder / "export.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    return read_export(path, kind, work, limits)


@contextmanager
def in_small_pieces() -> Iterator[None]:
    """Reads files in pieces of a few bytes, so that every place of a small file is once the end of one."""
    with (
        mock.patch.object(encoding, "CHUNK_BYTES", 61),
        mock.patch.object(blocks, "HELD_BACK", 7),
        mock.patch.object(export, "HEAD_BYTES", 1000),
    ):
        yield


def refusal(folder: Path, content: str | bytes, kind: str = "claims", limits: Limits | None = None) -> str:
    """The message with which `content` is refused; nothing may be left behind."""
    with pytest.raises(Refused) as caught:
        read(folder, content, kind, limits)
    assert list((folder / "work").iterdir()) == []
    return str(caught.value)


def rows(file: TextFile) -> list[list[str]]:
    """Cells of the rows that were written."""
    with file.path.open(encoding="utf-8", newline="") as handle:
        return list(csv.reader(handle, delimiter=file.delimiter, quotechar=file.quote, strict=True))


def lines(file: TextFile) -> list[int]:
    """The line of each row that was written, by the runs of the file."""
    with file.line_runs.open(encoding="utf-8", newline="") as handle:
        runs = [(int(run["row"]), int(run["line"])) for run in csv.DictReader(handle)]
    assert len(runs) == file.runs
    found = []
    for number in range(len(rows(file))):
        row, line = max(run for run in runs if run[0] <= number)
        found.append(line + number - row)
    return found


def rows_as_loaded(file: TextFile) -> list[tuple[int, list[str]]]:
    """Line and cells of each row as DuckDB reads them by the file's own description."""
    with duckdb.connect() as connection:
        connection.execute(
            """create table texts as select * from read_csv($path, columns = $columns, delim = $delimiter,
                quote = $quote, escape = $quote, header = false, auto_detect = false, strict_mode = true,
                new_line = '\\n', max_line_size = 67108864)""",
            {
                "path": str(file.path),
                "columns": dict.fromkeys(file.file_columns, "varchar"),
                "delimiter": file.delimiter,
                "quote": file.quote,
            },
        )
        found = connection.execute(
            "select line_runs.line + texts.rowid - line_runs.row, texts from texts "
            "asof join read_csv($runs, columns = {'row': 'bigint', 'line': 'bigint'}) as line_runs on texts.rowid >= line_runs.row order by texts.rowid",
            {"runs": str(file.line_runs)},
        ).fetchall()
    return [(line, [cell or "" for cell in cells.values()]) for line, cells in found]


def set_aside(file: TextFile) -> list[tuple[int, str, str]]:
    """Line, rule and message of the rows set aside."""
    return [(row.line, row.rule, row.message) for row in file.set_aside]


def said(file: TextFile) -> list[str]:
    """Messages of the warnings."""
    return [warning.message for warning in file.warnings]
