"""A database file that was replaced is held by nobody: not by a session that rests, nor by one that ended."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.screens import import_drawn, open_page

pytestmark = pytest.mark.slow

CLAIMS = [{"claim_id": f"C{number}", "patient_id": f"P{number}"} for number in range(5)]


def held(database: Path) -> set[int]:
    """Return the files that this process has open of all that the database ever was."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        link = Path("/proc/self/fd") / name
        if link.is_symlink() and f"{database.parent}/" in os.readlink(link):
            found.add(link.stat().st_ino)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at /proc")
@pytest.mark.parametrize("file", ["dashboard.py", "pages/work.py?part=claims", "pages/data.py"])
def test_replaced_file_is_released_by_sessions_that_drew_it(database: Path, file: str) -> None:
    import_drawn(database, CLAIMS)
    resting = open_page(file, period="all")
    assert held(database) == {database.stat().st_ino}
    for number in range(2):
        import_drawn(database, [*CLAIMS, {"claim_id": f"N{number}"}])
        open_page(file, period="all")
        assert held(database) == {database.stat().st_ino}
    resting.run()
    assert [error.value for error in resting.exception] == []
    assert held(database) == {database.stat().st_ino}


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at /proc")
def test_removed_data_are_held_by_nobody(database: Path) -> None:
    from d9311.store import remove_data

    import_drawn(database, CLAIMS)
    resting = open_page("dashboard.py", period="all")
    remove_data(database)
    assert (held(database), len(resting.exception)) == (set(), 0)
