"""Which browser the browser tests drive, and how to get one: `python -m tests.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str | None:
    """Return the path of an installed Chromium or Chrome; None leaves the choice to Playwright's own."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return next((path for path in APPLICATIONS if Path(path).exists()), None)


def install() -> None:
    """Install Chromium: Debian's own package where we may, else Playwright's.

    Raises subprocess.CalledProcessError when neither can be had.
    """
    before = administrator()
    if shutil.which("apt-get") and before is not None:
        subprocess.run([*before, "apt-get", "update", "-q"], check=False)
        done = subprocess.run([*before, "apt-get", "install", "-y", "-q", "chromium"], check=False)
        if done.returncode == 0 and find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def administrator() -> list[str] | None:
    """Return what to put before a command so that it may install packages; None when we may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


if __name__ == "__main__":
    if find() is None:
        install()
    print(f"Browser for the tests: {find() or 'the one that Playwright installed'}", file=sys.stderr)
