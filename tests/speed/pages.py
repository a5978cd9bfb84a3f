"""What one drawing of each page asks of the database, and how long that takes.

Each page is drawn once, as Streamlit draws it, with its default filters and an empty cache. Every query that it
asked is then timed alone; a page's figure is their sum.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
Query = Callable[[], object]


def asked_by_pages(database: str) -> dict[str, dict[str, Query]]:
    """Draw every page of the menu; page -> query -> a function that asks it once more."""
    os.environ |= {"D9311_DB": database, "STREAMLIT_LOGGER_LEVEL": "error"}
    from d9311.ui.menu import PAGES

    return {page.name: _asked(page.file) for page in PAGES}


def _asked(file: str) -> dict[str, Query]:
    """Draw one page and note its queries. Raises RuntimeError when it ends in an error."""
    import streamlit
    from streamlit.testing.v1 import AppTest

    import queries
    from d9311.ui import session

    asked: dict[str, Query] = {}
    cached: Any = session._listing
    run, listing = queries.run, cached.__wrapped__

    def noted_run(cursor: Any, name: str, filters: Any = None) -> object:
        asked[f"{name} {filters}"] = lambda: run(cursor, name, filters)
        return run(cursor, name, filters)

    def noted_listing(version: str, name: str, filters: Any, more: Any, cursor: Any) -> object:
        asked[f"{name} {filters} {more}"] = lambda: listing(version, name, filters, more, cursor)
        return listing(version, name, filters, more, cursor)

    streamlit.cache_data.clear()
    with patch.object(queries, "run", noted_run), patch.object(session, "_listing", noted_listing):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        drawn = (app if file == "dashboard.py" else app.switch_page(file)).run()
    if drawn.exception:
        raise RuntimeError(f"{file} ended in an error: {drawn.exception[0].message}")
    return asked
