"""From a stranger's export to trusted rows."""

from d9311.ingest.errors import Refused
from d9311.ingest.load import ImportRefused, import_files, rebuild
from d9311.ingest.report import FileReport, ImportReport
from d9311.ingest.undo import undo_import

__all__ = ["FileReport", "ImportRefused", "ImportReport", "Refused", "import_files", "rebuild", "undo_import"]
