"""What the first page needs is loaded while the browser starts."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.project.files import ROOT

LATE = """
import gc, json, sys
from d9311 import guard
early = {"pandas", "scipy"} & set(sys.modules)
turns = sys.getswitchinterval()
guard.load_pages()
loaded = set(sys.modules)
as_before = gc.isenabled() and sys.getswitchinterval() == turns
from d9311.ui import open_page
from d9311.ui.linked import linked_part
from d9311.ui.money.part import draw_money
from d9311.ui.overview.screen import draw_overview
print(json.dumps([sorted(early), as_before, sorted({"pandas", "scipy.special"} - loaded),
    sorted(set(sys.modules) - loaded)]))
"""
SEEN = """
import json, sys
import d9311.ui.money.part, d9311.ui.overview.screen
print(json.dumps(sorted({"scipy", "d9311.ingest.load", "d9311.ingest.mapping"} & set(sys.modules))))
"""


def test_what_draws_the_first_page_is_loaded_before_it_is_asked_for() -> None:
    assert _told(LATE) == [[], True, [], []]


def test_first_page_begins_without_scipy_and_without_what_reads_files() -> None:
    assert _told(SEEN) == []


def _told(code: str) -> Any:
    """Return what the last line that a fresh Python prints holds."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return json.loads(done.splitlines()[-1])
