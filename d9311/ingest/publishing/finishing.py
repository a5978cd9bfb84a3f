"""The last steps of a new database: everything that is derived, what it changed, checks, and its place."""

from __future__ import annotations

from pathlib import Path

import duckdb

from d9311.ingest import pseudonym
from d9311.ingest.publishing import changes
from d9311.ingest.publishing.deriving import Build, make_derived
from d9311.ingest.publishing.draft import publish
from d9311.ingest.publishing.effects import tell_effects
from d9311.ingest.publishing.verifying import verify
from d9311.ingest.report import ImportReport
from d9311.ingest.storing import schema


def finish(
    connection: duckdb.DuckDBPyConnection,
    database: Path,
    folder: Path,
    key: bytes | None,
    *,
    compares: bool = True,
    knows_before: bool = False,
    report: ImportReport | None = None,
    build: Build | None = None,
) -> None:
    """Make everything that is derived, check it, and put the draft in the database's place.

    `compares`: write down what the newest import call changed. `knows_before`: the derived tables
    that are there are those from before that call; else they are made for the comparison. `report`:
    of that call, to be completed. `build`: makes the derived tables, on this engine or another.
    """
    call = changes.newest_call(connection) if compares else None
    if call is not None and not knows_before:
        with changes.without_call(connection, call):
            make_derived(connection, build)
            changes.remember(connection)
    elif call is not None:
        changes.remember(connection)
    make_derived(connection, build)
    if call is not None:
        changes.write_down(connection, call)
    if report is not None:
        tell_effects(connection, report)
    verify(connection)
    notes = {"schema_version": str(schema.SCHEMA_VERSION)}
    if key is not None:
        notes["patient_key"] = pseudonym.fingerprint(key)
    schema.write_meta(connection, notes)
    publish(connection, database, folder)
