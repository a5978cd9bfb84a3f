"""What an import changed, and every measure of just that, equals the second computation on generated exports of several months."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from d9311.filters import Filters
from d9311.ingest import import_files
from d9311.store import open_database
from tests.oracle import Export, gather
from tests.oracle.changes import changes, touch
from tests.production import all_differences, import_export, key_of, run, write_csv
from tests.random_exports import make_export
from tests.strategies import IS_THOROUGH

pytestmark = pytest.mark.slow

COLUMNS = ("change", "episode_id", "now_in", "before", "after", "billed", "paid_before", "paid_after")


def several_months(random: Random) -> Export:
    """A generated export of at least two files of claims."""
    export = Export()
    while len(export.claims) < 2:
        export = make_export(random, 25)
    return export


@pytest.mark.parametrize("seed", range(100) if IS_THOROUGH else [1])
def test_second_import_and_its_filter_equal_the_second_computation(seed: int, tmp_path: Path) -> None:
    export = several_months(Random(seed))
    first = replace(export, claims=export.claims[:1], consultations=export.consultations[:1])
    import_export(tmp_path, first)
    later = [write_csv(tmp_path / f"later_{n}.csv", file) for n, file in enumerate(export.claims[1:])]
    notes = [write_csv(tmp_path / f"notes_{n}.csv", file) for n, file in enumerate(export.consultations[1:])]
    import_files(tmp_path / "d9311.duckdb", claims=later, consultations=notes)
    cursor = open_database(tmp_path / "d9311.duckdb").cursor()
    rows = run(cursor, "changes")
    found = [tuple(row[name] for name in COLUMNS) for row in rows if "record" not in str(row["change"])]
    before, after = gather(first, key_of(tmp_path)), gather(export, key_of(tmp_path))
    assert sorted(found, key=str) == changes(before, after)
    touch(before, after)
    differing = all_differences(cursor, after, Filters(import_call=2))
    # the second computation knows of no import before, so that no item of its worklist is new
    assert [one for one in differing if " is_new:" not in one] == []
