"""Which browser the browser tests drive; `python -m tests.chromium` lets Playwright get one where there is none."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

# The browser, and letters for it to draw.
PACKAGES = ("chromium", "fonts-liberation")
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


def missing() -> bool:
    """Say whether no Chromium and no Chrome is installed."""
    return find() is None


if __name__ == "__main__":
    if missing():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    print(f"Browser for the tests: {find() or 'the one that Playwright installed'}", file=sys.stderr)
