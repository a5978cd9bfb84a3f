"""What the first page needs is loaded while the browser starts."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.project.files import ROOT

LATE = """
import json, sys
from d9311 import guard
early = "pandas" in sys.modules
guard.load_pages()
loaded = set(sys.modules)
from d9311.ui import open_page
from d9311.ui.linked import linked_part
from d9311.ui.money.part import draw_money
from d9311.ui.overview.screen import draw_overview
print(json.dumps([early, "pandas" in loaded, sorted(set(sys.modules) - loaded)]))
"""


def test_what_draws_the_first_page_is_loaded_before_it_is_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LATE], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(done.splitlines()[-1]) == [False, True, []]
