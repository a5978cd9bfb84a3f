"""Processes beside the one of a test: an import that kills its own without a chance to tidy up, and one that is at work."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from d9311.ingest import import_files
from d9311.ingest.places import private_folder, temporary_files_beside
from d9311.ingest.publishing.draft import workspace


def import_and_die(database: Path, claims: Path, moment: str) -> None:
    """Import claims. `moment`: what the import says it does, or the place of a file that it puts in place."""
    replace, replaced = os.replace, [""]

    def die(now: str) -> None:
        if now == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def replace_or_die(source: str, target: str) -> None:
        die(f"before file {len(replaced)} is put in place")
        replace(source, target)
        die(f"after file {len(replaced)} is put in place")
        replaced.append(target)

    os.replace = replace_or_die  # type: ignore[assignment]
    import_files(database, claims=[claims], progress=lambda _, words: die(words))


def hold(database: Path, told: Connection) -> None:
    """Hold the right to import, say that it is held, and give it up when told anything."""
    with workspace(database):
        told.send("held")
        told.recv()


def upload_and_die(database: Path) -> None:
    """Put a file where an upload lies while it is read, and kill the process."""
    with temporary_files_beside(database), private_folder() as folder:
        (folder / "claims.csv").write_text("claim_id")
        os.kill(os.getpid(), signal.SIGKILL)
