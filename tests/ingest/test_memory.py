"""What a serving process holds in memory on the sample data, and what it never loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from d9311.ingest.storing.history import SAMPLE_FOLDER
from d9311.ui.menu import PAGES
from tests.forked import begin, ended
from tests.ingest.dying import upload_and_die
from tests.project.files import ROOT
from tests.screens import parts_of
from tests.served import Server, serving
from tests.states import import_files

pytestmark = pytest.mark.slow

MOST_MEGABYTES = 315  # docs/speed.md says since when and why
PAIR = (
    "period=all&first=Bluefinch+Dental+Benefits&second=Harbor+Dental+Plan"  # the log-rank test of two payers
)
# Parts of scipy that take 24 MB and more each; the statistics need its special functions alone.
LARGE = ("scipy.stats", "scipy.optimize", "scipy.linalg", "scipy.sparse", "scipy.integrate", "statsmodels")
ALL_PAGES = """
import json, sys
import queries
from d9311.store import open_database
from tests.screens import PAGES, open_page, text_of
for name in queries.names():
    queries.run(open_database(sys.argv[1]).cursor(), name)
shown = [text_of(open_page(file, period="all", first="Bluefinch Dental Benefits", second="Harbor Dental Plan")) for file in PAGES]
assert any("log-rank test" in text for text in shown)
print(json.dumps(list(sys.modules)))
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("memory") / "d9311.duckdb"
    files = {kind: [SAMPLE_FOLDER / f"{kind}.csv"] for kind in ("claims", "consultations")}
    import_files(database, claims=files["claims"], consultations=files["consultations"])
    return database


def test_pages_and_measures_load_no_large_part_of_scipy(sample: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ALL_PAGES, str(sample)],
        cwd=ROOT, env={**os.environ, "D9311_DB": str(sample)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "scipy.special" in loaded
    assert loaded & set(LARGE) == set()


def settled(server: Server) -> int:
    """Return what the process holds when DuckDB has given back what its last query freed, which takes it a second."""
    for _ in range(30):
        if server.megabytes() < MOST_MEGABYTES:
            break
        time.sleep(0.1)
    return server.megabytes()


def left_behind(database: Path) -> list[Path]:
    """Leave beside a database what killed processes do: an upload, and the draft of an import."""
    before = {*database.parent.iterdir()}
    assert ended(begin(upload_and_die, database)) == -signal.SIGKILL
    database.with_name(f"{database.name}.import-1").mkdir()
    left = [path for path in database.parent.iterdir() if path not in before]
    assert len(left) == 2
    return left


@pytest.mark.skipif(sys.platform != "linux", reason="it looks at /proc")
def test_serving_process_clears_up_and_stays_below_the_goal_on_all_pages(sample: Path) -> None:
    killed = left_behind(sample)
    with serving(sample) as server:
        assert not any(path.exists() for path in killed)
        held = {}
        for number in range(2):
            for page in PAGES:
                for part in parts_of(page.file):
                    assert server.draw(page, f"{PAIR}&part={part}") == [page.title]
                    held[f"{page.title}, {part}, round {number + 1}"] = settled(server)
    assert {name: size for name, size in held.items() if size >= MOST_MEGABYTES} == {}
    assert 0 not in held.values()
