"""What a rule of the engine sees of one practice alone is one import of all files."""

from __future__ import annotations

import pytest

from d9311.store import open_database
from tests.screens import import_drawn
from tests.spec.drawn import Cursor, drawn_under


@pytest.fixture(scope="session")
def practices(tmp_path_factory: pytest.TempPathFactory) -> Cursor:
    """Import what all files draw under `PRACTICES`, each case as a practice that has its name, and open a cursor."""
    database = tmp_path_factory.mktemp("engine") / "d9311.duckdb"
    import_drawn(database, **drawn_under("engine"))
    return open_database(database).cursor()
