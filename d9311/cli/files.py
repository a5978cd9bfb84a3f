"""Files as they are named on the command line: one, a pattern, or a folder of them."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path

from d9311.ingest.errors import Refused

ENDINGS = (".csv", ".csv.gz", ".parquet", ".txt", ".xlsx")


def files_of(names: Sequence[str]) -> list[Path]:
    """Return the files that names stand for, those of a folder or pattern by their names.

    Of a folder those with an ending of `ENDINGS`, and not what lies in folders within. Raises Refused for a
    folder or a pattern without any.
    """
    return [path for name in names for path in _files_of(name)]


def _files_of(name: str) -> list[Path]:
    path = Path(name)
    if path.is_dir():
        found = [one for one in path.iterdir() if one.name.lower().endswith(ENDINGS)]
        missing = (
            f"{name}: in this folder is no export ({', '.join(ENDINGS)}). Give the folder that holds them."
        )
    elif glob.has_magic(name) and not path.exists():
        found = [Path(one) for one in glob.iglob(name, recursive=True)]
        missing = f"{name}: no file has such a name. Check the pattern."
    else:
        return [path]
    files = sorted(one for one in found if one.is_file() and not one.name.startswith("."))
    if not files:
        raise Refused(missing)
    return files
