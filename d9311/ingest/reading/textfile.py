"""What reading an export gives: a clean text file for the loader, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row that is not imported.

    `row_text` is for mending only and never part of a message; blank where the file has columns that
    are not kept, since which cell of a broken row is which cannot be told.
    """

    line: int
    column: str | None
    rule: str
    message: str
    row_text: str


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something said about the file: `line` is the first of the `count` places, None for the file."""

    line: int | None
    column: str | None
    rule: str
    message: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class ProviderAdjustment:
    """Money that a remittance moves outside its claims (835 PLB); a positive amount lowers the payment.

    `line`: the number of the segment. `reference` may be a patient's number: it is stored, and shown in no
    message but where it is the number of a claim that is there.
    """

    line: int
    payer_name: str
    payer_id: str
    remittance: str
    adjusted_date: date | None
    reason: str
    reference: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Derived:
    """A canonical column that is made from columns of the file.

    `sources`: names of `file_columns`, with which part of a denial code each is: number and `group`, `reason`
    or `amount`; for a column that is not made of parts `(0, "")`. `words`: what a text stands for, compared
    without case. `blank`: texts that mean nothing, amounts compared as numbers. `prefix`: what stands before
    a number of four digits.
    """

    column: str
    sources: tuple[tuple[str, tuple[int, str]], ...]
    words: tuple[tuple[str, str], ...] = ()
    blank: tuple[str, ...] = ()
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A read export.

    `path`: the kept rows as CSV without header: UTF-8, LF, `delimiter`, fields quoted by `quote` (doubled
    inside), every row with one cell for each of `file_columns`. Nothing is trimmed. Read it with exactly
    this dialect, everything as text.

    `file_columns`: a name for each column, in the order of the file: the canonical name, `source_1` ... for
    one that a column of `derived` is made from, or `ignored_1`, `ignored_2` ... for one that is not used.
    Those are there because two rows that differ in any cell are no repeats; they are not to be stored.
    `columns`: the canonical columns that are there, derived ones included. `extra_columns`: those of
    `file_columns` that are stored beside them (see `schema.X12_COLUMNS`).

    `line_runs`: a CSV (`row,line`, with header) that maps rows to lines of the user's file: row number n
    (from 0, in the order of `path`) of a run that begins with `row`, `line` is at `line + n - row`.
    `runs` counts them; with one run the line of row n is `first_line + n`. As SQL, on a table `texts` made
    from `path` (its `rowid` is the row number):

        select line_runs.line + texts.rowid - line_runs.row as line
        from texts asof join line_runs on texts.rowid >= line_runs.row

    Lines count from 1 and include titles, blank lines and line breaks inside quotes; a row's line is where it
    begins. `header_line` likewise. `has_line_breaks`: a cell of a row holds a line break, so that a reader
    must not begin in the middle of `path`. `rows_read` counts rows below the header that are not blank: the
    rows of `path` and those of `set_aside`.
    """

    path: Path
    file_columns: tuple[str, ...]
    columns: tuple[str, ...]
    ignored_columns: tuple[str, ...]
    dropped_columns: tuple[str, ...]
    encoding: str
    delimiter: str
    quote: str
    header_line: int
    first_line: int
    line_runs: Path
    runs: int
    sha256: str
    rows_read: int
    has_line_breaks: bool = False
    derived: tuple[Derived, ...] = ()
    matches: tuple[tuple[str, str, str, str], ...] = ()
    mapping: str = ""
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    extra_columns: tuple[str, ...] = ()
    provider_adjustments: list[ProviderAdjustment] = field(default_factory=list)
