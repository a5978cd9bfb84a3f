"""The progress bar: drawn on a terminal when the work takes long, silent everywhere else."""

from __future__ import annotations

import io

import pytest

from d9311.ingest.progress import Bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("d9311.ingest.progress.time.monotonic", lambda: now[0])
    return now


def test_a_bar_appears_after_a_second_and_is_removed(clock: list[float]) -> None:
    terminal = Terminal()
    bar = Bar(terminal)
    bar.show(0.1, "reading claims.csv")
    assert terminal.getvalue() == ""
    clock[0] = 1.5
    bar.show(0.5, "storing claims.csv")
    drawn = "[###############...............]  50% storing claims.csv"
    assert terminal.getvalue() == f"\r{drawn}"
    bar.show(1.0, "done")
    finished = f"[{'#' * 30}] 100% done"
    assert terminal.getvalue() == f"\r{drawn}\r{finished.ljust(len(drawn))}"
    bar.clear()
    assert terminal.getvalue().endswith(f"\r{' ' * len(finished)}\r")


def test_a_bar_stays_silent_where_nobody_watches(clock: list[float]) -> None:
    stream = io.StringIO()
    bar = Bar(stream)
    clock[0] = 60.0
    bar.show(0.5, "reading claims.csv")
    bar.clear()
    assert stream.getvalue() == ""
