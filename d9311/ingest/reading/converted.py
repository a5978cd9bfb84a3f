"""What a workbook, a compressed file or an X12 file becomes:
a CSV, and where its lines stand in the user's file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from d9311.ingest.reading.textfile import ProviderAdjustment, SetAside, Warning_


@dataclass(frozen=True)
class Converted:
    """A file made readable: `path` is the CSV (or, out of a gzip, whatever was inside).

    `places`: the place of each line of the CSV in the user's file, None where they are the same. `dropped`:
    what was left out since it identifies a person. `extra`: the names of the CSV's last columns, which are
    none of the contract (see `schema.X12_COLUMNS`).
    """

    path: Path
    encoding: str = ""
    places: Sequence[int] | None = None
    dropped: tuple[str, ...] = ()
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    extra: tuple[str, ...] = ()
    provider_adjustments: list[ProviderAdjustment] = field(default_factory=list)
