"""Where a database lies behind links, what cannot be one, and that nothing is left of a killed process."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from d9311.ingest import import_files
from d9311.ingest.places import private_folder, temporary_files_beside
from d9311.ingest.publishing.database_errors import StoreError
from d9311.ingest.publishing.draft import clear_left_behind, workspace
from d9311.store import open_database, remove_data
from tests.project.files import ROOT
from tests.tables import write_export

MARKER = "Zwiebelkuchen"
# Writes as an upload does, then is killed.
KILLED = f"""
import os, signal, sys
from pathlib import Path
from d9311.ingest.places import private_folder, temporary_files_beside
with temporary_files_beside(Path(sys.argv[1])), private_folder() as folder:
    (folder / "claims.csv").write_text("{MARKER}")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def marked(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and MARKER in path.read_text()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_upload_of_a_killed_server_lies_beside_the_database_and_goes_with_the_next_start(
    tmp_path: Path,
) -> None:
    database = tmp_path / "d9311.duckdb"
    subprocess.run([sys.executable, "-c", KILLED, str(database)], cwd=ROOT, check=False)
    [left] = marked(tmp_path)
    outer = tmp_path / left.relative_to(tmp_path).parts[0]
    assert (outer.name.startswith("d9311.duckdb.temporary-"), stat.S_IMODE(outer.stat().st_mode)) == (
        True,
        0o700,
    )
    with temporary_files_beside(database) as folder:
        assert marked(tmp_path) == []
        with temporary_files_beside(
            database
        ):  # another server on the same data leaves this one's folder alone
            assert folder.exists()
    assert names(tmp_path) == []


def test_folder_that_a_user_made_is_never_taken_for_a_leftover(tmp_path: Path) -> None:
    (tmp_path / "d9311-exports").mkdir()
    (tmp_path / "d9311.duckdb.temporary-notes").mkdir()
    with temporary_files_beside(tmp_path / "d9311.duckdb"), private_folder(tmp_path):
        pass
    assert names(tmp_path) == ["d9311-exports", "d9311.duckdb.temporary-notes"]


def test_draft_of_a_killed_import_goes_with_the_next_start_but_not_while_one_is_at_work(
    tmp_path: Path,
) -> None:
    database = tmp_path / "d9311.duckdb"
    left = tmp_path / "d9311.duckdb.import-1"
    left.mkdir()
    clear_left_behind(database)
    assert not left.exists()
    with workspace(database) as folder:
        clear_left_behind(database)
        assert folder.exists()


@pytest.mark.slow
@pytest.mark.usefixtures("rows_alone")
def test_file_behind_a_link_is_replaced_with_key_and_backup_beside_it(tmp_path: Path) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", [{"claim_id": "C1"}])
    more = write_export(tmp_path / "more.csv", "claims", [{"claim_id": "C2"}])
    encrypted, link = tmp_path / "encrypted", tmp_path / "d9311.duckdb"
    encrypted.mkdir()
    link.symlink_to(encrypted / "practice.duckdb")
    for export in (claims, more):
        import_files(link, claims=[export])
    assert link.is_symlink()
    assert names(tmp_path) == ["claims.csv", "d9311.duckdb", "encrypted", "more.csv"]
    assert names(encrypted) == [f"practice.duckdb{end}" for end in ("", ".backup", ".key", ".lock")]
    found = (
        open_database(link).cursor().execute("select claim_id from current_claims order by all").fetchall()
    )
    assert found == [("C1",), ("C2",)]
    remove_data(link)
    assert names(encrypted) == ["practice.duckdb.lock"]


def a_pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def a_loop(folder: Path) -> Path:
    (folder / "loop").symlink_to("loop")
    return folder / "loop"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (a_pipe, "{place} is a pipe or a device; give the name of a database file with --db."),
        (
            a_loop,
            "{place} is a symbolic link that leads to itself; give the name of a database file with --db.",
        ),
        (
            lambda folder: folder / "a?b.duckdb",
            "{place} has a ? in its path, under which DuckDB opens no file; rename it.",
        ),
    ],
    ids=["a pipe", "a link to itself", "a question mark"],
)
def test_place_where_no_database_can_be_is_refused_in_words(
    tmp_path: Path, place: Callable[[Path], Path], said: str
) -> None:
    export = write_export(tmp_path / "claims.csv", "claims", [{}])
    database = place(tmp_path)
    before = names(tmp_path)
    for use in (lambda: import_files(database, claims=[export]), lambda: open_database(database)):
        with pytest.raises(StoreError) as refused:
            use()
        assert str(refused.value) == said.format(place=database)
    assert names(tmp_path) == before


def test_pipe_as_a_mapping_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "d9311", "import", "--db", str(tmp_path / "d9311.duckdb")]
    export = write_export(tmp_path / "claims.csv", "claims", [{}])
    command += ["--claims", str(export), "--mapping", str(a_pipe(tmp_path))]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (2, "pipe is no file. Give a mapping profile (TOML).\n")


@pytest.mark.slow
@pytest.mark.usefixtures("rows_alone")
def test_disk_that_is_mounted_for_reading_only_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = write_export(tmp_path / "claims.csv", "claims", [{}])
    database = tmp_path / "d9311.duckdb"
    import_files(database, claims=[export])

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(StoreError) as refused:
        import_files(database, claims=[export])
    assert str(refused.value) == (
        f"{tmp_path} cannot be written; nothing was changed. Give another place with --db."
    )
    monkeypatch.setattr("os.link", refuse)
    assert open_database(database).cursor().execute("select count(*) from current_claims").fetchall() == [
        (1,)
    ]
