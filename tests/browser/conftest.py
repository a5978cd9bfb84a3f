"""A real server on a free port, a real Chromium, and waiting for what can be seen."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, sync_playwright

from d9311.ui.shell import SAMPLE
from tests import chromium
from tests.browser.scripts import BEGIN, FITS, SETTLED
from tests.forked import begin, ended, load_what_servers_need, serve_app
from tests.outgoing import Outgoing
from tests.served import wait_for
from tests.states import import_files

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
load_what_servers_need()
SIZE: ViewportSize = {"width": 1280, "height": 900}
Serve = Callable[[Path], str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that is installed, without its own traffic."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.find(), args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """Open the one window of a worker. A new one for each test would start a process of its own, which compiles the
    files of the app anew: two of the three seconds of a processor that a page takes then.
    """
    with browser.new_context(viewport=SIZE, accept_downloads=True) as context:
        yield context.new_page()


@pytest.fixture
def page(window: Page, serve_alone: Serve) -> Iterator[Page]:  # a server goes after the page that it serves
    """Lend the window as a new one that knows of no other; the test fails when it asks for anything outside
    or its console shows an error.
    """
    _forget(window)
    asked: list[str] = []
    complained: list[str] = []
    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "websocket": lambda websocket: asked.append(websocket.url),
        "console": lambda said: complained.append(said.text) if is_complaint(said) else None,
        "pageerror": lambda error: complained.append(str(error)),
    }
    for event, listener in listeners.items():
        window.on(event, listener)
    with window.add_init_script(f"{{const TEST = '{uuid4()}'\n{BEGIN}}}"):
        yield window
        window.goto("about:blank")
    for event, listener in listeners.items():
        window.remove_listener(event, listener)
    outside = [url for url in asked if urlsplit(url).hostname not in ("127.0.0.1", None)]
    assert asked
    assert outside == []
    assert complained == []


def _forget(window: Page) -> None:
    """Make a window as it is when it opens: its size, its media, where its mouse is, its cookies, where it was."""
    window.set_default_timeout(30_000)
    window.set_viewport_size(SIZE)
    window.emulate_media(color_scheme="light")
    window.mouse.move(0, 0)
    window.context.clear_cookies()
    window.context.new_cdp_session(window).send("Page.resetNavigationHistory")


def is_complaint(said: ConsoleMessage) -> bool:
    """Say whether the console shows an error, but for what Streamlit asks for below every page's address in
    vain."""
    in_vain = re.search(r"/\w+/_stcore/(health|host-config)$", said.location["url"])
    return "Content Security Policy" in said.text or (said.type == "error" and not in_vain)


@pytest.fixture(scope="session")
def outgoing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outgoing]:
    """Return what refuses servers the network; none may have asked for it in the end."""
    refusing = Outgoing(tmp_path_factory.mktemp("network") / "refused")
    yield refusing
    assert refusing.asked() == []


@pytest.fixture(scope="session")
def serve(outgoing: Outgoing) -> Iterator[Serve]:
    """Return a function that starts a server on a database, for all tests to come, and gives its address."""
    with ExitStack() as running:
        yield lambda database: running.enter_context(_serving(database, outgoing, _free_port()))


@pytest.fixture(scope="session")
def port() -> int:
    """Return the port of the servers that serve one test alone, one after the other: the files of the app that the
    browser has compiled for an address are not compiled again.
    """
    return _free_port()


@pytest.fixture
def serve_alone(outgoing: Outgoing, port: int) -> Iterator[Serve]:
    """Return a function that starts a server on a database, the only one of this test for this test alone."""
    with ExitStack() as running:
        yield lambda database: running.enter_context(_serving(database, outgoing, port))


@contextmanager
def _serving(database: Path, outgoing: Outgoing, port: int) -> Iterator[str]:
    """Serve a database at a port until the end."""
    server = begin(serve_app, database, port, outgoing.log)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        ended(server)


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the place of a database of the sample data; nobody changes it."""
    database = tmp_path_factory.mktemp("sample") / "d9311.duckdb"
    import_files(database, **{kind: [file] for kind, file in SAMPLE.items()})
    return database


@pytest.fixture(scope="session")
def sample(serve: Serve, sample_data: Path) -> str:
    """Return the address of a server on the sample data, for tests that change nothing."""
    return serve(sample_data)


def settle(page: Page) -> None:
    """Wait until the app is at rest; call it after something visible has changed."""
    page.wait_for_function(SETTLED, timeout=60_000)


def wait_until_it_fits(page: Page) -> None:
    """Fail unless the page is no wider than its window; a table is laid out anew a moment after the
    window."""
    page.wait_for_function(FITS, timeout=20_000)


def open_at(page: Page, address: str, title: str) -> None:
    """Go to an address and wait for the page with this title."""
    page.goto(address)
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for(timeout=120_000)
    settle(page)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
