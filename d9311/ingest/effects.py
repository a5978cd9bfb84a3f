"""What an import did to the rows of earlier ones, and what joining all files found: the end of its report."""

from __future__ import annotations

import duckdb

from d9311.findings import QUIET, findings
from d9311.ingest.report import FileReport, ImportReport

_CLAIMS = (
    "select rows_replaced, lines_moved, decisions_corrected, kept_columns from import_effects "
    "where import_id = $import"
)
_CONSULTATIONS = """select count(*), 0, 0, []::text[]
    from (select distinct practice_id, consultation_id from consultation_rows where import_id = $import)
    semi join (select practice_id, consultation_id from consultation_rows where import_id < $import)
        using (practice_id, consultation_id)"""


def tell_effects(connection: duckdb.DuckDBPyConnection, report: ImportReport) -> None:
    """Write into the report of a call what its files replaced, and the findings over all that is loaded now."""
    for file in report.files:
        if file.import_id is not None and not file.unchanged and file.kind in ("claims", "consultations"):
            _tell_file(connection, file)
    report.findings = [one.sentence for one in findings(connection) if one.rule not in QUIET]


def _tell_file(connection: duckdb.DuckDBPyConnection, file: FileReport) -> None:
    query = _CLAIMS if file.kind == "claims" else _CONSULTATIONS
    found = connection.execute(query, {"import": file.import_id}).fetchone()
    if found:
        file.rows_replaced, file.lines_moved, file.decisions_corrected, kept = found
        file.kept_columns = tuple(kept)
