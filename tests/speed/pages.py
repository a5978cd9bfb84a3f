"""Which measures a page runs, read from its source, so that the benchmark follows the pages."""

from __future__ import annotations

import re
from pathlib import Path

import queries

ROOT = Path(__file__).resolve().parents[2]


def pages() -> dict[str, list[str]]:
    """Page name -> the measures that its file names, each once: an upper bound of what one drawing runs."""
    files = [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]
    return {file.stem: _measures(file.read_text(encoding="utf-8")) for file in files if file.exists()}


def _measures(source: str) -> list[str]:
    quoted = dict.fromkeys(re.findall(r"[\"'](\w+)[\"']", source))
    return [name for name in quoted if name in queries.names()]
