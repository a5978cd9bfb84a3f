"""`packet`: writes letters into a folder, replaces nothing, and says why there is none."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from d9311.cli import main
from tests.packet.test_letters import CLAIMS, RECORDS
from tests.states import import_files
from tests.tables import write_export

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    claims = write_export(tmp_path / "claims.csv", "claims", CLAIMS)
    records = write_export(tmp_path / "consultations.csv", "consultations", RECORDS)
    import_files(tmp_path / "d9311.duckdb", claims=[claims], consultations=[records])
    return tmp_path


def run(practice: Path, *arguments: str) -> int:
    return main(
        ["packet", "--db", str(practice / "d9311.duckdb"), "--out", str(practice / "out"), *arguments]
    )


@pytest.mark.slow
def test_letters_are_written_and_named_and_never_replaced(practice: Path, capsys: Printed) -> None:
    assert run(practice, "--claim", "C1") == 0
    written = sorted((practice / "out").iterdir())
    assert capsys.readouterr().out.splitlines() == [str(path) for path in reversed(written)]
    assert [path.suffix for path in written] == [".docx", ".pdf"]
    assert run(practice, "--claim", "C1") == 2
    assert capsys.readouterr().err == (
        f"{written[1].name} is there already and may have been edited. Give another folder.\n"
    )


def test_many_letters_are_one_zip(practice: Path, capsys: Printed) -> None:
    assert run(practice, "--claim", "C1", "--claim", "C2", "--format", "pdf", "--zip") == 0
    assert capsys.readouterr().out == f"{practice / 'out' / 'packets.zip'}\n"
    names = zipfile.ZipFile(practice / "out" / "packets.zip").namelist()
    assert len(names) == 3
    assert names[2] == "list-of-letters.csv"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--claim", "C9"), "Claim 1 of those given has no D9311 line. Look at its number again.\n"),
        (
            ("--claim", "C4"),
            "No letter (appeal) for 1 of 1 claims: not denied: an appeal answers a denial.\n",
        ),
        (
            ("--claim", "C1", "--letterhead", "none.toml"),
            "none.toml cannot be read (No such file or directory).\n",
        ),
    ],
)
def test_why_there_is_no_letter_is_said(
    practice: Path, capsys: Printed, arguments: tuple[str, ...], said: str
) -> None:
    assert run(practice, *arguments) == 2
    assert capsys.readouterr().err == said
    assert not (practice / "out").exists()
