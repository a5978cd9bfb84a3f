"""A Python process that may reach this computer only: what it asks for elsewhere is refused and written
down."""

from __future__ import annotations

import os
from pathlib import Path

HOOK = """
import sys

LOOPBACK = ("127.0.0.1", "::1", "localhost", None, "")


def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if host not in LOOPBACK:
        with open({log!r}, "a") as log:
            print(event, host, file=log)
        raise ConnectionRefusedError("no network in this test")


sys.addaudithook(refuse)
"""


def refuse_others(log: Path) -> None:
    """Let this process reach this computer only, from now on."""
    exec(HOOK.format(log=str(log)), {})


class Outgoing:
    """What processes with this environment have asked of the network."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.log = folder / "asked"
        (folder / "sitecustomize.py").write_text(HOOK.format(log=str(self.log)), encoding="utf-8")
        self.environment = {**os.environ, "PYTHONPATH": str(folder)}

    def asked(self) -> list[str]:
        """Return one line for every attempt."""
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
