"""The wheel holds all of the product, and what is installed from it serves the sample as a checkout does."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import d9311
from d9311.cli import main
from d9311.ui.menu import PAGES
from tests.outgoing import Outgoing
from tests.project.files import ROOT, tracked_files
from tests.served import Server, free_port, titles, wait_for

pytestmark = pytest.mark.slow

SHIPPED = ("dashboard.py", "pages", "queries", "d9311", "sample_data", ".streamlit")
PLACE = "d9311_dashboard"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with what is installed here; nothing is fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT))
    [built] = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own; what it needs is taken from this one, last."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place)
    python = place / "bin" / "python"
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    [packages] = place.glob("lib/python*/site-packages")
    (packages / "zz_needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place / "bin"


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def test_wheel_holds_every_file_of_the_product_and_no_other(wheel: Path) -> None:
    tracked = [path.relative_to(ROOT) for path in tracked_files()]
    with zipfile.ZipFile(wheel) as file:
        held = [name for name in file.namelist() if ".dist-info/" not in name]
    shipped = [f"{PLACE}/{path.as_posix()}" for path in tracked if path.parts[0] in SHIPPED]
    assert sorted(held) == sorted([*shipped, f"{PLACE}.pth"])


@pytest.fixture(scope="module")
def served(commands: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """Serve without naming a database; return the server and the folder for this user's data."""
    folder = tmp_path_factory.mktemp("user")
    port, outgoing = free_port(), Outgoing(folder / "network")
    environment = {**outgoing.environment, "XDG_DATA_HOME": str(folder), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    environment.pop("D9311_DB", None)
    command = [str(commands / "d9311"), "serve", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        wait_for(port)
        yield Server(port, outgoing, running.pid), folder
        running.terminate()
        running.wait(timeout=30)
    assert "Traceback" not in (folder / "log").read_text()


def test_installed_dashboard_draws_every_page_of_the_sample(
    served: tuple[Server, Path], commands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server, folder = served
    assert titles(server) == [page.title for page in PAGES]
    assert server.outgoing.asked() == []
    database = folder / "d9311" / "d9311.duckdb"
    query = ["query", "overview", "--db", str(database)]
    installed = subprocess.run(
        [str(commands / "d9311"), *query], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    assert main(query) == 0
    assert capsys.readouterr().out == installed
    assert len(installed.splitlines()) > 1


def test_installed_command_tells_its_version_and_its_own_name(commands: Path, tmp_path: Path) -> None:
    said = [
        subprocess.run([str(commands / "d9311"), *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)
        for arguments in (["--version"], ["rows", "claims", "--db", "none.duckdb"])
    ]  # fmt: skip
    assert said[0].stdout == f"{d9311.__version__}\n"
    assert "Import an export first: d9311 import --db" in said[1].stderr
