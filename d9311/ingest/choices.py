"""What the user says of a guess: that two payers are one or not,
that a remittance does not belong to a claim.

An answer is an input of all later builds: no import and no undo loses it.
"""

from __future__ import annotations

import csv
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from d9311.ingest import pseudonym
from d9311.ingest.errors import Refused
from d9311.ingest.load import FilePath, import_files
from d9311.ingest.publishing.draft import with_draft
from d9311.ingest.publishing.finishing import finish
from d9311.ingest.storing import schema

PAYER, CLAIM = "payer", "claim"
REFUSED = "refused"
ALIASES = "payer_alias.csv"


def confirm_payer(db_path: FilePath, payer: str, wait_seconds: float = 10) -> str:
    """Make a payer that seems to be another one the same,
    by adding it to the list of payer names (payer_alias).

    The list is imported like any other, so that undoing it takes the answer back. Raises Refused when nothing
    is guessed of that payer, and StoreError like `import_files`.
    """
    database = Path(db_path).absolute()
    with duckdb.connect(str(database), read_only=True) as found:
        guess = found.execute(
            "select payer_name, seems_to_be from payer_guesses where payer_key = $payer", {"payer": payer}
        ).fetchone()
        aliases = found.execute("select alias, payer_name from payer_alias").fetchall()
    if guess is None:
        raise Refused("That payer is no longer taken for another one.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ALIASES
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("alias", "payer_name"), *aliases, guess])
        import_files(database, payer_alias=path, wait_seconds=wait_seconds)
    return f"{guess[0]} is {guess[1]} from now on. To take that back, undo the import of {ALIASES}."


def refuse(
    db_path: FilePath, kind: str, one: str, other: str, practice: str = "", wait_seconds: float = 10
) -> str:
    """Say that two things are not one: payers by their keys,
    or an X12 claim number and a claim of a practice.
    """
    _write(db_path, kind, (one, other, practice), REFUSED, wait_seconds)
    return "Kept apart from now on."


def take_back(
    db_path: FilePath, kind: str, one: str, other: str, practice: str = "", wait_seconds: float = 10
) -> str:
    """Forget an answer; what was guessed is guessed again."""
    _write(db_path, kind, (one, other, practice), None, wait_seconds)
    return "Your answer is forgotten."


def _write(
    db_path: FilePath, kind: str, pair: tuple[str, str, str], choice: str | None, wait_seconds: float
) -> None:
    database = Path(db_path).absolute()
    given = dict(zip(("one", "other", "practice"), pair, strict=True)) | {"kind": kind}

    def work(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        schema.create_base_tables(connection)
        connection.execute(
            "delete from identity_choices "
            "where kind = $kind and one = $one and other = $other and practice_id = $practice",
            given,
        )
        if choice:
            connection.execute(
                "insert into identity_choices values ($kind, $practice, $one, $other, $choice, $now)",
                {**given, "choice": choice, "now": datetime.now(UTC).replace(tzinfo=None)},
            )
        finish(connection, database, folder, pseudonym.read_key(database), compares=False)

    with_draft(database, work, wait_seconds)
