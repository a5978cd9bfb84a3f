"""The served dashboard under attack: foreign origins and hosts, closed addresses, and no request that
leaves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from d9311.ui.menu import PAGES
from tests.outgoing import Outgoing
from tests.screens import import_drawn
from tests.served import Server, serving, titles

pytestmark = pytest.mark.slow

PORTAL = "https://portal.practice.example"
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture(scope="module", params=["d9311 serve", "streamlit run"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    database = folder / "d9311.duckdb"
    import_drawn(database, [{"claim_id": "C1"}], [{"consultation_id": "K1"}])
    left = folder / "d9311.duckdb.import-99"  # of a killed import
    left.mkdir()
    with serving(database, request.param, STREAMLIT_SERVER_CORS_ALLOWED_ORIGINS=PORTAL) as served:
        private = [path.stat().st_mode & 0o777 for path in folder.glob("d9311.duckdb.temporary-*")]
        assert (private, left.exists()) == ([0o700], False)
        yield served
    assert served.outgoing.asked() == []
    assert list(folder.glob("d9311.duckdb.temporary-*")) == []
    assert "Traceback" not in (folder / "log").read_text()


def test_hook_of_these_tests_refuses_and_writes_down_what_leaves(tmp_path: Path) -> None:
    outgoing = Outgoing(tmp_path / "network")
    code = "from streamlit import net_util; net_util.get_internal_ip(), net_util.get_external_ip()"
    subprocess.run([sys.executable, "-c", code], env=outgoing.environment, check=True, capture_output=True)
    assert outgoing.asked()[:2] == ["socket.connect 8.8.8.8", "socket.getaddrinfo checkip.amazonaws.com"]


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://127.0.0.1",  # what another program of this computer serves
        "http://127.0.0.1:1",
        "http://localhost:3000",
        "null",
        "http://portal.practice.example",  # set with https
        "https://portal.practice.example.evil.example",
        "file://",
    ],
)
def test_page_of_a_foreign_origin_opens_nothing_and_reads_nothing(server: Server, origin: str) -> None:
    assert server.answers(origin) == 403
    assert server.get("/_stcore/host-config", origin=origin).status == 403
    assert server.outgoing.asked() == []


def test_own_page_the_origins_that_were_set_and_programs_are_answered(server: Server) -> None:
    for origin in (server.own, PORTAL, None):
        assert server.answers(origin) == 101
    found = server.get("/_stcore/host-config", origin=PORTAL)
    assert (found.status, found.headers["Access-Control-Allow-Origin"]) == (200, PORTAL)
    assert server.outgoing.asked() == []


@pytest.mark.parametrize("path", ["/", "/data", "/_stcore/health", "/_stcore/host-config", "/static/none.js"])
def test_every_address_answers_the_hosts_that_were_set_only(server: Server, path: str) -> None:
    assert server.get(path, host="evil.example").status == 403
    assert server.get(path, host=f"evil.example:{server.port}").status == 403
    assert server.get(path, host=f"localhost:{server.port}").status in (200, 404)
    assert server.answers(f"http://evil.example:{server.port}", "evil.example") == 403


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/metrics/", "/%5Fstcore/metrics", "/_stcore/agent/openapi.json"]
)
def test_counts_and_the_interface_for_programs_are_closed(server: Server, path: str) -> None:
    assert server.get(path).status == 404


@pytest.mark.parametrize("path", ["/", "/data", "/_stcore/health", "/_stcore/metrics", "/media/none.csv"])
def test_every_answer_says_that_it_is_no_one_elses(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert {name: headers.get_all(name) for name in HEADERS} == {name: [it] for name, it in HEADERS.items()}
    [policy] = headers.get_all("Content-Security-Policy", [])
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert (parts["default-src"], parts["connect-src"], parts["frame-ancestors"]) == (
        "'none'",
        "'self'",
        "'none'",
    )
    assert "unsafe" not in parts["script-src"]


def test_page_that_begins_with_a_chart_names_the_script_that_draws_it(server: Server) -> None:
    paths = ("/", "/documentation", "/payers", "/data", "/_stcore/health")
    names = [server.get(path).headers.get_all("Link") for path in paths]
    [first] = names[0] or []
    script = first.removeprefix("<.").partition(">")[0]
    assert names[1:] == [[first], None, None, None]
    assert (server.get(script).status, first.rpartition("; ")[0]) == (200, f"<.{script}>; rel=modulepreload")


def test_no_page_may_be_steered_by_the_page_that_frames_it(server: Server) -> None:
    assert json.load(server.get("/_stcore/host-config"))["allowedOrigins"] == []


def test_every_page_is_drawn_and_no_request_leaves(server: Server) -> None:
    assert titles(server) == [page.title for page in PAGES]
    assert server.outgoing.asked() == []
