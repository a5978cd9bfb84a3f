"""What an import did, file by file: for the terminal, for scheduled jobs and for the data page."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field

ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with byte order mark",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
}
NOT_SHARED = "patients_not_shared"  # the rule of what is said of the whole import, before its files
EFFECTS = ("rows_replaced", "lines_moved", "decisions_corrected", "kept_columns")
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def as_text(path: os.PathLike[str]) -> str:
    """Return a path as a report shows it, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True)
class SetAsideRow:
    """A row that was not kept: its physical line, the column, the rule, and what to do. No cell value."""

    line: int
    column: str | None
    rule: str
    message: str


@dataclass(frozen=True)
class ImportWarning:
    """Something that was kept but should be looked at; `line` is the first of `count` places."""

    line: int | None
    column: str | None
    rule: str
    message: str
    count: int


@dataclass(frozen=True)
class Notice:
    """What is to be known before all else. `kind`, `rule`: by which rule the files of the call that are of
    this kind may be imported again, see `patient_rules`; `""` where that would not do.
    """

    message: str
    kind: str = ""
    rule: str = ""


@dataclass
class FileReport:
    """What became of one file. `unchanged`: it had been imported before, so that nothing was stored.

    `practice`: the one that was given to its rows; `is_reassigned`: to those of an earlier import.
    `shared`: how many of its claim or consultation numbers an earlier import of the same practice holds.
    `question`: it is refused until it is said whether it is another practice's; `is_rewritten`: as its
    numbers are earlier ones in another writing. `rows_replaced`, `lines_moved`, `decisions_corrected`: of
    earlier imports; `kept_columns`: that the file lacks, and whose values its decisions keep.
    """

    path: str
    kind: str
    refused: bool = False
    error: str | None = None
    rows_read: int = 0
    rows_kept: int = 0
    rows_set_aside: int = 0
    set_aside: list[SetAsideRow] = field(default_factory=list)
    warnings: list[ImportWarning] = field(default_factory=list)
    sha256: str = ""
    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    header_line: int = 0
    columns: tuple[str, ...] = ()
    ignored_columns: tuple[str, ...] = ()
    dropped_columns: tuple[str, ...] = ()
    mapping: str = ""
    matches: tuple[tuple[str, str, str, str], ...] = ()
    unchanged: bool = False
    import_id: int | None = None
    practice: str = ""
    is_reassigned: bool = False
    shared: int = 0
    question: str = ""
    is_rewritten: bool = False
    rows_replaced: int = 0
    lines_moved: int = 0
    decisions_corrected: int = 0
    kept_columns: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the file's entry in the JSON report; what it did to earlier imports only where it did."""
        return {
            "path": self.path,
            "kind": self.kind,
            "refused": self.refused,
            "error": self.error,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "rows_set_aside": self.rows_set_aside,
            "set_aside": [vars(row) for row in self.set_aside],
            "warnings": [vars(warning) for warning in self.warnings],
            **{name: getattr(self, name) for name in EFFECTS if getattr(self, name)},
        }

    def lines(self) -> list[str]:
        """Return the report in words, one line each."""
        if self.refused:
            return [f"{self.path}: refused", f"  {self.error}"]
        said = [
            f"{self.path} ({self.kind})",
            f"  SHA-256     {self.sha256}",
            f"  read as     {self._format()}",
        ]
        said.append(f"  rows read   {self.rows_read}")
        said.append(f"  kept        {self.rows_kept}")
        if self.practice:
            said.append(f"  practice    {self.practice}")
        if self.shared:
            said.append(
                f"  meets       {self.shared} {self.kind.removesuffix('s')} numbers of earlier imports"
            )
        said.append(f"  set aside   {self.rows_set_aside}")
        said += [f"  earlier     {line}" for line in self.effects()]
        counts = Counter(row.rule for row in self.set_aside)
        for rule, count in sorted(counts.items()):
            first = next(row for row in self.set_aside if row.rule == rule)
            said.append(f"    {count} x {rule}; {first.message}")
        if self.mapping:
            said.append(f"  mapping     {self.mapping}")
        for header, column, certainty, reason in self.matches:
            said.append(f"  column      {header} = {column} ({certainty}: {reason})")
        said += [f"  warning     {one.message}" for one in self.warnings if one.rule != NOT_SHARED]
        if self.dropped_columns:
            said.append(f"  not stored  {', '.join(self.dropped_columns)} (identifies a person)")
        if self.ignored_columns:
            said.append(f"  not used    {', '.join(self.ignored_columns)}")
        return said

    def effects(self) -> list[str]:
        """Say what the file did to rows of earlier imports, a sentence each."""
        told = (
            (self.rows_replaced, "row of earlier imports gave way", "rows of earlier imports gave way"),
            (
                self.lines_moved,
                "line moved to another number, code or day",
                "lines moved to another number, code or day",
            ),
            (self.decisions_corrected, "decision has another date now", "decisions have another date now"),
        )
        said = [f"{number:,} {one if number == 1 else many}" for number, one, many in told if number]
        if self.kept_columns:
            said.append(
                f"the file lacks {', '.join(self.kept_columns)}; "
                "decisions that it brings again keep what they had there"
            )
        return said

    def _format(self) -> str:
        if self.encoding.startswith("X12"):
            return f"{self.encoding}; a line is a segment"
        if self.encoding.startswith("workbook"):
            return f"{self.encoding}, header in row {self.header_line}; a line is a row"
        encoding = ENCODING_NAMES.get(self.encoding, self.encoding)
        delimiter = DELIMITER_NAMES.get(self.delimiter, self.delimiter)
        return f"{encoding}, separated by {delimiter}, quote {self.quote}, header on line {self.header_line}"


@dataclass
class ImportReport:
    """What became of every file of one call, in the order given; and whether sample data gave way to it.

    The warnings of the first file begin with `notices`.
    `findings`: what joining all files found, in sentences.
    """

    files: list[FileReport] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    sample_removed: bool = False
    findings: list[str] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether a file was refused, so that nothing of the call was stored."""
        return any(file.refused for file in self.files)

    def as_json(self) -> dict[str, object]:
        """Return the report as plain dictionaries and lists, ready for `json.dumps`."""
        totals = {
            name: sum(getattr(file, name) for file in self.files)
            for name in ("rows_read", "rows_kept", "rows_set_aside")
        }
        return {
            "files": [file.as_json() for file in self.files],
            "totals": {"files": len(self.files), **totals},
            **({"findings": self.findings} if self.findings else {}),
        }

    def lines(self) -> list[str]:
        """Return the report in words."""
        said = [
            *(notice.message for notice in self.notices),
            *(line for file in self.files for line in file.lines()),
            *(f"Look at this: {finding}" for finding in self.findings),
        ]
        if self.refused:
            said.append("Nothing of this call was stored.")
        if self.sample_removed:
            said.append("The invented sample data was removed.")
        return said
