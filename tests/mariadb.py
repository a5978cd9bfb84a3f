"""A MariaDB server of the tests' own, on a socket in a folder; `python -m tests.mariadb` installs it with Homebrew."""

from __future__ import annotations

import getpass
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# The server and its client without the service that Debian's mariadb-server starts with the machine.
PACKAGES = ("mariadb-server-core", "mariadb-client-core")
FOLDERS = "/usr/local/sbin:/usr/sbin:/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin"
PROGRAMS = ("mariadbd", "mariadb-install-db", "mariadb")
STARTS_WITHIN = 60


def missing() -> str:
    """Return why there is no server to test against, blank when there is one."""
    lacking = [name for name in PROGRAMS if not program(name)]
    return f"{', '.join(lacking)} is not installed; make test installs it where it may" if lacking else ""


def program(name: str) -> str | None:
    """Return the path of a program of MariaDB."""
    return shutil.which(name) or shutil.which(name, path=FOLDERS)


@dataclass(frozen=True)
class Server:
    """A running server and how to reach it."""

    socket: Path

    def run(self, sql: str, database: str = "opendental") -> str:
        """Run statements; return the rows of the last ones, tabs between cells, the header first."""
        command = [str(program("mariadb")), "--no-defaults", f"--socket={self.socket}", "--user=root"]
        command += ["--batch", "--raw", "--default-character-set=utf8mb4", f"--database={database}"]
        done = subprocess.run(command, input=sql, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def server() -> Iterator[Server]:
    """Run a server in a folder of its own until the block is left; it listens on no port."""
    with tempfile.TemporaryDirectory(prefix="d9311-") as name:  # a socket's path has to be short
        folder = Path(name)
        data, socket, user = folder / "data", folder / "socket", getpass.getuser()
        made = [str(program("mariadb-install-db")), "--no-defaults", f"--datadir={data}", "--skip-test-db"]
        made += ["--auth-root-authentication-method=normal", f"--user={user}"]
        subprocess.run(made, check=True, capture_output=True)
        options = [
            f"--datadir={data}",
            f"--socket={socket}",
            f"--pid-file={folder / 'pid'}",
            f"--user={user}",
        ]
        options += [
            "--skip-networking",
            "--skip-grant-tables",
            "--innodb-buffer-pool-size=16M",
            "--sql-mode=",
        ]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [str(program("mariadbd")), "--no-defaults", *options], stdout=log, stderr=log
            )
            try:
                _wait(process, socket)
                running = Server(socket)
                running.run("create database opendental", "mysql")
                yield running
            finally:
                process.terminate()
                process.wait(STARTS_WITHIN)


def _wait(process: subprocess.Popen[bytes], socket: Path) -> None:
    """Wait until the server listens."""
    for _ in range(STARTS_WITHIN * 10):
        if socket.exists() or process.poll() is not None:
            break
        time.sleep(0.1)
    assert socket.exists(), "MariaDB did not start"


if __name__ == "__main__":
    if missing() and shutil.which("brew"):
        subprocess.run(["brew", "install", "--quiet", "mariadb"], check=False)
    print(f"MariaDB for the tests: {missing() or program('mariadbd')}", file=sys.stderr)
