"""What an import says of the lines of earlier ones: replaced, moved and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.identity.test_claim_lines import FULL, SLIM
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


@pytest.mark.parametrize(("moved", "rows", "is_said"), [(5, 49, True), (5, 50, False), (4, 4, False)])
def test_many_moved_lines_are_said_first(tmp_path: Path, moved: int, rows: int, is_said: bool) -> None:
    from d9311.ingest import import_files
    from tests.tables import write_export

    def claims(day: str) -> list[Row]:
        return [
            {"claim_id": f"C{n}", "status": "sent", "service_date": day if n < moved else "2025-01-15"}
            for n in range(rows)
        ]

    for number, day in enumerate(("2025-01-15", "2025-01-16"), 1):
        path = write_export(tmp_path / f"{number}.csv", "claims", claims(day))
        report = import_files(tmp_path / "d9311.duckdb", claims=[path])
    assert report.files[0].lines_moved == moved
    expected = (
        f"2.csv: {moved} lines of claims moved, of {rows} rows: it has other line numbers, codes or days for them than "
        "the earlier exports. Look at What changed; if the file is another practice's, undo it and give it a practice "
        "name."
    )
    assert [notice.message for notice in report.notices] == ([expected] if is_said else [])
