"""Imports exports into the dashboard's database, which is then put in place whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from functools import partial
from pathlib import Path
from typing import TypeVar

import duckdb

from d9311.contract import Limits
from d9311.ingest import pseudonym
from d9311.ingest.errors import Refused
from d9311.ingest.file_import import Draft, Progress, import_file
from d9311.ingest.mapping.profiles import PROFILES, read_profile, read_profiles
from d9311.ingest.mapping.proposal import Mapping
from d9311.ingest.places import place_of
from d9311.ingest.publishing.database_errors import StoreError
from d9311.ingest.publishing.deriving import Build, build_version
from d9311.ingest.publishing.draft import with_draft
from d9311.ingest.publishing.finishing import finish
from d9311.ingest.publishing.room import SMALL_FILES, expect_many_rows
from d9311.ingest.reading.textfile import Warning_
from d9311.ingest.report import NOT_SHARED, ImportReport, ImportWarning
from d9311.ingest.staging.shared_patients import said_of_patients
from d9311.ingest.staging.shared_practices import said_of_practices
from d9311.ingest.storing import schema
from d9311.ingest.storing.collisions import ask
from d9311.ingest.storing.history import forget_sample, next_call_number, next_import_id
from d9311.ingest.storing.rows import store_warnings

_RULES = "patient_rules"  # the note of the database, as JSON: kind of file -> rule

FilePath = str | os.PathLike[str]
T = TypeVar("T")


class ImportRefused(Refused):
    """Nothing of the call was stored; `report` says why, file by file."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__("\n".join(file.error for file in report.files if file.error))
        self.report = report


def import_files(
    db_path: FilePath,
    *,
    claims: Sequence[FilePath] = (),
    consultations: Sequence[FilePath] = (),
    fees: FilePath | None = None,
    payer_rules: FilePath | None = None,
    payer_alias: FilePath | None = None,
    mappings: Map[FilePath, Mapping] | None = None,  # what the headers of a file mean
    profiles: Sequence[FilePath] = (),  # to choose from by the header, beside the saved ones
    patients: Map[str, str] | None = None,  # by kind the rule by which they are read
    progress: Progress | None = None,
    limits: Limits | None = None,
    practices: tuple[str, ...] | None = None,  # those that the user may see, None means all
    practice: str | None = None,  # whose rows these are where they name none
    practices_given: Map[FilePath, str] | None = None,  # the same by path
    newer_data: bool | Sequence[FilePath] = False,
    wait_seconds: float = 10,
    build: Build | None = None,  # makes the derived tables, None in DuckDB
) -> ImportReport:
    """Import exports in the order given, each an upsert; return what became of them.

    `newer_data`: files (True: all) that replace even where the same numbers stand for other patients. The
    first rows of one's own replace the sample data. `progress(fraction, words)` is called on the way; rules
    of `patients` are those of `patient_rules`. Raises ImportRefused when a file cannot be imported, and
    StoreError when the database cannot be used or is, for longer than `wait_seconds`; it is then as it was.
    """
    lists = {"fees": fees, "payer_rules": payer_rules, "payer_alias": payer_alias}
    files = _files({"claims": claims, "consultations": consultations}, lists)

    def choose(draft: Draft) -> None:
        draft.given = tuple(read_profile(Path(path)) for path in profiles)
        draft.chosen, draft.practice_of = _by_path(mappings), _by_path(practices_given)
        draft.practice, draft.newer_data, draft.build = practice or "", newer_data, build
        _choose_rules(draft, patients or {})

    tell = progress or (lambda fraction, words: None)
    database = place_of(db_path)
    make = partial(draft_of, database=database, limits=limits or Limits(), practices=practices)
    return in_draft(database, files, make, choose, tell, wait_seconds)


