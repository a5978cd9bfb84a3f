"""Where a database really lies, and the private folders for what a process writes on the way."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from d9311.home import default_database

_LOCK = ".d9311-lock"  # no folder without it is ours to remove
_ELSEWHERE = "d9311-"


def place_of(database: str | os.PathLike[str]) -> Path:
    """Return the file behind all symbolic links:
    it is what is replaced, and its key and backup lie beside it.
    """
    try:
        return Path(database).resolve()
    except (OSError, RuntimeError):  # links in a circle: `check_place` says so
        return Path(database).absolute()


def database_path() -> Path:
    """Return the database that this process serves: D9311_DB, else where the dashboard keeps its data."""
    return place_of(os.environ.get("D9311_DB") or default_database())


@contextmanager
def temporary_files_beside(database: Path) -> Iterator[Path]:
    """Keep all temporary files of this process in a folder beside the database, which nobody else may read.

    Uploads, and CSV made of workbooks, hold names and birth dates: they stay on the disk that was chosen for
    such data. What killed processes left is removed. Where the place may not be written, the folder is in the
    system's temporary place.
    """
    before, system = tempfile.tempdir, Path(tempfile.gettempdir())
    _clear(system, _ELSEWHERE)
    with suppress(OSError):
        database.parent.mkdir(parents=True, exist_ok=True)
    parent = database.parent if os.access(database.parent, os.W_OK) else system
    with private_folder(parent, f"{database.name}.temporary-") as folder:
        try:
            tempfile.tempdir = str(folder)
            yield folder
        finally:
            tempfile.tempdir = before


@contextmanager
def private_folder(parent: Path | None = None, prefix: str = _ELSEWHERE) -> Iterator[Path]:
    """Give a new folder for this user only and remove it at the end;
    those of killed processes are removed now.

    `parent`: else the place of temporary files. Raises OSError where it may not be written.
    """
    parent = parent or Path(tempfile.gettempdir())
    _clear(parent, prefix)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    lock = filelock.FileLock(folder / _LOCK)
    try:
        with lock:
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(parent: Path, prefix: str) -> None:
    """Remove the folders whose process is no longer: its lock ended with it."""
    with suppress(OSError):
        for folder in parent.iterdir():
            if folder.name.startswith(prefix):
                with suppress(OSError, filelock.Timeout):  # another user's, or one in use
                    if (folder / _LOCK).exists():
                        with filelock.FileLock(folder / _LOCK, timeout=0):
                            pass
                        shutil.rmtree(folder, ignore_errors=True)
