"""A progress bar for a terminal, drawn only when the work takes long."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 30
PATIENCE_SECONDS = 1.0


class Bar:
    """Shows fractions of 0 to 1 on a terminal; on anything else it stays silent."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._started = time.monotonic()
        self._drawn = 0

    def show(self, fraction: float, words: str) -> None:
        """Draw the bar once the work has taken a second."""
        if not self._stream.isatty() or time.monotonic() - self._started < PATIENCE_SECONDS:
            return
        full = round(WIDTH * min(1.0, max(0.0, fraction)))
        line = f"[{'#' * full}{'.' * (WIDTH - full)}] {fraction:4.0%} {words}"
        self._stream.write(f"\r{line.ljust(self._drawn)}")
        self._stream.flush()
        self._drawn = len(line)

    def clear(self) -> None:
        """Remove the bar, so that what is printed next begins on a clean line."""
        if self._drawn:
            self._stream.write(f"\r{' ' * self._drawn}\r")
            self._stream.flush()
            self._drawn = 0
