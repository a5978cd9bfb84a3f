"""What the user says of a guess: that two payers are one or not,
that a remittance does not belong to a claim, which consultation a billing belongs to.

An answer is an input of all later builds: no import and no undo loses it.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
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


def choose_link(
    db_path: FilePath, practice: str, episode: str, consultation: str | None, wait_seconds: float = 10
) -> str:
    """Say which consultation was billed by the billing that holds an episode; None: none of them was.

    A consultation belongs to one billing: an older answer that gave it to another is forgotten. Raises
    Refused when the consultation is no candidate (any longer), and StoreError like `import_files`.
    """
    given = {"practice": practice, "episode": episode, "consultation": consultation}

    def answer(connection: duckdb.DuckDBPyConnection) -> None:
        if not connection.execute(CANDIDATES, given).fetchall():
            raise Refused("That consultation can no longer be the record of this claim.")
        connection.execute(FORGET_LINK, given)
        connection.execute(
            "insert into link_choices values ($practice, $episode, $consultation, $now)",
            {**given, "now": _now()},
        )

    _change(db_path, answer, wait_seconds)
    return "No record belongs to that claim, as you said." if consultation is None else "Joined, as you said."


def take_back_link(db_path: FilePath, practice: str, episode: str, wait_seconds: float = 10) -> str:
    """Forget which consultation was chosen for a billing; it is guessed again."""
    given = {"practice": practice, "episode": episode, "consultation": None}
    _change(db_path, lambda connection: connection.execute(FORGET_LINK, given), wait_seconds)
    return "Your answer is forgotten."


# The episodes of a billing are one another's names: an answer to any of them is an answer to all.
FORGET_LINK = """
delete from link_choices
where practice_id = $practice and (
    episode_id = $episode or consultation_id = $consultation or episode_id in (
        select others.episode_id
        from billing_episodes as others
        join billing_episodes as own on own.billing_id = others.billing_id
        where own.episode_id = $episode
    )
)
"""
CANDIDATES = """
select 1
from link_candidates as candidates
join billing_episodes as own on own.billing_id = candidates.billing_id
where own.practice_id = $practice and own.episode_id = $episode
    and candidates.consultation_id = coalesce($consultation, candidates.consultation_id)
"""


def _write(
    db_path: FilePath, kind: str, pair: tuple[str, str, str], choice: str | None, wait_seconds: float
) -> None:
    given = dict(zip(("one", "other", "practice"), pair, strict=True)) | {"kind": kind}

    def answer(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute(
            "delete from identity_choices "
            "where kind = $kind and one = $one and other = $other and practice_id = $practice",
            given,
        )
        if choice:
            connection.execute(
                "insert into identity_choices values ($kind, $practice, $one, $other, $choice, $now)",
                {**given, "choice": choice, "now": _now()},
            )

    _change(db_path, answer, wait_seconds)


def _change(
    db_path: FilePath, answer: Callable[[duckdb.DuckDBPyConnection], object], wait_seconds: float
) -> None:
    """Write an answer into a draft of the database, make what follows from it anew, and publish it."""
    database = Path(db_path).absolute()

    def work(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        schema.create_base_tables(connection)
        answer(connection)
        finish(connection, database, folder, pseudonym.read_key(database), compares=False)

    with_draft(database, work, wait_seconds)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
