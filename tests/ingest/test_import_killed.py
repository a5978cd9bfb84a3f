"""`kill -9` at any moment of an import leaves a database that opens and holds the old or the new data
whole."""

from __future__ import annotations

import random
import shutil
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

import queries
from d9311.ingest import import_files
from d9311.store import open_database
from tests import states
from tests.forked import begin, ended, run_command
from tests.strategies import IS_THOROUGH
from tests.tables import write_export

pytestmark = pytest.mark.slow

OLD = [{"claim_id": f"OLD{number}", "paid_amount": f"{number}.50"} for number in range(3)]
NEW = [{"claim_id": f"NEW{number}", "paid_amount": f"{number}.25"} for number in range(5)]
NOTES = [{"consultation_id": "K1", "patient_id": "patient of NEW1"}]

# Moments as shares of a measured run: one drawn from each of as many equal parts, for each kind of start. Moments that
# have a name: test_import_durability.py.
_seeded = random.Random(9311)
PARTS = {"old data": 24, "nothing": 6} if IS_THOROUGH else {"old data": 3, "nothing": 1}
MOMENTS = {
    begin: [(part + _seeded.random()) / parts for part in range(parts)] for begin, parts in PARTS.items()
}

Kept = tuple[list[tuple[object, ...]], ...]


def content(database: Path) -> Kept | None:
    """All claims, consultations, how they were linked by patient, and a measure; None without a database."""
    if not database.exists():
        return None
    cursor = open_database(database).cursor()
    claims = cursor.execute("select claim_id, paid_amount from current_claims order by all").fetchall()
    notes = cursor.execute("select consultation_id, link from consultations order by all").fetchall()
    measure = queries.arrow(cursor, "approval_by_payer").to_pylist()
    return claims, notes, [tuple(row.values()) for row in measure]


class Start:
    """A folder to begin in, what is in it and what an import makes of it, and how long that takes."""

    def __init__(self, folder: Path, exports: Path, has_data: bool) -> None:
        folder.mkdir()
        self.folder, self.exports = folder, exports
        if has_data:
            states.import_files(folder / "d9311.duckdb", claims=[exports / "old.csv"])
        whole = folder.with_name(f"{folder.name} whole")
        shutil.copytree(folder, whole)
        began = time.monotonic()
        assert ended(self.command(whole / "d9311.duckdb")) == 0
        self.seconds = time.monotonic() - began
        self.old, self.new = content(folder / "d9311.duckdb"), content(whole / "d9311.duckdb")

    def command(self, database: Path) -> BaseProcess:
        """Start an import."""
        claims, notes = str(self.exports / "new.csv"), str(self.exports / "notes.csv")
        files = ("--claims", claims, "--consultations", notes)
        return begin(run_command, "import", "--db", str(database), *files)


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Start]:
    folder = tmp_path_factory.mktemp("starts")
    for name, kind, rows in (
        ("old.csv", "claims", OLD), ("new.csv", "claims", NEW), ("notes.csv", "consultations", NOTES),
    ):  # fmt: skip
        write_export(folder / name, kind, rows)
    return {name: Start(folder / name, folder, name == "old data") for name in MOMENTS}


@pytest.mark.parametrize(
    ("begin", "moment"), [(begin, moment) for begin, moments in MOMENTS.items() for moment in moments]
)
def test_an_import_killed_at_any_moment_leaves_old_or_new_data_whole(
    tmp_path: Path, starts: dict[str, Start], begin: str, moment: float
) -> None:
    start = starts[begin]
    database = shutil.copytree(start.folder, tmp_path / "data") / "d9311.duckdb"
    process = start.command(database)
    process.join(timeout=moment * start.seconds)
    process.kill()
    process.join()
    assert content(database) in (start.old, start.new)
    import_files(database, claims=[start.exports / "new.csv"], consultations=[start.exports / "notes.csv"])
    assert content(database) == start.new
    assert {path.name.removeprefix("d9311.duckdb") for path in database.parent.iterdir()} <= {
        "", ".backup", ".key", ".lock",
    }  # fmt: skip
