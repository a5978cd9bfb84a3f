"""Cells to a file, the same bytes everywhere."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path


def write(path: Path, columns: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """A UTF-8 CSV with LF line ends and quotes only where a cell needs them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
