"""The table below every figure of every part opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages.test_pages import CLAIMS, CONSULTATIONS
from tests.screens import PAGES, import_drawn, open_page
from tests.states import copy_database

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imported") / "d9311.duckdb"
    import_drawn(path, CLAIMS, CONSULTATIONS)
    return path


@pytest.mark.parametrize("file", PAGES)
def test_every_table_below_a_figure_opens(database: Path, imported: Path, file: str) -> None:
    copy_database(imported, database)
    screen = open_page(file, period="all")
    for key in [str(one.key) for one in screen.button if str(one.key).endswith("_toggle")]:
        screen.button(key=key).click().run()
        assert [error.value for error in screen.exception] == []
