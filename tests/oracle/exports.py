"""Exports as they arrive, and the rows that are current after importing them one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.oracle import values

Cells = dict[str, str]


@dataclass(frozen=True)
class ImportedFile:
    """One CSV file: its columns in order, and its rows as texts by column."""

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]


@dataclass(frozen=True)
class Export:
    """Files in the order in which they are imported, the practice's aliases (alias, payer name), its fees,
    and what it knows of payers' rules."""

    claims: tuple[ImportedFile, ...] = ()
    consultations: tuple[ImportedFile, ...] = ()
    payer_alias: tuple[tuple[str, str], ...] = ()
    fees: tuple[Cells, ...] = ()
    payer_rules: tuple[Cells, ...] = ()


@dataclass
class CurrentRow:
    """A row that counts: its place in file order over all imports, its texts, the columns of its file."""

    place: tuple[int, int]
    cells: Cells
    columns: tuple[str, ...] = field(repr=False)

    @property
    def practice(self) -> str:
        return values.identifier(self.cells.get("practice_id")) or "practice"


def arrivals(files: tuple[ImportedFile, ...]) -> list[list[CurrentRow]]:
    """The rows of each file; a file that was imported before changes nothing."""
    seen: list[ImportedFile] = []
    found = []
    for number, file in enumerate(files):
        if file not in seen:
            seen.append(file)
            rows = [
                CurrentRow((number, line), {**cells}, file.columns) for line, cells in enumerate(file.rows)
            ]
            found.append(rows)
    return found


def current_consultations(files: tuple[ImportedFile, ...]) -> list[CurrentRow]:
    """The consultations after all imports: a newer one replaces the older with its practice and id."""
    current: dict[tuple[str, str | None], CurrentRow] = {}
    for rows in arrivals(files):
        for row in rows:
            current[row.practice, values.identifier(row.cells["consultation_id"])] = row
    return list(current.values())


def exported_columns(rows: list[CurrentRow]) -> dict[str, set[str]]:
    """Per practice, the columns that any file of its current rows has."""
    columns: dict[str, set[str]] = {}
    for row in rows:
        columns.setdefault(row.practice, set()).update(row.columns)
    return columns
