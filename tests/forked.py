"""Processes that begin at once: forked from one that has imported the product, where Python takes a second.

They do not see what a test replaced in its own process, its environment among it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

import pytest

from tests.outgoing import refuse_others
from tests.project.files import ROOT

_CONTEXT = get_context("forkserver")
_PRODUCT = [
    "d9311.cli",
    "d9311.ingest.load",
    "d9311.desk.changing",
    "tests.desk.editor",
    "tests.ingest.dying",
]
# What a page needs of others. Our own modules make caches as they are loaded, which must know of their server.
_SERVER = [
    "streamlit.web.cli",
    "streamlit.web.server.starlette",
    "streamlit.components.v1",
    "pandas",
    "duckdb",
]
_SERVER += ["plotly.graph_objects", "pyarrow.dataset", "scipy.special", "xlsxwriter"]
_CONTEXT.set_forkserver_preload(_PRODUCT)


def load_what_servers_need() -> None:
    """Let processes of this one, which are to come, be servers at once. Call it before the first begins."""
    _CONTEXT.set_forkserver_preload(_SERVER)


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

    _say_nothing()
    sys.exit(main([*arguments]))


def _say_nothing() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for said in (1, 2):
        os.dup2(nowhere, said)


def serve_app(database: Path, port: int, log: Path) -> None:
    """Do what `streamlit run dashboard.py` does; what is asked of the network is refused and written down."""
    from streamlit.web.cli import main

    refuse_others(log)
    _say_nothing()
    os.chdir(ROOT)
    os.environ["D9311_DB"] = str(database)
    main(["run", "dashboard.py", "--server.port", str(port), "--server.headless", "true"])
