"""What every request passes before Streamlit sees it: who may ask, what is closed, which headers go back."""

from __future__ import annotations

import base64
import gc
import hashlib
import re
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping, Sequence
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from streamlit import cli_util, config
from streamlit.web.server import server_util
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from d9311.ingest.places import database_path, temporary_files_beside
from d9311.ingest.publishing.draft import clear_left_behind
from d9311.moved import moved

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

# Counts of the sessions and their state, and the interface for programs, which answers even when it is off.
CLOSED = re.compile(r"/_stcore/(metrics|agent)(/|$)")
FIRST_PAGE = ("pandas", "d9311.ui.linked", "d9311.ui.money.part", "d9311.ui.overview.screen", "scipy.special")
CHARTED = ("", "documentation", "scenarios")  # addresses of pages that begin with a chart
STATIC = Path(streamlit.__file__).with_name("static")
OWN_SCRIPT = Path(__file__).with_name("ui") / "place.js"  # as d9311.ui.shell puts it into every page
INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


class Guard:
    """Answers allowed hosts and origins only, and says to the browser that a page is no one else's.

    Streamlit by itself accepts the computer's public address as an origin and asks the network for it
    when a foreign origin comes. So a foreign origin is refused here, and one that was set
    (`server.corsAllowedOrigins`) is handed on as the dashboard's own: its check then asks nobody.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.headers = [(name.encode(), value.encode()) for name, value in _headers().items()]
        self.early = (b"link", _early().encode())

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in self.headers}
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in own]
                early = [self.early] if _has_charts(scope["path"], kept) else []
                message["headers"] = [*kept, *self.headers, *early]
            await send(message)

        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        if len(hosts) != 1 or not is_host_allowed(hosts[0]) or not _are_allowed(origins, hosts[0]):
            await _refuse(scope, 403, send_with_headers)
        elif CLOSED.search(scope["path"]):
            await _refuse(scope, 404, send_with_headers)
        elif address := _new_address(scope):
            await _lead(address, send_with_headers)
        else:
            if scope["type"] == "websocket" and origins:
                others = [(name, value) for name, value in scope["headers"] if name != b"origin"]
                scope = {**scope, "headers": [*others, (b"origin", f"http://{hosts[0]}".encode("latin-1"))]}
            await self.app(scope, receive, send_with_headers)


def _has_charts(path: str, headers: Sequence[tuple[bytes, bytes]]) -> bool:
    """Tell whether an answer is a page that begins with a chart."""
    is_page = any(name.lower() == b"content-type" and it.startswith(b"text/html") for name, it in headers)
    return is_page and path.rpartition("/")[2] in CHARTED


def _values(scope: Message, wanted: bytes) -> list[str]:
    return [value.decode("latin-1") for name, value in scope["headers"] if name == wanted]


def _are_allowed(origins: list[str], host: str) -> bool:
    """Tell whether the origin is the dashboard's own address or was set;
    none is sent by what is no browser.
    """
    own = {f"http://{host}", f"https://{host}"}  # https where a proxy in front of it speaks it
    return len(origins) <= 1 and set(origins) <= own | server_util.allowlisted_origins()


def _new_address(scope: Message) -> str | None:
    """Return where the page stands that an old address asks for, None where it is no old address."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return None
    base = config.get_option("server.baseUrlPath").strip("/")
    root = f"/{base}" if base else ""
    page = moved(scope["path"].removeprefix(f"{root}/"), scope["query_string"].decode("latin-1"))
    return None if page is None else f"{root}{page}"


async def _lead(address: str, send: Send) -> None:
    headers = [(b"location", address.encode("latin-1")), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(scope: Message, status: int, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    words = b"Not found" if status == 404 else b"Refused: this address or origin is not one that was set"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(words))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})


def _headers() -> dict[str, str]:
    return {
        "content-security-policy": "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' {_inline_scripts()}",
                "style-src 'self' 'unsafe-inline'",  # the styles of Streamlit's parts and of the figures
                "font-src 'self' data:",
                "img-src 'self' data: blob:",
                "connect-src 'self'",
                "worker-src 'self' blob:",
                "manifest-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            )
        ),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }


def _inline_scripts() -> str:
    """Return the marks of the scripts inside Streamlit's own page and of the one of ours: no other text of a
    page is ever run.
    """
    page = (STATIC / "index.html").read_bytes()
    scripts = [*INLINE_SCRIPT.findall(page), OWN_SCRIPT.read_text(encoding="utf-8").encode()]
    digests = [hashlib.sha256(script).digest() for script in scripts]
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _early() -> str:
    """Return what a browser is to fetch before the page asks for it: the script that draws charts, by far the
    largest. `ui/place.js` makes it ready.
    """
    charts = sorted((STATIC / "static" / "js").glob("PlotlyChart.*.js"))
    return ", ".join(f"<./static/js/{one.name}>; rel=modulepreload; fetchpriority=low" for one in charts)


@asynccontextmanager
async def while_serving(app: streamlit.App) -> AsyncIterator[None]:
    """Clear what killed processes left behind, keep temporary files in a private place, and open the browser;
    while it starts, load what the first page needs.

    No browser is opened where the server was told that there is no screen.
    """
    database = database_path()
    clear_left_behind(database)
    if not config.get_option("server.headless"):
        address = server_util.get_display_address(config.get_option("server.address") or "localhost")
        cli_util.open_browser(server_util.get_url(address))
    threading.Thread(target=load_pages, daemon=True).start()
    with temporary_files_beside(database):
        yield


def load_pages() -> None:
    """Import what draws the first page, which takes a second that its reader need not wait for; at last what
    only the end of the page needs.

    Meanwhile the thread that serves the app's own files gets its turn sooner, and nothing is looked through
    for garbage, as what is loaded stays.
    """
    turns = sys.getswitchinterval()
    sys.setswitchinterval(turns / 10)
    gc.disable()
    try:
        for name in FIRST_PAGE:
            import_module(name)
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(turns)


MIDDLEWARE = (Middleware(Guard),)
