"""One file into the draft database: read, staged, checked, stored, counted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import duckdb

from d9311.contract import Limits
from d9311.ingest.errors import Refused
from d9311.ingest.mapping.matching import Mappings
from d9311.ingest.mapping.proposal import Mapping
from d9311.ingest.practices import give, known_id, own_practices, reassign, tidy_name
from d9311.ingest.publishing.deriving import Build
from d9311.ingest.reading.export import read_export
from d9311.ingest.reading.sniff import is_x12
from d9311.ingest.reading.textfile import TextFile, Warning_
from d9311.ingest.report import FileReport, ImportWarning, SetAsideRow, as_text
from d9311.ingest.staging.checks import flag_rows, set_rows_aside
from d9311.ingest.staging.claim_numbers import note_claim_numbers
from d9311.ingest.staging.cut_numbers import cut_numbers
from d9311.ingest.staging.other_codes import without_d9311
from d9311.ingest.staging.parsed import emptied_values
from d9311.ingest.staging.shared_patients import remember_patients
from d9311.ingest.staging.table import drop_staged, stage
from d9311.ingest.storing.history import forget_file, is_sample, next_import_id, recall, store_import
from d9311.ingest.storing.rows import (
    rows_set_aside,
    store_provider_adjustments,
    store_rows,
    store_set_aside,
    store_warnings,
)
from d9311.ingest.storing.schema import ROW_TABLES

Progress = Callable[[float, str], None]


@dataclass
class Draft:
    """A database that is being written: its connection, a private folder beside it, and the patients' key.

    `practices`: those that the user may see; None means all. `given` and `saved`: mapping profiles; `chosen`:
    the mapping for a path. `call_number`: that of the import call. `practice`: the name of the one that the
    files are of, where they do not say; `practice_of`: the same for a path. `newer_data`: the files (True:
    all) that are not asked whether they are another practice's. `patients`: identifiers as written, by kind
    of file, until the call is done; `rules`: how they are read, see `patient_rules`. `reads_anew`: kinds of
    which a file that was imported before is imported again. `build`: makes the derived tables, None: DuckDB.
    """

    connection: duckdb.DuckDBPyConnection
    folder: Path
    key: bytes
    limits: Limits
    practices: tuple[str, ...] | None
    given: tuple[Mapping, ...] = ()
    saved: tuple[Mapping, ...] = ()
    chosen: Map[Path, Mapping] = field(default_factory=dict)
    call_number: int = 1
    practice: str = ""
    practice_of: Map[Path, str] = field(default_factory=dict)
    newer_data: bool | Sequence[str | os.PathLike[str]] = False
    patients: dict[str, list[str]] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    reads_anew: frozenset[str] = frozenset()
    build: Build | None = None

    def practice_for(self, kind: str, path: Path) -> str:
        """Return the practice given for the rows of a file that do not name one, blank for none.

        A name that is no practice's id, but that one practice is shown under, means that practice.
        """
        name = tidy_name(self.practice_of.get(path) or self.practice)
        return known_id(self.connection, name) if name and kind in ROW_TABLES else ""


def import_file(draft: Draft, kind: str, path: Path, progress: Progress) -> FileReport:
    """Import one file into the draft; return what became of it, a refusal included."""
    entry = FileReport(as_text(path), kind)
    try:
        tell = partial(_tell_bytes, progress, path.name)
        mappings = Mappings(draft.chosen.get(path), draft.given, draft.saved)
        state = _state(path)
        file = read_export(path, kind, draft.folder, draft.limits, tell, mappings)
        if _state(path) != state:
            raise Refused(
                f"{path.name} changed while it was being read. "
                "Wait until the export is done and import it again."
            )
        _describe(entry, file)
        practice = draft.practice_for(kind, path)
        if kind in draft.reads_anew:
            forget_file(draft.connection, entry)
        if not recall(draft.connection, entry):
            progress(0.5, f"storing {path.name}")
            _store(draft, entry, file, practice)
        elif practice:
            _reassign(draft, entry, file, practice)
    except Refused as refusal:
        entry.refused, entry.error, entry.import_id = True, str(refusal), None
    finally:
        drop_staged(draft.connection)
    return entry


def _state(path: Path) -> tuple[int, ...]:
    """Return what changes when a file is written or replaced; nothing for one that is not there."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _tell_bytes(progress: Progress, name: str, done: int, total: int) -> None:
    progress(done / max(1, total) / 2, f"reading {name}")


