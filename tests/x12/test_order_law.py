"""X12 files may come anywhere among the exports, in any order, and an import that was undone leaves no trace."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import queries
from d9311.ingest import import_files, undo_import
from d9311.ingest.pseudonym import key_path
from d9311.store import open_database
from tests.strategies import IS_THOROUGH
from tests.x12.histories import History, history

pytestmark = pytest.mark.slow

CLAIMS = 126  # each with a history of its own
WORLDS = 40 if IS_THOROUGH else 1
MEASURES = ("episodes", "approval_by_payer", "denial_reasons", "ar_aging", "overview")


def episodes(folder: Path, files: list[str], undone: int | None = None) -> dict[str, list[dict[str, object]]]:
    """What the measures say after importing the files in this order, and undoing the nth of them."""
    folder.mkdir()
    key_path(folder / "d9311.duckdb").write_text("11" * 32)
    paths = []
    for number, text in enumerate(files):
        paths.append(folder / f"{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    import_files(folder / "d9311.duckdb", claims=paths)
    if undone is not None:
        undo_import(folder / "d9311.duckdb", undone + 1)
    cursor = open_database(folder / "d9311.duckdb").cursor()
    return {name: queries.arrow(cursor, name).to_pylist() for name in MEASURES}


def paid(rows: list[dict[str, object]]) -> dict[str, tuple[int, int]]:
    """For each claim, its episodes and what was paid on them."""
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        claim = str(row["episode_id"]).split("|")[1]
        count, amount = found.get(claim, (0, 0))
        found[claim] = count + 1, amount + int(str(row["paid"]).split(".")[0])
    return found


def interleaved(random: Random, world: History) -> list[str]:
    """The files in some order in which the exports keep theirs."""
    order = [*world.exports, *world.x12]
    random.shuffle(order)
    exports = iter(world.exports)
    return [next(exports) if text in world.exports else text for text in order]


@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_order_of_x12_files_changes_nothing(seed: int, tmp_path: Path) -> None:
    random, world = Random(seed), history(seed, CLAIMS)
    expected = episodes(tmp_path / "exports first", [*world.exports, *world.x12])
    assert {
        claim: one for claim, one in paid(expected["episodes"]).items() if claim in world.paid
    } == world.paid
    assert episodes(tmp_path / "mixed", interleaved(random, world)) == expected
    mixed = interleaved(random, world)
    place = random.randrange(len(mixed))
    mixed.insert(place, random.choice(history(seed + 1000, CLAIMS).x12))
    assert episodes(tmp_path / "undone", mixed, undone=place) == expected
