"""What rows are held against, and what is found in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from d9311.contract import ColumnSpec, Limits
from d9311.ingest.reading.dialect import Dialect
from d9311.ingest.reading.textfile import SetAside


@dataclass(frozen=True)
class Plan:
    """What rows are held against: `columns` has the contract of each cell, None for one not canonical.

    `has_unkept`: the file has columns that are not used, or identify a person; they are not to be kept, in no
    row's text either. `leaves_out_cells`: rows leave out blank cells at their end by habit.
    """

    file_name: str
    dialect: Dialect
    columns: tuple[ColumnSpec | None, ...]
    limits: Limits
    has_unkept: bool = False
    leaves_out_cells: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read: `cells` are as many as the header's; `raw` is what the file has, `text` what is
    to be written."""

    line: int
    cells: list[bytes]
    raw: bytes
    text: bytes


@dataclass
class Found:
    """What was found on the way: counts, rows set aside, lines of rows that were mended.

    `open_line`: the line of a last row without a line end; `is_end_unsure`:
    nothing shows whether it is whole.
    """

    rows_read: int = 0
    has_line_breaks: bool = False
    set_aside: list[SetAside] = field(default_factory=list)
    padded: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    open_line: int = 0
    is_end_unsure: bool = False
