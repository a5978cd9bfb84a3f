"""What a serving process holds in memory on the sample data, and what it never loads."""

from __future__ import annotations

import re
import signal
import sys
import time
from pathlib import Path

import pytest

from d9311.ingest.storing.history import SAMPLE_FOLDER
from d9311.ui.menu import PAGES
from tests.forked import begin, ended
from tests.ingest.dying import upload_and_die
from tests.project.files import imports, modules
from tests.screens import parts_of
from tests.served import Server, serving
from tests.states import import_files

pytestmark = pytest.mark.slow

MOST_MEGABYTES = 315  # docs/speed.md says since when and why
PAIR = (
    "period=all&first=Bluefinch+Dental+Benefits&second=Harbor+Dental+Plan"  # the log-rank test of two payers
)
# Parts of scipy take 24 MB and more each; the statistics need its special functions alone.
LARGE = {"scipy", "statsmodels"}
NEEDED = "scipy.special"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("memory") / "d9311.duckdb"
    files = {kind: [SAMPLE_FOLDER / f"{kind}.csv"] for kind in ("claims", "consultations")}
    import_files(database, claims=files["claims"], consultations=files["consultations"])
    return database


def test_product_asks_for_no_large_part_of_scipy() -> None:
    product = {name: path for name, path in modules().items() if not name.startswith("tests.")}
    asked = {found for name, path in product.items() for found in imports(name, path)}
    assert {name for name in asked if name.split(".")[0] in LARGE} == {"scipy", NEEDED}


def loaded(server: Server) -> set[str]:
    """Return the packages, as `scipy.special`, of whose compiled parts the process holds some."""
    maps = Path(f"/proc/{server.pid}/maps").read_text(encoding="utf-8")
    return {name.replace("/", ".") for name in re.findall(r"/site-packages/(\w+/[a-z]\w*)/", maps)}


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
        found = loaded(server)
    assert {name for name in found if name.split(".")[0] in LARGE} == {NEEDED}
    assert {name: size for name, size in held.items() if size >= MOST_MEGABYTES} == {}
    assert 0 not in held.values()
