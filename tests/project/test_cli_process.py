"""The command line as a process: exit codes, light start, closed pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.conftest import CLAIMS
from tests.project.files import ROOT
from tests.tables import write_export


def test_a_module_run_ends_with_the_exit_code_of_the_command() -> None:
    command = [sys.executable, "-m", "d9311", "query", "no_such_query", "--db", "none.duckdb"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")


@pytest.mark.slow
def test_import_and_rows_start_without_the_heavy_libraries(imported: Path) -> None:
    code = (
        "import sys; from d9311.cli import main; main(sys.argv[1:]); "
        "print(sorted({'pandas', 'pyarrow', 'scipy', 'streamlit', 'plotly'} & set(sys.modules)), file=sys.stderr)"
    )
    claims = imported.with_name("claims.csv")
    for arguments in (
        ["import", "--db", str(imported), "--claims", str(claims)],
        ["rows", "claims", "--db", str(imported)],
    ):
        ended = subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert ended.stderr == "[]\n"


def test_output_that_nobody_reads_to_the_end_is_no_error(imported: Path) -> None:
    command = f"{sys.executable} -m d9311 query --list | head -1"
    ended = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("appeals\n", "")


@pytest.mark.slow
def test_a_file_name_in_no_known_encoding_is_no_obstacle(tmp_path: Path) -> None:
    claims = write_export(tmp_path / "claims.csv", "claims", CLAIMS)
    odd = os.fsencode(tmp_path) + b"/Stra\xdfe.csv"
    os.rename(claims, odd)
    database = str(tmp_path / "d9311.duckdb")
    command: list[str | bytes] = [sys.executable, "-m", "d9311", "import", "--db", database, "--claims", odd]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(os.fsencode(tmp_path) + b"/Stra\\xdfe.csv (claims)\n")
