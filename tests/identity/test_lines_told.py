"""What an import says of the lines of earlier ones: replaced, moved and kept."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.drafts import not_the_last
from tests.identity.test_fewer_columns import FULL, SLIM
from tests.tables import Row

pytestmark = pytest.mark.slow


def test_every_import_says_what_it_replaced_moved_and_kept(tmp_path: Path) -> None:
    from d9311.ingest import import_files
    from tests.tables import write_export

    first = write_export(tmp_path / "1.csv", "claims", FULL)
    second = write_export(tmp_path / "2.csv", "claims", SLIM + "C3 | sent | | Delta\n")
    third = write_export(
        tmp_path / "3.csv", "claims", "claim_id | service_date | status\n C3 | 2025-01-20 | sent"
    )
    effects = [
        import_files(tmp_path / "d9311.duckdb", claims=[path]).files[0].effects()
        for path in (first, second, third)
    ]
    assert effects == [
        [],
        [
            "3 rows of earlier imports gave way",
            "the file lacks adjustment_codes, allowed_amount, paid_amount; "
            "decisions that it brings again keep what they had there",
        ],
        ["1 row of earlier imports gave way", "1 line moved to another number, code or day"],
    ]


# How many of the lines of a file moved, of how many; it is said of the first alone.
MOVED = {"A": (5, 49), "B": (5, 50), "C": (4, 4)}


def test_many_moved_lines_are_said_first(tmp_path: Path) -> None:
    from d9311.ingest import import_files
    from tests.tables import write_export

    def claims(name: str, day: str) -> list[Row]:
        moved, rows = MOVED[name]
        return [
            {"claim_id": f"{name}{n}", "status": "sent", "service_date": day if n < moved else "2025-01-15"}
            for n in range(rows)
        ]

    for day in ("2025-01-15", "2025-01-16"):
        paths = [write_export(tmp_path / f"{name}-{day}.csv", "claims", claims(name, day)) for name in MOVED]
        with not_the_last() if day == "2025-01-15" else nullcontext():
            report = import_files(tmp_path / "d9311.duckdb", claims=paths)
    assert [(file.lines_moved, file.rows_kept) for file in report.files] == [*MOVED.values()]
    assert [notice.message for notice in report.notices] == [
        "A-2025-01-16.csv: 5 lines of claims moved, of 49 rows: it has other line numbers, codes or days for them "
        "than the earlier exports. Look at What changed; if the file is another practice's, undo it and give it a "
        "practice name."
    ]
