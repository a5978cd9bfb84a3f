"""A disk without room for an import: one sentence, the old data byte for byte, and all is well when there is
room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from d9311.cli import main
from tests.states import import_files
from tests.tables import write_export

pytestmark = pytest.mark.slow

resource = pytest.importorskip("resource", reason="there are no such limits here")

Printed = pytest.CaptureFixture[str]
NEW = [{"claim_id": f"NEW{number}", "payer_name": f"Payer {number}"} for number in range(3000)]
# Room as a share of the old database: for nothing, for half of its copy, for the copy alone, for a part of
# the rest.
ROOMS = (0.0, 0.5, 1.02, 1.3)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of one claim, and an export that is to be imported into it."""
    folder = tmp_path_factory.mktemp("exports")
    import_files(folder / "d9311.duckdb", claims=[write_export(folder / "old.csv", "claims", [{}])])
    write_export(folder / "new.csv", "claims", NEW)
    return folder


def copied(exports: Path, folder: Path) -> Path:
    """A copy of the database, with its key, in a folder."""
    for name in ("d9311.duckdb", "d9311.duckdb.key"):
        shutil.copy(exports / name, folder / name)
    return folder / "d9311.duckdb"


def imported(database: Path, exports: Path) -> int:
    return main(["import", "--db", str(database), "--claims", str(exports / "new.csv")])


def assert_refused_for_room(database: Path, exports: Path, printed: Printed) -> None:
    assert imported(database, exports) == 1
    said = f"The disk that holds {database} is full; nothing was changed. Free some space and try again.\n"
    assert printed.readouterr() == ("", said)
    assert database.read_bytes() == (exports / "d9311.duckdb").read_bytes()
    assert {path.name for path in database.parent.iterdir()} <= {
        "d9311.duckdb", "d9311.duckdb.key", "d9311.duckdb.lock", "filler",
    }  # fmt: skip


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file that this process writes grow beyond a size in bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path: Path, exports: Path) -> Iterator[Path]:
    """A disk of eight times the database, in memory."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = 8 * (exports / "d9311.duckdb").stat().st_size
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("no disk may be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_said_and_leaves_the_old_data(
    small_disk: Path, exports: Path, capsys: Printed
) -> None:
    database = copied(exports, small_disk)
    size = database.stat().st_size
    for room in ROOMS:
        with (small_disk / "filler").open("wb") as filler:
            left = shutil.disk_usage(small_disk).free - int(room * size)
            filler.write(bytes(left))
        assert_refused_for_room(database, exports, capsys)
    (small_disk / "filler").unlink()
    assert imported(database, exports) == 0


@pytest.mark.parametrize("room", ROOMS)
def test_a_limit_on_the_size_of_files_is_a_full_disk(
    tmp_path: Path, exports: Path, capsys: Printed, room: float
) -> None:
    database = copied(exports, tmp_path)
    with files_of_at_most(int(room * database.stat().st_size)):
        assert_refused_for_room(database, exports, capsys)
