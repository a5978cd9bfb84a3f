"""Watching a folder: what is complete and new is imported once, nothing is moved, one bad file stops no
other."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from d9311.cli import main
from d9311.ingest import undo_import
from d9311.ingest.publishing.database_errors import StoreError
from d9311.ingest.publishing.draft import workspace
from d9311.ingest.staging import table as staging
from d9311.ingest.watching import Watcher
from d9311.store import open_database
from tests.project.files import ROOT
from tests.tables import write_export

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("rows_alone")]

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "exports").mkdir()
    return tmp_path / "exports"


@pytest.fixture
def said() -> list[str]:
    """What the watcher of the test said."""
    return []


@pytest.fixture
def watcher(folder: Path, said: list[str]) -> Watcher:
    return Watcher(folder, folder.parent / "d9311.duckdb", said.append, settle=5, wait_seconds=0.05)


def claims(folder: Path, *names: str, file: str = "claims.csv") -> Path:
    return write_export(folder / file, "claims", [{"claim_id": name} for name in names])


def loaded(watcher: Watcher) -> list[tuple[object, ...]]:
    """Kind, file name and call of each import."""
    found = open_database(watcher.database).execute(
        "select kind, file_name, call_number from imports order by import_id"
    )
    return found.fetchall()


def test_a_file_is_imported_when_it_has_not_changed_for_a_while(
    folder: Path, watcher: Watcher, said: list[str]
) -> None:
    path = claims(folder, "C1")
    whole = path.read_bytes()
    path.write_bytes(whole[:40])
    watcher.look(0)
    path.write_bytes(whole)
    watcher.look(6)  # it has grown since
    watcher.look(10)
    assert said == []
    assert watcher.unfinished == [path]
    watcher.look(11)
    assert said == ["claims.csv: imported as claims, import 1: 1 rows read = 1 kept + 0 set aside."]
    assert watcher.unfinished == []


def test_files_are_known_by_their_content_and_imported_together_by_one_call(
    folder: Path, watcher: Watcher
) -> None:
    write_export(folder / "a.txt", "consultations", [{"consultation_id": "K1"}])
    write_export(folder / "b.dat", "payer_alias", [{"alias": "DELTA CA", "payer_name": "Delta"}])
    write_export(folder / "c.csv", "fees", [{"expected_fee": "60.00"}])
    claims(folder, "C1", file="d.export")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    watcher.look(0)
    watcher.look(5)
    assert loaded(watcher) == [
        ("claims", "d.export", 1),
        ("consultations", "a.txt", 1),
        ("payer_alias", "b.dat", 2),
        ("fees", "c.csv", 3),
    ]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_older_files_are_imported_first_whatever_they_are_called(folder: Path, watcher: Watcher) -> None:
    for name, day in (("a.csv", 2), ("b.csv", 1)):
        os.utime(claims(folder, name, file=name), (day, day))
    watcher.look(0)
    watcher.look(5)
    assert [name for _, name, _ in loaded(watcher)] == ["b.csv", "a.csv"]


def test_what_was_imported_or_undone_is_left_alone(folder: Path, watcher: Watcher, said: list[str]) -> None:
    first = claims(folder, "C1")
    watcher.look(0)
    watcher.look(5)
    said.clear()
    (folder / "copy.csv").write_bytes(first.read_bytes())
    watcher.look(6)
    assert (said, watcher.unfinished, watcher.known_before) == ([], [], 1)
    undo_import(watcher.database, 1)
    again = Watcher(folder, watcher.database, said.append)
    again.look(0)
    assert said == [
        f"{name}: its import was undone, so it is left alone. Import it by hand to load it again."
        for name in ("claims.csv", "copy.csv")
    ]
    assert again.unfinished == []


def test_a_bad_file_stops_no_other_and_is_not_tried_again_until_it_changes(
    folder: Path, watcher: Watcher, said: list[str]
) -> None:
    bad = folder / "bad.csv"
    bad.write_text("claim_id,patient_id,payer_name,procedure_code,service_date,status\n", encoding="utf-8")
    (folder / "photo.csv").write_bytes(b"\xff\xd8\xff and so on")
    (folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    claims(folder, "C1")
    for now in (0, 5, 10, 20):
        watcher.look(now)
    assert [line.split(" ")[:2] for line in said] == [
        ["photo.csv:", "refused."],
        ["other.csv:", "refused."],
        ["bad.csv:", "refused."],
        ["claims.csv:", "imported"],
    ]
    assert said[1] == (
        "other.csv: refused. Its columns do not tell what it is: import it by hand as claims, consultations or a "
        "list, or save a mapping."
    )
    assert "billed_amount" in said[2]
    assert "\n" not in said[2]
    claims(folder, "C2", file="bad.csv")
    watcher.look(21)
    watcher.look(26)
    assert said[4:] == ["bad.csv: imported as claims, import 2: 1 rows read = 1 kept + 0 set aside."]


def test_an_error_nobody_expected_is_pinned_to_its_file_without_its_words(
    folder: Path, watcher: Watcher, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = staging.stage

    def fails(connection, kind, file, name, *others):  # type: ignore[no-untyped-def]
        if name == "odd.csv":
            raise ValueError("Jane Doe, born 1970")
        return stage(connection, kind, file, name, *others)

    monkeypatch.setattr("d9311.ingest.file_import.stage", fails)
    claims(folder, "C1")
    claims(folder, "C2", file="odd.csv")
    watcher.look(0)
    watcher.look(5)
    assert sorted(said) == [
        "claims.csv: imported as claims, import 1: 1 rows read = 1 kept + 0 set aside.",
        "odd.csv: refused. unexpected error (ValueError); nothing of it was stored.",
    ]


def test_files_that_are_no_exports_yet_or_never_are_not_looked_at(folder: Path, said: list[str]) -> None:
    for name in (".claims.csv", "~$claims.xlsx", "claims.csv.part", "d9311.duckdb.key", "d9311.duckdb.lock"):
        (folder / name).write_text("claim_id\n", encoding="utf-8")
    (folder / "2025").mkdir()
    watcher = Watcher(folder, folder / "d9311.duckdb", said.append, settle=0)
    watcher.look(0)
    watcher.look(1)
    assert (said, watcher.unfinished) == ([], [])


def test_a_busy_database_is_tried_again_at_the_next_look(folder: Path, watcher: Watcher) -> None:
    claims(folder, "C1")
    watcher.look(0)
    with workspace(watcher.database), pytest.raises(StoreError):
        watcher.look(5)
    watcher.look(6)
    assert loaded(watcher) == [("claims", "claims.csv", 1)]


def test_once_ends_with_zero_or_with_two_when_a_file_was_refused(folder: Path, capsys: Printed) -> None:
    claims(folder, "C1")
    command = ["watch", str(folder), "--db", str(folder.parent / "d9311.duckdb"), "--once", "--settle", "0"]
    assert main(command) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", "", line) for line in printed.err.splitlines()] == [
        "claims.csv: imported as claims, import 1: 1 rows read = 1 kept + 0 set aside.",
        "1 imported, 0 refused, 0 imported before.",
    ]
    assert main(command) == 0
    assert capsys.readouterr().err.endswith("0 imported, 0 refused, 1 imported before.\n")
    (folder / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(command) == 2
    assert "bad.csv: refused. " in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: Printed) -> None:
    assert main(["watch", str(tmp_path / "none"), "--db", str(tmp_path / "d9311.duckdb")]) == 2
    assert capsys.readouterr().err == (
        f"There is no folder {tmp_path / 'none'}. Give the one that exports are saved in.\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_watching_cleanly(folder: Path) -> None:
    command = [sys.executable, "-m", "d9311", "watch", str(folder), "--db", str(folder / "d9311.duckdb")]
    # A background job of a shell, as this test may run in, would hand on that it ignores Ctrl-C.
    watching = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert watching.stderr is not None
    assert watching.stderr.readline().endswith(f"Watching {folder}; Ctrl-C stops.\n")
    watching.send_signal(signal.SIGINT)
    rest = watching.communicate(timeout=60)[1]
    assert (watching.returncode, rest[20:]) == (130, "Stopped; what was imported is kept.\n")
