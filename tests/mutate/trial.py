"""A mutant among the tests, in a process of its own that reads the changed text in place of the file's."""

from __future__ import annotations

import contextlib
import importlib.machinery
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import Phase, settings

from tests.mutate.mutant import Mutant
from tests.project.files import ROOT

# Imported once, here, because they take longer to import than most mutants take to be noticed.
HEAVY = (
    "duckdb",
    "numpy",
    "pandas",
    "pyarrow",
    "scipy.optimize",
    "scipy.special",
    "scipy.stats",
    "statsmodels.api",
)
LONGEST_SECONDS = 90  # of computing in one test: what takes longer goes on for ever
MOST_BYTES = 16 << 30  # of addresses, of which DuckDB takes more than it fills
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Verdict:
    """Whether a test noticed a mutant (None: no change was made), and which."""

    mutant: Mutant | None
    noticed: bool
    by: str


class Watch:
    """What pytest is to do otherwise: no test without end, none begun after so many seconds of computing, no
    search for a smaller example, and say what failed."""

    def __init__(self, most_seconds: float) -> None:
        self.failed = ""
        self.most_seconds = most_seconds

    def pytest_sessionstart(self) -> None:
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutant", settings.default, phases=phases, derandomize=True, database=None)
        settings.load_profile("mutant")

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + LONGEST_SECONDS
        if seconds > self.most_seconds + LONGEST_SECONDS:
            item.session.shouldstop = "no more time"
            pytest.skip("no more time")
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid


def verdicts(
    trials: Iterable[tuple[Mutant | None, Sequence[str]]], at_once: int, most_seconds: float = inf
) -> Iterator[Verdict]:
    """Run each mutant with its test files, some at once; yield what became of it.

    No test is begun for one that has computed for `most_seconds`.
    """
    for name in HEAVY:
        with contextlib.suppress(ImportError):
            __import__(name)
    waiting = iter(trials)
    running: dict[int, tuple[ForkProcess, Connection, Mutant | None]] = {}
    while True:
        while len(running) < at_once and (trial := next(waiting, None)):
            ours, theirs = FORK.Pipe(duplex=False)
            process = FORK.Process(target=_run, args=(*trial, theirs, most_seconds))
            process.start()
            theirs.close()
            running[process.sentinel] = process, ours, trial[0]
        if not running:
            return
        for sentinel in wait(list(running)):
            assert isinstance(sentinel, int)
            process, answer, mutant = running.pop(sentinel)
            yield _verdict(process, answer, mutant)


def _verdict(process: ForkProcess, answer: Connection, mutant: Mutant | None) -> Verdict:
    process.join()
    try:
        code, failed = answer.recv()
    except EOFError:
        said = f"ended by signal {-(process.exitcode or 0)}: no end, or too much memory"
        return Verdict(mutant, True, said)
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED):
        raise RuntimeError(f"pytest ended with {code} for {mutant and mutant.key}")
    return Verdict(mutant, code == pytest.ExitCode.TESTS_FAILED or bool(failed), failed)


def _run(mutant: Mutant | None, tests: Sequence[str], answer: Connection, most_seconds: float) -> None:
    os.chdir(ROOT)
    folder = tempfile.mkdtemp(prefix="d9311-mutant-")
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for name in [name for name in sys.modules if name.split(".")[0] in ("d9311", "queries")]:
        del sys.modules[name]
    if mutant:
        _put(mutant)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    watch = Watch(most_seconds)
    options = ["-x", "-q", "-n0", "-pno:cacheprovider", "-pno:xdist", f"--basetemp={folder}/tests"]
    code = pytest.main([*options[:2], *options[3:], *tests], plugins=[watch])
    shutil.rmtree(folder, ignore_errors=True)
    answer.send((int(code), watch.failed))
    answer.close()
    os._exit(0)


def _put(mutant: Mutant) -> None:
    """Let this process read a mutant's text in place of its file: as text, and where it is imported."""
    changed, text = ROOT / mutant.path, mutant.text()
    read_text, get_code = Path.read_text, importlib.machinery.SourceFileLoader.get_code

    def read(path: Path, *arguments: object, **named: object) -> str:
        return text if path == changed else read_text(path, *arguments, **named)  # type: ignore[arg-type]

    def code(loader: importlib.machinery.SourceFileLoader, name: str) -> CodeType | None:
        return compile(text, loader.path, "exec") if Path(loader.path) == changed else get_code(loader, name)

    Path.read_text = read  # type: ignore[method-assign, assignment]
    importlib.machinery.SourceFileLoader.get_code = code  # type: ignore[method-assign, assignment]
