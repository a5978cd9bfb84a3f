"""X12 text read through `read_export`, and looked at as rows of claims."""

from __future__ import annotations

from pathlib import Path

from d9311.ingest.reading.textfile import TextFile
from tests.reading import read, rows_as_loaded

Row = dict[str, str]


def rows(file: TextFile) -> list[Row]:
    """The rows as column -> text, with the segment as `line`."""
    return [
        {"line": str(line), **dict(zip(file.file_columns, cells, strict=True))}
        for line, cells in rows_as_loaded(file)
    ]


def read_rows(folder: Path, content: str | bytes, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of the rows that an X12 text gives."""
    return [tuple(row[column] for column in columns) for row in rows(read(folder, content))]
