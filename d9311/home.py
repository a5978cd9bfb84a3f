"""Where the dashboard stands, as a checkout or installed, and where it keeps its data.

Only the standard library is imported, so that every layer may import this module.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

# What holds dashboard.py, pages, queries, sample_data and .streamlit, in a checkout and in a wheel alike.
ROOT = Path(__file__).resolve().parents[1]
IS_CHECKOUT = (ROOT / "pyproject.toml").is_file()
COMMAND = "python -m d9311" if IS_CHECKOUT else "d9311"
_NAME = "d9311"
READ_ONLY = "D9311_READ_ONLY"
READ_ONLY_SAID = (
    "This dashboard shows data that are made elsewhere, and changes none of them. "
    "Import, answer, undo or remove where they are made; what is published there is shown here."
)


def default_database() -> Path:
    """Return the database of someone who names none;
    an upgrade of an installed dashboard leaves it where it is.
    """
    folder = ROOT / "data" if IS_CHECKOUT else _user_data()
    return folder / "d9311.duckdb"


def is_read_only() -> bool:
    """Tell whether this process shows data that are made elsewhere: nothing here imports, undoes, answers or
    removes (`serve --read-only`).
    """
    return os.environ.get(READ_ONLY) == "1"


def _user_data() -> Path:
    """Return the folder in which a program keeps a user's data on this system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / _NAME