def in_draft(
    database: Path,
    files: list[tuple[str, Path]],
    make: Callable[..., Draft],
    choose: Callable[[Draft], None],
    tell: Progress,
    wait_seconds: float,
) -> ImportReport:
    """Import files into the draft that `make` makes, `choose` having told it what was chosen for them.

    No other import is at work while `choose` looks at the draft; what it raises leaves the database as it
    was. Returns and raises as `import_files` does.
    """
    report = ImportReport()

    def work(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        nonlocal report
        schema.create_base_tables(connection)
        draft = make(connection, folder=folder)
        choose(draft)
        report = import_all(draft, files, tell)
        _finish(draft, database, report, tell)

    with_draft(database, work, wait_seconds, file_bytes=_bytes(files))
    tell(1.0, "done")
    return report


def _finish(draft: Draft, database: Path, report: ImportReport, tell: Progress) -> None:
    """Make what is derived, unless nothing new came in, and complete the report."""
    if any(not file.unchanged for file in report.files):
        tell(0.85, "building the tables of the dashboard")
        knows_before = _holds_the_state_before(draft.connection, report)
        finish(
            draft.connection, database, draft.folder, draft.key,
            knows_before=knows_before, report=report, build=draft.build,
        )  # fmt: skip


def _holds_the_state_before(connection: duckdb.DuckDBPyConnection, report: ImportReport) -> bool:
    """Whether the derived tables of the draft can be compared with those that are made next."""
    if report.sample_removed or any(
        file.is_reassigned or file.kind in schema.LIST_TABLES for file in report.files
    ):
        return False
    return schema.read_meta(connection).get("build_version") == build_version()


def draft_of(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    folder: Path,
    limits: Limits,
    practices: tuple[str, ...] | None,
) -> Draft:
    """Make what the files of a call are imported into.

    Raises StoreError, and Refused for a broken profile.
    """
    key = _patient_key(connection, database, folder)
    saved = read_profiles(database.parent / PROFILES)
    call_number = next_call_number(connection)
    rules = json.loads(schema.read_meta(connection).get(_RULES, "{}"))
    return Draft(
        connection, folder, key, limits, practices, saved=saved, call_number=call_number, rules=rules
    )


def _choose_rules(draft: Draft, chosen: Map[str, str]) -> None:
    """Keep by which rules patients are read, for this call and all later ones."""
    if chosen:
        draft.rules = {**draft.rules, **chosen}
        draft.reads_anew = frozenset(chosen)
        schema.write_meta(draft.connection, {_RULES: json.dumps(draft.rules)})


def rebuild(db_path: FilePath) -> None:
    """Make the derived tables of a database anew from what was imported. Raises StoreError."""
    database = place_of(db_path)

    def work(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        schema.create_base_tables(connection)
        finish(connection, database, folder, pseudonym.read_key(database), compares=False)

    with_draft(database, work)


def _files(rows: Map[str, Sequence[FilePath]], lists: Map[str, FilePath | None]) -> list[tuple[str, Path]]:
    files = [(kind, Path(path)) for kind, paths in rows.items() for path in paths]
    return files + [(kind, Path(path)) for kind, path in lists.items() if path is not None]


def _bytes(files: list[tuple[str, Path]]) -> int:
    return sum(path.stat().st_size for _, path in files if path.exists())


def _by_path(given: Map[FilePath, T] | None) -> dict[Path, T]:
    return {Path(path): value for path, value in (given or {}).items()}


def import_all(
    draft: Draft, files: list[tuple[str, Path]], tell: Progress = lambda fraction, words: None
) -> ImportReport:
    """Store the files of a call in a draft. Raises ImportRefused when one of them cannot be."""
    report = ImportReport()
    if _bytes(files) > SMALL_FILES:
        expect_many_rows(draft.connection)
    first_id = next_import_id(draft.connection)
    for position, (kind, path) in enumerate(files):
        tell_part = partial(_tell_part, tell, position, len(files))
        report.files.append(import_file(draft, kind, path, tell_part))
    ask(draft.connection, report.files, draft.newer_data)
    if report.refused:
        raise ImportRefused(report)
    report.sample_removed = forget_sample(draft.connection, first_id)
    _look_at_patients(draft, report)
    return report


def _look_at_patients(draft: Draft, report: ImportReport) -> None:
    """Say before everything else, and with the first file, that the two exports do not speak of the same."""
    stored = [file for file in report.files if file.kind in schema.ROW_TABLES and not file.unchanged]
    if not stored:
        return
    imports = [file.import_id for file in stored if file.import_id]
    said = [
        *said_of_practices(draft.connection),
        *said_of_patients(draft.connection, draft.key, draft.patients, imports),
    ]
    for notice in said:
        report.notices.append(notice)
        warning = Warning_(None, "patient_id", NOT_SHARED, notice.message)
        stored[0].warnings.insert(0, ImportWarning(None, "patient_id", NOT_SHARED, notice.message, 1))
        store_warnings(draft.connection, stored[0].import_id or 0, [warning])


def _tell_part(tell: Progress, position: int, files: int, fraction: float, words: str) -> None:
    tell(0.85 * (position + fraction) / files, words)


def _patient_key(connection: duckdb.DuckDBPyConnection, database: Path, folder: Path) -> bytes:
    """Return the key of the patients' pseudonyms, made on first use. Raises StoreError when it was lost."""
    known = schema.read_meta(connection).get("patient_key")
    place = pseudonym.key_path(database)
    try:
        key = pseudonym.read_key(database)
    except (OSError, ValueError):
        raise StoreError(
            f"The key file {place} cannot be read; put back the one that was made with {database}."
        ) from None
    if known is None and key is None:
        return pseudonym.make_key(database, folder)
    if key is None or (known is not None and pseudonym.fingerprint(key) != known):
        raise StoreError(
            f"The key file {place} is not the one that {database} was made with; new rows would not find "
            "their patients. Put it back, or remove the database and import every export again."
        )
    return key
