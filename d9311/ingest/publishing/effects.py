"""What an import did to the rows of earlier ones, and what joining all files found: the end of its report."""

from __future__ import annotations

from pathlib import Path

import duckdb

from d9311.findings import QUIET, findings
from d9311.ingest.report import FileReport, ImportReport, Notice

_CLAIMS = (
    "select coalesce(sum(rows_replaced), 0)::int, coalesce(sum(lines_moved), 0)::int, "
    "coalesce(sum(decisions_corrected), 0)::int, coalesce(flatten(list(kept_columns)), []) "
    "from import_effects where import_id = $import"
)
_CONSULTATIONS = """select count(*), 0, 0, []::text[]
    from (select distinct practice_id, consultation_id from consultation_rows where import_id = $import)
    semi join (select practice_id, consultation_id from consultation_rows where import_id < $import)
        using (practice_id, consultation_id)"""

_UNUSUAL = (
    "{name}: {moved:,} lines of claims moved, of {kept:,} rows: it has other line numbers, codes or days for "
    "them than the earlier exports. Look at What changed; if the file is another practice's, undo it and "
    "give it a practice name."
)


def tell_effects(connection: duckdb.DuckDBPyConnection, report: ImportReport) -> None:
    """Write into the report of a call what its files replaced,
    and the findings over all that is loaded now.
    """
    for file in report.files:
        if file.import_id is not None and not file.unchanged and file.kind in ("claims", "consultations"):
            _tell_file(connection, file)
            if _is_unusual(file):
                said = _UNUSUAL.format(name=Path(file.path).name, moved=file.lines_moved, kept=file.rows_kept)
                report.notices.append(Notice(said))
    report.findings = [one.sentence for one in findings(connection) if one.rule not in QUIET]


def _is_unusual(file: FileReport) -> bool:
    """Whether so many lines moved that the file may number its lines in another way than the earlier ones."""
    return file.lines_moved >= 5 and 10 * file.lines_moved > file.rows_kept


def _tell_file(connection: duckdb.DuckDBPyConnection, file: FileReport) -> None:
    query = _CLAIMS if file.kind == "claims" else _CONSULTATIONS
    found = connection.execute(query, {"import": file.import_id}).fetchone()
    if found:
        file.rows_replaced, file.lines_moved, file.decisions_corrected, kept = found
        file.kept_columns = tuple(kept)
