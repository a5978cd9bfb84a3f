"""Of columns that are not used nothing stays on the disk: not while a file is mapped, not after, not after a kill."""

from __future__ import annotations

import gzip
import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from d9311.ingest import import_files
from d9311.ingest.mapping.recognising import check_kind
from d9311.ingest.places import temporary_files_beside
from d9311.ingest.publishing.draft import clear_left_behind
from d9311.ui.data import recognise, upload
from tests.dropping import can_import, drop, dropped, press
from tests.ingest.test_workbooks import workbook
from tests.project.files import ROOT
from tests.screens import text_of

SECRET = "Zwiebelkuchen"
HEADER = "ClaimNum,PatNum,Carrier,ProcCode,ProcDate,Claim State,FeeBilled,Birthdate,Colour,"
SOUND = f"C1,P1,Delta,D9311,2025-03-31,paid,100.00,{SECRET},{SECRET},{SECRET}"
ROWS = [
    SOUND,
    SOUND.replace("C1", "C2").replace("2025-03-31", "soon"),  # a check sets it aside
    f"{SOUND.replace('C1', 'C3')},{SECRET}",  # the reader sets it aside
]
TEXT = "\n".join([HEADER, *ROWS]) + "\n"
BROKEN = TEXT.replace("P1", "")
FEES = f"payer_name,expected_fee,Colour\nDelta,60.00,{SECRET}\nCigna,60.00,{SECRET},x\nAetna,much,{SECRET}\n"
NAMES = ("may_csv", "june_xlsx", "july_csv_gz", "fees_csv")


def written(name: str, text: str) -> str | bytes:
    if name.endswith("_xlsx"):
        return workbook([line.split(",") for line in text.splitlines()])
    return gzip.compress(text.encode()) if name.endswith("_gz") else text


def own(name: str, text: str) -> str:
    """The text with a secret, and with claims, that no file of another name holds."""
    return text.replace(SECRET, f"{SECRET}-{name}").replace("\nC", f"\n{name}")


FORMATS = {name: written(name, own(name, FEES if name == "fees_csv" else TEXT)) for name in NAMES}
PRIVATE = ("d9311.duckdb.temporary-", "d9311.duckdb.import-")
# For each line of its input forks a process that drops a file on the Data page, presses the button and is killed when
# the import has come as far as the line says; then says how that process ended.
KILLED = """
import os, signal, sys
from pathlib import Path
from d9311.ingest.places import temporary_files_beside
from d9311.ui.data import upload
from tests.dropping import dropped, press
from tests.ingest.test_left_behind import TEXT
from tests.screens import open_page
open_page("pages/data.py")  # imports once what all of them need
whole = upload.import_files
def import_until(moment):
    def killed(*files, progress, **options):
        def tell(part, said):
            if part >= moment:
                os.kill(os.getpid(), signal.SIGKILL)
        return whole(*files, progress=tell, **options)
    upload.import_files = killed
    with temporary_files_beside(Path(sys.argv[1])):
        press(dropped(may_csv=TEXT), "Import 1 file")
for line in sys.stdin:
    child = os.fork()
    if not child:
        import_until(float(line))
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def disk(database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the database while a server serves it; the system's temporary place lies in it."""
    system = database.with_name("system")
    system.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(system))
    with temporary_files_beside(database):
        yield database.parent


def holding(disk: Path, *names: str) -> set[Path]:
    """The files and folders below that hold the secret in their name or bytes, or are an upload as it came; where
    names are given, of the uploads of these names."""
    whole = [it.encode() if isinstance(it, str) else it for it in (FORMATS[name] for name in names or NAMES)]
    secrets = [f"{SECRET}-{name}" for name in names] or [SECRET]
    found = set()
    for path in disk.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        is_held = any(secret in path.name or secret.encode() in content for secret in secrets)
        if is_held or content in whole:
            found.add(path)
    return found


