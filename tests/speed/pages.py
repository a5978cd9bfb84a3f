"""What one drawing of each part of each page asks of the database, and how long that takes.

Each part is drawn once, as Streamlit draws it, with its default filters and an empty cache. Every query that
it asked is then timed alone. A page's figures are two sums: of all of them (the first drawing after an
import) and of those that a changed filter asks again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Query:
    """One query of a page. `once`: it is about all data, so its answer is kept until the next import."""

    ask: Callable[[], object]
    once: bool


def asked_by_pages(database: str) -> dict[str, dict[str, Query]]:
    """Draw every part of every page; its address -> query -> a function that asks it once more."""
    os.environ["D9311_DB"] = database
    logging.disable(logging.WARNING)  # Streamlit says on every page that no server is running
    from tests.screens import PAGES

    return {address.removeprefix("pages/"): asked_by_page(address) for address in PAGES}


def asked_by_page(address: str) -> dict[str, Query]:
    """Draw one part and note its queries. Raises RuntimeError when it ends in an error."""
    import streamlit
    from streamlit.testing.v1 import AppTest

    import queries
    from d9311.store import open_database
    from d9311.ui import session

    asked: dict[str, Query] = {}
    cached: Any = session._listing
    run, listing = queries.run, cached.__wrapped__
    own = open_database(os.environ["D9311_DB"]).cursor()  # that of a page is closed once it has answered

    def noted_run(cursor: Any, name: str, filters: Any = None) -> object:
        asked[f"{name} {filters}"] = Query(lambda: run(own, name, filters), _about_all(filters))
        return run(cursor, name, filters)

    def noted_listing(version: str, name: str, filters: Any, more: Any, cursor: Any) -> object:
        asked[f"{name} {filters} {more}"] = Query(
            lambda: listing(version, name, filters, more, cursor), _about_all(filters)
        )
        return listing(version, name, filters, more, cursor)

    streamlit.cache_resource.clear()
    noted = patch.multiple(session, _listing=noted_listing, _large_listing=noted_listing)
    with patch.object(queries, "run", noted_run), noted:
        file, _, part = address.partition("?part=")
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        app = app if file == "dashboard.py" else app.switch_page(file)
        if part:
            app.query_params["part"] = part
        drawn = app.run()
    if drawn.exception:
        raise RuntimeError(f"{address} ended in an error: {drawn.exception[0].message}")
    return asked


def _about_all(filters: Any) -> bool:
    """Whether no period is set, as in what the frame of every page asks once about all data."""
    return filters is None or (filters.date_from is None and filters.date_to is None)
