"""Names a practice; every chart, filter and table shows it by that name from then on."""

from __future__ import annotations

from pathlib import Path

import duckdb

from d9311.ingest.errors import Refused
from d9311.ingest.load import FilePath
from d9311.ingest.places import place_of
from d9311.ingest.practices import tidy_name
from d9311.ingest.publishing.deriving import build_version, make_derived
from d9311.ingest.publishing.draft import publish, with_draft
from d9311.ingest.storing import schema

LONGEST_NAME = 60  # longer ones fit no chart


def name_practice(db_path: FilePath, practice_id: str, name: str | None, wait_seconds: float = 10) -> str:
    """Give a practice a name, another one, or with a blank name the one of the export
    again; return what was done.

    Raises Refused when there is no such practice or the name is too long, and StoreError like `import_files`.
    """
    database, name = place_of(db_path), tidy_name(name)
    if not database.exists():
        raise Refused(f"There is no database at {database}, so there is no practice to name.")
    if len(name) > LONGEST_NAME:
        raise Refused(f"The name has {len(name)} characters; it may have up to {LONGEST_NAME}. Shorten it.")

    def work(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        schema.create_base_tables(connection)
        if schema.read_meta(connection).get("build_version") != build_version():
            make_derived(connection)
            schema.write_meta(connection, {"build_version": build_version()})
        _refuse_unknown(connection, practice_id)
        connection.execute("delete from practice_names where practice_id = $id", {"id": practice_id})
        if name:
            connection.execute(
                "insert into practice_names values ($id, $name)", {"id": practice_id, "name": name}
            )
        publish(connection, database, folder)

    with_draft(database, work, wait_seconds)
    return (
        f"The practice {practice_id} is now called {name}."
        if name
        else f"The practice {practice_id} has no name of yours any longer."
    )


def _refuse_unknown(connection: duckdb.DuckDBPyConnection, practice_id: str) -> None:
    found = connection.execute("select practice_id from practices order by practice_id").fetchall()
    known = [known_id for (known_id,) in found]
    if practice_id not in known:
        raise Refused(f"There is no practice {practice_id}. Practices: {', '.join(known) or 'none'}.")