def folders_of(disk: Path, found: set[Path]) -> set[tuple[str, int]]:
    """In which folders beside the database files lie, by the beginning of their name, with their modes."""
    folders = {disk / path.relative_to(disk).parts[0] for path in found}
    return {(f"{it.name.rsplit('-', 1)[0]}-", stat.S_IMODE(it.stat().st_mode)) for it in folders}


def cells(database: Path) -> str:
    """Every cell of every table, which may lie compressed in the file."""
    with duckdb.connect(str(database), read_only=True) as found:
        tables = found.execute(
            "select table_name from duckdb_tables() where database_name = current_database()"
        )
        return str([found.execute(f'from "{name}"').fetchall() for (name,) in tables.fetchall()])


@pytest.mark.slow
def test_upload_is_on_the_disk_only_while_it_is_read_and_in_private_folders(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every format one, dropped together."""
    seen: dict[str, set[tuple[str, int]]] = {name: set() for name in NAMES}

    def watched(work: Any) -> Any:
        def working(*given: Any, **named: Any) -> Any:
            def look(*said: Any) -> None:
                for name, places in seen.items():
                    places.update(folders_of(disk, holding(disk, name)))

            look()
            return work(*given, **({**named, "progress": look} if "progress" in named else named))

        return working

    monkeypatch.setattr(recognise, "check_kind", watched(check_kind))
    monkeypatch.setattr(upload, "import_files", watched(import_files))
    screen = dropped(**FORMATS)
    assert can_import(screen)
    assert all(places <= {(PRIVATE[0], 0o700)} for places in seen.values())
    assert holding(disk) == set()
    press(screen, "Import 4 files")
    said = text_of(screen)
    assert said.count("3 rows read = 2 kept + 1 set aside") == 1  # a sheet has no row with too many cells
    assert said.count("3 rows read = 1 kept + 2 set aside") == 3
    assert seen == {name: {(start, 0o700) for start in PRIVATE} for name in NAMES}
    assert holding(disk) == set()
    assert SECRET not in cells(disk / "d9311.duckdb")


def test_upload_that_is_refused_or_taken_away_leaves_nothing(disk: Path) -> None:
    screen = dropped(may_csv=BROKEN)
    press(screen, "Import 1 file")
    assert "none of its 3 rows could be kept" in text_of(screen)
    assert holding(disk) == set()
    drop(screen, may_csv=TEXT)
    drop(screen)
    assert "import" not in [button.key for button in screen.button]
    assert holding(disk) == set()


@pytest.mark.slow
def test_uploads_of_servers_killed_in_an_import_are_gone_when_the_next_one_starts(
    database: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Killed while reading, storing, building and checking; what each leaves is kept from the next, and put back."""
    disk, aside = database.parent, tmp_path_factory.mktemp("aside")
    environment = {**os.environ, "TMPDIR": str(disk)}
    begun = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(database)], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert begun.stdin
    assert begun.stdout
    for moment in (0.0, 0.5, 0.85, 0.95):
        begun.stdin.write(f"{moment}\n")
        begun.stdin.flush()
        assert begun.stdout.readline() == f"{-signal.SIGKILL}\n"
        found = holding(disk)
        assert {(PRIVATE[0], 0o700)} <= folders_of(disk, found) <= {(start, 0o700) for start in PRIVATE}
        for folder in {path.relative_to(disk).parts[0] for path in found}:
            os.rename(disk / folder, aside / folder)
        assert holding(disk) == set()
    begun.communicate()
    left = list(aside.iterdir())
    assert len(left) >= 4
    for kept in left:
        os.rename(kept, disk / kept.name)
    assert {path.relative_to(disk).parts[0] for path in holding(disk)} == {kept.name for kept in left}
    clear_left_behind(database)  # as every server does before it answers: tests/ingest/test_memory.py
    with temporary_files_beside(database):
        assert holding(disk) == set()
