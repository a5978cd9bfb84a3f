"""What tests need of a Debian machine, installed where we may: `python -m tests.debian`.

It asks for nothing that pip installs, so that it runs beside pip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests import chromium, mariadb


def install() -> None:
    """Install what is missing, one list of packages after the other: where one is not to be had, others are."""
    before = administrator()
    lists = [room.PACKAGES for room in (chromium, mariadb) if room.missing()]
    if not lists or before is None or not shutil.which("apt-get"):
        return
    print("Installing Debian's packages that the tests need (once, half a minute) ...", file=sys.stderr)
    subprocess.run([*before, "apt-get", "update", "-qq"], check=False)
    # Recommended packages would bring services (of a printer, of power) that no test needs.
    get = [*before, "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    for packages in lists:
        subprocess.run([*get, *packages], check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def administrator() -> list[str] | None:
    """Return what to put before a command so that it may install packages; None when we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


if __name__ == "__main__":
    install()
