"""No patient's data in what the import says, and no patient key in what it stores."""

from __future__ import annotations

import hmac
import json
import logging
from pathlib import Path

import pytest

from d9311 import contract
from d9311.cli import main
from d9311.ingest import import_files
from d9311.ingest.pseudonym import read_key
from tests.tables import DEFAULTS, write_export

pytestmark = pytest.mark.slow

MARKER = "Zwiebelkuchen"


def _marked(kind: str) -> dict[str, str]:
    """A row with the marker word in every column."""
    marked = {name: f"{MARKER} {name}" for name in contract.column_names(kind)}
    return marked | ({"procedure_code": f"D9311 {MARKER}"} if kind == "claims" else {})


def _rows(kind: str) -> list[dict[str, str]]:
    """Rows with the marker everywhere, in one column at a time, repeated, and in cells that cannot be
    read."""
    marked = _marked(kind)
    sound = {
        name: text.format(number=0, claim_id="C", consultation_id="K")
        for name, text in DEFAULTS[kind].items()
    }
    single = [{**dict.fromkeys(marked, ""), **sound, name: text} for name, text in marked.items()]
    return [marked, marked, *single, *single]


@pytest.fixture
def marked_files(tmp_path: Path) -> dict[str, Path]:
    return {
        kind: write_export(tmp_path / f"{kind}.csv", kind, _rows(kind))
        for kind in ("claims", "consultations")
    }


def _said(
    printed: pytest.CaptureFixture[str], database: Path, files: dict[str, Path], *more: str
) -> tuple[int, str, str]:
    """What an import says on the command line, libraries included: its exit code, output and errors."""
    given = [part for kind, path in files.items() for part in (f"--{kind}", str(path))]
    printed.readouterr()
    ended = main(["--debug", "import", "--db", str(database), *given, *more])
    return ended, *printed.readouterr()


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_marker_in_every_column_appears_in_no_report(
    tmp_path: Path,
    marked_files: dict[str, Path],
    options: tuple[str, ...],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Nor in a log, nor in the name of a file beside the database."""
    caplog.set_level(logging.DEBUG)
    ended, out, err = _said(capfd, tmp_path / "d9311.duckdb", marked_files, *options)
    assert ended == 0
    assert "set aside" in out or "set_aside" in out
    assert MARKER not in out + err + caplog.text
    assert not [path for path in tmp_path.rglob("*") if MARKER in path.name]


@pytest.mark.parametrize("row", ["broken quote", "no header", "cut off", "binary"])
def test_a_marker_in_a_broken_file_appears_in_no_message(
    tmp_path: Path, row: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "claims.csv"
    header = ",".join(contract.column_names("claims"))
    body = {
        "broken quote": f'{header}\n"{MARKER},C1\n{MARKER}\n',
        "no header": f"{MARKER},{MARKER}\n{MARKER},2\n",
        "cut off": f"{header}\nC1,{MARKER}",
        "binary": f"{header}\n{MARKER}\0\n",
    }
    path.write_text(body[row], encoding="utf-8")
    _, out, err = _said(capfd, tmp_path / "d9311.duckdb", {"claims": path}, "--json")
    assert json.loads(out)["files"]
    assert MARKER not in out + err


def test_patients_are_stored_as_a_keyed_hash_alone(tmp_path: Path) -> None:
    database = tmp_path / "d9311.duckdb"
    claims = write_export(tmp_path / "claims.csv", "claims", [{"patient_id": MARKER}])
    import_files(database, claims=[claims])
    key = read_key(database)
    assert key is not None
    pseudonym = hmac.digest(key, MARKER.encode(), "sha256").hex()[:16]
    stored = database.read_bytes()
    assert MARKER.encode() not in stored
    assert pseudonym.encode() in stored


@pytest.mark.usefixtures("rows_alone")
def test_another_database_has_another_key(tmp_path: Path) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", [{}])
    keys = set()
    for name in ("one", "two"):
        import_files(tmp_path / name, claims=[claims])
        keys.add(read_key(tmp_path / name))
    assert len(keys) == 2
