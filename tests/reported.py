"""The program that writes a report, run here: Python has loaded what it needs, and so has Streamlit."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout

import pytest

import tests.screens  # noqa: F401 (Streamlit reads what is installed once)
from d9311.ui.export import report


def in_this_process(
    command: list[str], input: bytes, env: Mapping[str, str], **how: object
) -> subprocess.CompletedProcess[bytes]:
    """Do what `subprocess.run` does with the program that draws the pages of a report."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said):
        patch.setenv("D9311_DB", env["D9311_DB"])
        patch.setattr(sys, "stdin", io.StringIO(input.decode()))
        patch.setattr(sys, "argv", command[2:])
        code = report.main()
    return subprocess.CompletedProcess(command, code, said.getvalue().encode(), b"")
