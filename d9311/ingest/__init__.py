"""From a stranger's export to trusted rows."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from d9311.ingest.errors import Refused
    from d9311.ingest.load import ImportRefused, import_files, rebuild
    from d9311.ingest.report import FileReport, ImportReport
    from d9311.ingest.undo import undo_import

__all__ = ["FileReport", "ImportRefused", "ImportReport", "Refused", "import_files", "rebuild", "undo_import"]

_HOMES = {
    "FileReport": "report",
    "ImportRefused": "load",
    "ImportReport": "report",
    "Refused": "errors",
    "import_files": "load",
    "rebuild": "load",
    "undo_import": "undo",
}


def __getattr__(name: str) -> object:
    """Load what is asked for only then: a process that only reads a workbook starts without the database."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
