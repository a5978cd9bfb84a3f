"""A folder that is watched: new exports in it are imported once they are complete.

Nothing is moved or deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from d9311.ingest.errors import Refused
from d9311.ingest.load import ImportRefused, import_files
from d9311.ingest.mapping import mappings_folder
from d9311.ingest.mapping.profiles import read_profiles
from d9311.ingest.mapping.recognising import recognise
from d9311.ingest.publishing.database_errors import StoreError
from d9311.ingest.report import FileReport
from d9311.ingest.storing.schema import ROW_TABLES

# How programs that copy or download call a file that is not whole yet.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".swp")

Stamp = tuple[int, int]  # size and time of the last change


@dataclass
class Watcher:
    """What is known of a folder's files between two looks at it.
    `practice`: whose they are where they do not say.

    `say` is told one line for each file that is imported or refused. A file is complete when its size and
    time have not changed for `settle` seconds; a refused one is not tried again until it changes.
    `wait_seconds`: for another import to end.
    """

    folder: Path
    database: Path
    say: Callable[[str], None]
    settle: float = 5
    wait_seconds: float = 10
    practice: str | None = None
    imported: int = 0
    refused: int = 0
    known_before: int = 0
    _judged: dict[Path, Stamp] = field(default_factory=dict)
    _resting: dict[Path, tuple[Stamp, float]] = field(default_factory=dict)

    def look(self, now: float) -> None:
        """Look at the folder at `now`, seconds of a clock that only goes on, and import what is complete.

        Raises StoreError when the database cannot be used, and OSError when the folder cannot be read;
        the next look tries the same files again.
        """
        stamps = {path: _stamp(path) for path in self._files()}
        self._judged = {path: stamp for path, stamp in self._judged.items() if path in stamps}
        self._resting = {path: rest for path, rest in self._resting.items() if path in stamps}
        complete = []
        for path, stamp in stamps.items():
            if stamp is None or self._judged.get(path) == stamp:
                continue
            since = self._resting.get(path)
            if since is None and self._is_known_at_first_sight(path):
                self._judge(path, stamp)
            elif since is None or since[0] != stamp:
                self._resting[path] = (stamp, now)
            elif now - since[1] >= self.settle:
                complete.append(path)
        # Older files first, as a newer import replaces what an older one says.
        self._import(sorted(complete, key=lambda path: (self._resting[path][0][1], path.name)))

    @property
    def unfinished(self) -> list[Path]:
        """The files that were still changing, or not looked at for long enough, at the last look."""
        return sorted(self._resting)

    def _files(self) -> Iterable[Path]:
        for path in sorted(self.folder.iterdir()):
            is_ours = path.parent == self.database.parent and path.name.startswith(self.database.name)
            is_hidden = path.name.startswith((".", "~$"))
            if path.is_file() and not is_hidden and not is_ours and path.suffix.casefold() not in UNFINISHED:
                yield path

    def _is_known_at_first_sight(self, path: Path) -> bool:
        try:
            return self._is_known(path)
        except OSError:
            return False

    def _is_known(self, path: Path) -> bool:
        """Whether this same file was imported before, be it that it was undone since."""
        if not self.database.exists():
            return False
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        from d9311.store import open_database

        found = open_database(self.database).cursor()
        query = """select 'imports' from imports where sha256 = $sha256
            union select reason from former_imports where sha256 = $sha256"""
        reasons = {reason for (reason,) in found.execute(query, {"sha256": sha256}).fetchall()}
        if "imports" in reasons:
            self.known_before += 1
        elif "undone" in reasons:
            self.say(
                f"{path.name}: its import was undone, so it is left alone. "
                "Import it by hand to load it again."
            )
        return bool(reasons & {"imports", "undone"})

    def _kind(self, path: Path) -> str:
        """What a file is; Refused when nothing tells it."""
        kind = recognise(path, read_profiles(mappings_folder(self.database)))
        if kind is None:
            raise Refused(
                "Its columns do not tell what it is: import it by hand as claims, consultations or a list, "
                "or save a mapping."
            )
        return kind

    def _judge(self, path: Path, stamp: Stamp) -> None:
        self._judged[path] = stamp
        self._resting.pop(path, None)

    def _import(self, paths: list[Path]) -> None:
        rows: dict[Path, str] = {}
        lists: dict[Path, str] = {}
        for path in paths:
            try:
                if self._is_known(path):
                    self._judge(path, self._resting[path][0])
                    continue
                kind = self._kind(path)
            except Refused as refusal:
                self._refuse(path, str(refusal))
            except OSError:  # gone, or locked by who writes it: the next look will tell
                continue
            else:
                (rows if kind in ROW_TABLES else lists)[path] = kind
        # Claims and consultations by one call, so that what changed is told of them together.
        self._import_together(rows)
        for path, kind in lists.items():
            self._import_together({path: kind})

    def _import_together(self, kinds: dict[Path, str]) -> None:
        """Import files by one call; those that are refused are left out and the others tried again."""
        while kinds:
            try:
                report = import_files(
                    self.database,
                    **_given(kinds),  # type: ignore[arg-type]
                    practice=self.practice,
                    wait_seconds=self.wait_seconds,
                )
            except ImportRefused as refusal:
                told = {Path(file.path): file for file in refusal.report.files}
                refused = [path for path in kinds if told[path].refused]
                for path in refused:
                    self._refuse(path, told[path].error or "")
                kinds = {path: kind for path, kind in kinds.items() if path not in refused}
            except StoreError:
                raise
            except Exception as error:
                self._import_one_by_one(kinds, error)
                return
            else:
                for notice in report.notices:
                    self.say(notice.message)
                for file in report.files:
                    self._tell(file)
                return

    def _import_one_by_one(self, kinds: dict[Path, str], error: Exception) -> None:
        """Find the file that makes the import fail; an error's own words may hold a patient's data."""
        if len(kinds) == 1:
            self._refuse(
                next(iter(kinds)), f"unexpected error ({type(error).__name__}); nothing of it was stored."
            )
            return
        for path, kind in kinds.items():
            self._import_together({path: kind})

    def _tell(self, file: FileReport) -> None:
        path = Path(file.path)
        self._judge(path, self._resting[path][0])
        self.imported += 1
        self.say(
            f"{path.name}: imported as {file.kind}, import {file.import_id}: {file.rows_read:,} rows read = "
            f"{file.rows_kept:,} kept + {file.rows_set_aside:,} set aside."
        )

    def _refuse(self, path: Path, reason: str) -> None:
        self._judge(path, self._resting[path][0])
        self.refused += 1
        self.say(f"{path.name}: refused. {' '.join(reason.split())}")


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _given(kinds: dict[Path, str]) -> dict[str, object]:
    given: dict[str, object] = {
        kind: [path for path, own in kinds.items() if own == kind] for kind in ROW_TABLES
    }
    return given | {kind: path for path, kind in kinds.items() if kind not in ROW_TABLES}
