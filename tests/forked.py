"""Processes that begin at once: forked from one that has imported the product, where Python takes a second.

They do not see what a test replaced in its own process, its environment among it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from types import ModuleType

import pytest

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["d9311.cli", "d9311.ingest.load", "d9311.desk.changing", "tests.desk.editor", "tests.ingest.dying"]
)


def begin(work: Callable[..., object], *given: object) -> BaseProcess:
    """Begin a process that calls a function of a module with what is given.

    It would run first what is the main program here: after a page was drawn in a test that is the page.
    """
    process = _CONTEXT.Process(target=work, args=given, daemon=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        process.start()
    return process


def ended(process: BaseProcess) -> int | None:
    """Wait until a process has ended; return its exit code, or less than none where a signal ended it."""
    process.join(timeout=600)
    return process.exitcode


def run_command(*arguments: str) -> None:
    """Do what `python -m d9311` does with these arguments, without its output."""
    from d9311.cli import main

    with open(os.devnull, "w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        sys.exit(main([*arguments]))