def _describe(entry: FileReport, file: TextFile) -> None:
    names = ("sha256", "encoding", "delimiter", "quote", "header_line", "columns", "rows_read")
    for name in (*names, "mapping", "matches"):
        setattr(entry, name, getattr(file, name))
    entry.ignored_columns, entry.dropped_columns = file.ignored_columns, file.dropped_columns


def _no_rows(file: TextFile, name: str) -> list[Warning_]:
    said = f"{name}: no rows are in it, so that nothing came in. Fill it in, or export it again."
    return [] if file.rows_read else [Warning_(None, None, "no_rows", said)]


def _reassign(draft: Draft, entry: FileReport, file: TextFile, practice: str) -> None:
    has_column = "practice_id" in file.columns
    if has_column:
        stage(draft.connection, entry.kind, file, Path(entry.path).name, draft.key)
    reassign(draft.connection, entry, practice, has_column)


def _nothing_kept(entry: FileReport, name: str) -> str:
    """What is said of a file of which no row could be kept:
    what most rows lack, and where the first of them is.
    """
    reasons = Counter((row.rule, row.column) for row in entry.set_aside)
    reason, count = reasons.most_common(1)[0]
    first = next(row for row in entry.set_aside if (row.rule, row.column) == reason)
    said = first.message.removeprefix(f"{name}, ")
    if entry.rows_read == 1:
        return f"{name}: its one row could not be kept, so that nothing came in. L{said.removeprefix('l')}"
    none = f"{name}: none of its {entry.rows_read:,} rows could be kept, so that nothing came in."
    return f"{none} So in {count:,} of them, first in {said}"


def _store(draft: Draft, entry: FileReport, file: TextFile, practice: str) -> None:
    connection, kind, name = draft.connection, entry.kind, Path(entry.path).name
    entry.import_id, entry.practice = next_import_id(connection), practice
    has_own_keys = kind in ROW_TABLES and "patient_id" in file.columns and not is_x12(file.encoding)
    rule = draft.rules.get(kind, "") if has_own_keys and not is_sample(entry.sha256) else ""
    warnings = [*_no_rows(file, name), *file.warnings, *stage(connection, kind, file, name, draft.key, rule)]
    if practice:
        give(connection, practice)
        warnings += own_practices(connection, entry) if "practice_id" in file.columns else []
    if has_own_keys:
        draft.patients.setdefault(kind, []).extend(remember_patients(connection))
    set_rows_aside(connection, kind, name, draft.practices)
    entry.rows_kept = store_rows(connection, kind, entry.import_id, file)
    aside = rows_set_aside(connection, file)
    entry.rows_set_aside = len(aside)
    entry.set_aside = [SetAsideRow(row.line, row.column, row.rule, row.message) for row in aside]
    if entry.rows_read and not entry.rows_kept:
        raise Refused(_nothing_kept(entry, name))
    warnings += cut_numbers(connection, kind, file.columns, name)
    warnings += without_d9311(connection, kind, name)
    warnings += [*emptied_values(connection, kind, name), *flag_rows(connection, kind, name)]
    if kind == "claims":
        warnings += note_claim_numbers(connection, entry.import_id, name, entry.encoding)
    if entry.rows_read != entry.rows_kept + entry.rows_set_aside:
        raise RuntimeError("the rows kept and the rows set aside do not add up to the rows read")
    entry.warnings = [
        ImportWarning(one.line, one.column, one.rule, one.message, one.count) for one in warnings
    ]
    store_import(connection, entry, draft.call_number)
    store_set_aside(connection, entry.import_id, aside)
    store_warnings(connection, entry.import_id, warnings)
    store_provider_adjustments(connection, entry.import_id, file.provider_adjustments)
