"""A served dashboard: its addresses, its sessions, and what its pages draw."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from d9311.ui.menu import PAGES, Entry
from tests.outgoing import Outgoing
from tests.project.files import ROOT

STREAM = "_stcore/stream"


class Server:
    """One that runs on drawn data, with the network refused."""

    def __init__(self, port: int, outgoing: Outgoing, pid: int) -> None:
        self.port, self.outgoing, self.pid = port, outgoing, pid
        self.own = f"http://127.0.0.1:{port}"

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """Ask for an address; headers are given as python_names."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): it for name, it in headers.items()})
        return connection.getresponse()

    def open(self, origin: str | None, host: str | None = None, cookie: str = "") -> ClientConnection:
        """Open the stream of a session as a page of that origin does; use it in `with`. Raises
        InvalidStatus."""
        address = f"ws://{host or '127.0.0.1'}:{self.port}/{STREAM}"
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        said = Origin(origin) if origin else None
        more = {"Cookie": cookie} if cookie else {}
        return connect(address, sock=raw, origin=said, max_size=None, proxy=None, additional_headers=more)

    def draw(self, page: Entry, asked: str = "") -> list[str]:
        """Open a page in a new session, `asked` behind its address; return its title if it is drawn before
        the run ends, and what went wrong."""
        with self.open(self.own) as stream:
            message = BackMsg()
            message.rerun_script.page_name = "" if page.file == "dashboard.py" else Path(page.file).stem
            message.rerun_script.query_string = asked
            stream.send(message.SerializeToString())
            return _drawn(stream)

    def megabytes(self) -> int:
        """Return what the server holds in memory; 0 where the system does not say it in this way."""
        status = Path(f"/proc/{self.pid}/status")
        lines = status.read_text().splitlines() if status.exists() else []
        return next((int(line.split()[1]) * 1024 // 10**6 for line in lines if line.startswith("VmRSS")), 0)

    def answers(self, origin: str | None, host: str | None = None) -> int:
        """Return the status that a page of that origin gets for the stream; 101 is a session."""
        try:
            with self.open(origin, host):
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait for an answer: the port is open before the server has cleared up."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            asked.request("GET", "/_stcore/health")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nothing answers at port {port}")


@contextmanager
def serving(
    database: Path, command: str = "d9311 serve", script: str = "dashboard.py", **environment: str
) -> Iterator[Server]:
    """Serve a database; the log and what is asked of the network lie beside it.

    `script` is what Streamlit runs where it is the command.
    """
    folder, port = database.parent, free_port()
    outgoing = Outgoing(folder / "network")
    options = (
        ["--db", str(database), "--port", str(port)]
        if command == "d9311 serve"
        else [script, "--server.port", str(port)]
    )
    screenless = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    variables = {**outgoing.environment, **screenless, "D9311_DB": str(database), **environment}
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", *command.split(), *options],
            cwd=ROOT,
            env=variables,
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(port)
            yield Server(port, outgoing, running.pid)
        finally:
            running.terminate()
            running.wait(timeout=30)


def titles(server: Server) -> list[str]:
    """Draw every page, each in a session of its own; return their titles, and what went wrong."""
    return [drawn for page in PAGES for drawn in server.draw(page)]


def _drawn(stream: ClientConnection) -> list[str]:
    found = []
    while True:
        message = ForwardMsg.FromString(stream.recv(timeout=60))
        element = message.delta.new_element
        if element.HasField("heading") and element.heading.tag == "h1":
            found.append(element.heading.body)
        if element.HasField("exception"):
            found.append(element.exception.type)
        if message.HasField("script_finished") and found:
            return found
