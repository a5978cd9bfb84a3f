"""Compressed files: unpacked piece by piece, and given up when far more comes out than went in."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from d9311.contract import Limits
from d9311.ingest.errors import Refused, size

PIECE_BYTES = 1 << 20
# Below this no file is a bomb, and a short export of rows that are alike compresses more than 20 times.
ALWAYS_ALLOWED_BYTES = 1 << 20


def unpack(path: Path, target: Path, limits: Limits) -> None:
    """Write what is in the gzip file `path` to `target`. Raises Refused for a damaged one or a bomb."""
    most = most_bytes(path, limits)
    written = 0
    try:
        with gzip.open(path) as packed, target.open("wb") as out:
            while piece := packed.read(PIECE_BYTES):
                written += len(piece)
                if written > most:
                    raise too_large(path, limits)
                out.write(piece)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise Refused(
            f"{path.name} is compressed with gzip and damaged or incomplete. Get it again, or unpack it and "
            "import the CSV inside."
        ) from None


def most_bytes(path: Path, limits: Limits) -> int:
    """Return how much a compressed file may hold."""
    times = max(ALWAYS_ALLOWED_BYTES, limits.decompressed_times * path.stat().st_size)
    return min(times, limits.decompressed_bytes)


def too_large(path: Path, limits: Limits) -> Refused:
    """Return what is said of a compressed file that holds more than the limits allow."""
    return Refused(
        f"{path.name}: unpacked it is larger than {limits.decompressed_times} times the file or than "
        f"{size(limits.decompressed_bytes)}. If it is a real export, unpack it and import the CSV inside, "
        "or export a shorter period."
    )
