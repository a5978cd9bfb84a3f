"""Start the dashboard: on this computer only, on a free port, in the browser where there is a screen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

from d9311.home import READ_ONLY, ROOT

ADDRESS = "127.0.0.1"
# Memory that a run has freed goes back to the system (glibc's allocator;
# pyarrow has one of its own that keeps it).
SPARING = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}
FIRST_PORT, PORTS_TRIED = 8501, 100


class NoPort(OSError):
    """The port is taken; the message says what to do."""


def serve(database: Path, port: int | None = None, read_only: bool = False) -> int:
    """Run the dashboard on a database until it is stopped; return its exit code. Raises NoPort.

    Without `port` the first free one from 8501 on is taken. `read_only`: nothing of the data is changed.
    """
    port = _free_port(port)
    print(f"The dashboard is at http://{ADDRESS}:{port} (Ctrl-C stops it).", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    command += ["--server.address", ADDRESS, "--server.port", str(port)]
    command += ["--server.headless", str(not has_screen()).lower(), "--logger.hideWelcomeMessage", "true"]
    environment = {**SPARING, **os.environ, "D9311_DB": str(database.absolute())}
    environment |= {READ_ONLY: "1"} if read_only else {}
    os.chdir(ROOT)  # where Streamlit looks for its settings
    if os.name == "posix":  # signals then reach the server itself
        os.execve(sys.executable, command, environment)
    return subprocess.call(command, env=environment)


def has_screen() -> bool:
    """Tell whether a browser could open here: not on a Linux server, nor over a plain ssh connection."""
    if sys.platform.startswith(("win", "darwin")):
        return "SSH_CONNECTION" not in os.environ
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _free_port(wanted: int | None) -> int:
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex((ADDRESS, port)) != 0:
                return port
    taken = f"Port {wanted} is" if wanted else f"Ports {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} are"
    raise NoPort(f"{taken} taken by another program. Give a free one: --port 8700")
