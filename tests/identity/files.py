"""Exports and X12 files imported one after the other, and what the episodes then say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import TypeVar

import duckdb

from d9311.store import open_database
from tests.states import import_files
from tests.strategies import IS_THOROUGH
from tests.tables import Row, Table, draw, write_export

EPISODES = """select payer, first_outcome, outcome, billed::int, paid::int, decided::text, submissions from episodes
    where $1 in ('', practice_id) order by 1, episode_id"""
Found = list[tuple[object, ...]]
T = TypeVar("T")


class Files:
    """A database in a folder that takes drawn exports and X12 texts."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.database, self.count = folder, folder / "d9311.duckdb", 0
        self.warnings: list[tuple[str, str]] = []
        self.findings: list[str] = []

    def take(self, *files: Table | str, **asked: object) -> duckdb.DuckDBPyConnection:
        """Import them in one call; a text that begins with ISA is an X12 file, any other a drawn export of
        claims."""
        paths = []
        for file in files:
            self.count += 1
            paths.append(self.folder / f"{self.count}.csv")
            if isinstance(file, str) and file.startswith("ISA"):
                paths[-1].write_text(file, encoding="utf-8")
            else:
                write_export(paths[-1], "claims", file)
        report = import_files(self.database, claims=paths, **asked)
        self.warnings += [(one.rule, one.message) for file in report.files for one in file.warnings]
        self.findings = report.findings
        return self.cursor()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        return open_database(self.database).cursor()

    def episodes(self, practice: str = "") -> Found:
        return self.cursor().execute(EPISODES, [practice]).fetchall()


def of_practices(cases: Mapping[str, Sequence[Table]]) -> list[list[Row]]:
    """The files of all cases, each case a practice that has its name: claims of different ones never meet."""
    return [
        [{"practice_id": name, **row} for row in (draw(file) if isinstance(file, str) else file)]
        for name, files in cases.items()
        for file in files
    ]


Held = tuple[Files, dict[str, Found]]


def took(folder: Path, first: Sequence[Sequence[Row]], then: Sequence[Sequence[Row]]) -> Held:
    """A database that took files by two calls, and its episodes of each practice of the first between them."""
    files = Files(folder)
    files.take(*first)
    before = {name: files.episodes(name) for name in {row["practice_id"] for file in first for row in file}}
    files.take(*then)
    return files, before


def asked(held: Held, question: str, *of: str) -> Found:
    return held[0].cursor().execute(question, [*of]).fetchall()


def orders_of(files: Sequence[T]) -> list[tuple[T, ...]]:
    """Orders to try: as given and reversed; where tests are thorough all, or six of many. Others of generated
    files: tests/x12/test_order_law.py.
    """
    if IS_THOROUGH:
        every = list(permutations(files))
        return every[:: max(1, len(every) // 6)]
    return list(dict.fromkeys([tuple(files), tuple(files)[::-1]]))


def in_any_order(folder: Path, *files: str) -> Found:
    """The episodes of files that may come in any order; asserts that the orders that are tried give the
    same."""
    found = []
    for number, order in enumerate(orders_of(files)):
        one = Files(folder / str(number))
        one.take(*order)
        found.append(one.episodes())
    assert all(one == found[0] for one in found)
    return found[0]
