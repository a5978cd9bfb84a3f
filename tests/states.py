"""Imports that this process made before are not made again: the state that production wrote then is copied.

Many tests begin with the import that other tests begin with, and an import takes a second whatever it reads.
What a test replaces in production is not known here: such a test calls `d9311.ingest.import_files` itself.

Pages keep what they asked of a file as long as it is the same file, by its number on the disk. Tests of pages take
it `linked` therefore: what one asked is known to the next. Who writes into such a file, past production, which
puts another in its place, takes it as `alone`.
"""

from __future__ import annotations

import os
import shutil
from collections import OrderedDict
from collections.abc import Mapping
from copy import deepcopy
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory

from d9311 import ingest
from d9311.ingest import ImportReport, load
from d9311.ingest.mapping.profiles import PROFILES
from d9311.ingest.places import place_of
from d9311.ingest.pseudonym import key_path
from d9311.ingest.report import as_text
from d9311.store import version

KINDS = ("claims", "consultations", "fees", "payer_rules", "payer_alias")  # in the order of a report
PLAIN = {*KINDS, "practice", "practices", "newer_data", "patients"}
MOST = 100  # states that are kept, of 5 to 10 MB each

_kept = TemporaryDirectory(prefix="d9311-states-")
_states: OrderedDict[str, tuple[Path, ImportReport]] = OrderedDict()


def import_files(
    db_path: str | os.PathLike[str], *, linked: object = False, **arguments: object
) -> ImportReport:
    """Do what `d9311.ingest.import_files` does; see there for arguments, report and errors.

    Where this process imported files of these names and bytes, with these arguments, into a database of these
    bytes, what came of it is put in place as an import puts it, and its report is returned.
    """
    database = place_of(db_path)
    files = _files(arguments)
    if not set(arguments) <= PLAIN or not all(path.is_file() for path in files):
        return ingest.import_files(db_path, **arguments)  # type: ignore[arg-type]
    given = _given(database, files, arguments)
    if given not in _states:
        before = version(database)
        report = ingest.import_files(db_path, **arguments)  # type: ignore[arg-type]
        if version(database) != before:
            _remember(given, database, report, bool(linked))
        return report
    _states.move_to_end(given)
    made, known = _states[given]
    copy_database(made, database, bool(linked))
    report = deepcopy(known)
    for file, path in zip(report.files, files, strict=True):
        file.path = as_text(path)
    return report


def copy_database(source: Path, target: Path, linked: bool = False) -> None:
    """Put a copy of a database, or the file itself, and a copy of the key of its pseudonyms in place; what stood
    there becomes the backup."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for made, place, put in (
        (source, target, os.link if linked else shutil.copy),
        (key_path(source), key_path(target), shutil.copy),
    ):
        put(made, place.with_name(f"{place.name}.copy"))
    if target.exists():
        os.replace(target, target.with_name(f"{target.name}.backup"))
    for place in (key_path(target), target):
        os.replace(place.with_name(f"{place.name}.copy"), place)


def alone(database: Path) -> Path:
    """Make a database that may be `linked` a file of its own, into which a test may write; return it."""
    own = shutil.copy(database, database.with_name(f"{database.name}.copy"))
    os.replace(own, database)
    return database


def _files(arguments: Mapping[str, object]) -> list[Path]:
    files: list[Path] = []
    for kind in KINDS:
        given = arguments.get(kind) or ()
        files += [Path(path) for path in (given if isinstance(given, list | tuple) else [given])]  # type: ignore[arg-type]
    return files


def _given(database: Path, files: list[Path], arguments: Mapping[str, object]) -> str:
    """Return a fingerprint of all that decides what an import does."""
    how = {name: value for name, value in arguments.items() if name not in KINDS}
    how["finish"] = vars(load)["finish"].__qualname__  # tests.drafts lets imports end before it
    if isinstance(how.get("newer_data"), list | tuple):
        how["newer_data"] = sorted(Path(path).name for path in how["newer_data"])  # type: ignore[attr-defined]
    kinds = {kind: len(_files({kind: value})) for kind, value in arguments.items() if kind in KINDS}
    found = blake2b(
        repr((sorted(how.items()), sorted(kinds.items()), [path.name for path in files])).encode()
    )
    saved = sorted((database.parent / PROFILES).glob("*"))
    for path in (*files, database, key_path(database), *saved):
        found.update(path.read_bytes() if path.is_file() else b"")
        found.update(b" end ")
    return found.hexdigest()


def _remember(given: str, database: Path, report: ImportReport, linked: bool) -> None:
    if len(_states) == MOST:
        _, (oldest, _) = _states.popitem(last=False)
        shutil.rmtree(oldest.parent)
    place = Path(_kept.name) / given[:32] / "d9311.duckdb"
    copy_database(database, place, linked)
    _states[given] = place, deepcopy(report)
