"""The running session's data: which database, one cursor a run, measures cached by data version and filters."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import streamlit as st

import queries
from d9311.filters import Filters
from d9311.ingest.database_errors import StoreError, explain, is_damage
from d9311.ingest.places import place_of
from d9311.store import open_database, version
from d9311.ui import listings
from d9311.ui.frames import records

if TYPE_CHECKING:
    import pandas

PROJECT = Path(__file__).parents[2]
# One practice's year of clicking fits; a frame is some kilobytes, the episodes of a million lines ten megabytes.
CACHED_FRAMES = 200


Asked = tuple[tuple[str, str], ...]


def database_path() -> Path:
    """Return the database file, behind links: D9311_DB, else data/d9311.duckdb in the project."""
    return place_of(os.environ.get("D9311_DB") or PROJECT / "data" / "d9311.duckdb")


@dataclass(frozen=True)
class Session:
    """The data that a run reads. `version` changes with every import, so no cached frame outlives its data."""

    version: str
    cursor: duckdb.DuckDBPyConnection

    def run(self, measure: str, filters: Filters) -> pandas.DataFrame:
        """Run a measure: a frame of Arrow-backed columns, practice_name beside practice_id. Raises queries.UnknownQuery."""
        with self._or_end_the_run():
            return _measure(self.version, measure, filters, self.cursor)

    def listing(self, name: str, filters: Filters | None = None, **asked: str) -> pandas.DataFrame:
        """Run a listing of queries/listings; `asked` are its further named text parameters."""
        with self._or_end_the_run():
            return _listing(self.version, name, filters or Filters(), tuple(asked.items()), self.cursor)

    def facts(self, filters: Filters) -> dict[str, Any]:
        """Return what is known of all data in the user's scope: dates, counts, whether they are invented."""
        return records(self.listing("facts", Filters(scope=filters.scope)))[0]

    @contextmanager
    def _or_end_the_run(self) -> Iterator[None]:
        """End the run quietly when a newer one of the session has stopped its query.

        Where the query met a damaged part of the file, begin anew: the data then do not open.
        """
        try:
            yield
        except duckdb.InterruptException:
            st.stop()
        except duckdb.Error as error:
            if not is_damage(error):
                raise
            st.session_state["_damaged"] = (self.version, str(explain(error, database_path())))
            st.rerun()


# The Data page works before there is any data; it asks nothing of this one.
NO_SESSION = Session("none", None)  # type: ignore[arg-type]


def note_emptied() -> None:
    """Remember that the user removed all data, so that the sample data do not come back by themselves."""
    _emptied().touch()


def forget_emptied() -> None:
    """Forget it, after an import."""
    _emptied().unlink(missing_ok=True)


def was_emptied() -> bool:
    """Return whether the user removed all data."""
    return _emptied().exists()


def _emptied() -> Path:
    path = database_path()
    return path.with_name(f"{path.name}.emptied")


def open_session(path: Path) -> Session:
    """Open the database for this run and stop what the run before is still asking. Raises StoreError."""
    running = st.session_state.pop("_cursor", None)
    if running is not None:
        running.interrupt()
    found = version(path)
    damaged, reason = st.session_state.get("_damaged", ("", ""))
    if found == damaged:
        raise StoreError(reason)
    cursor = open_database(path).cursor()
    st.session_state["_cursor"] = cursor
    return Session(found, cursor)


@st.cache_data(show_spinner=False, max_entries=CACHED_FRAMES, hash_funcs={Filters: repr})
def _measure(
    version: str, name: str, filters: Filters, _cursor: duckdb.DuckDBPyConnection
) -> pandas.DataFrame:
    return _with_names(queries.run(_cursor, name, filters), _cursor)


@st.cache_data(show_spinner=False, max_entries=CACHED_FRAMES, hash_funcs={Filters: repr})
def _listing(
    version: str, name: str, filters: Filters, asked: Asked, _cursor: duckdb.DuckDBPyConnection
) -> pandas.DataFrame:
    return _with_names(listings.run(_cursor, name, filters, **dict(asked)), _cursor)


def _with_names(frame: pandas.DataFrame, cursor: duckdb.DuckDBPyConnection) -> pandas.DataFrame:
    """Put beside the ids of practices what they are called on screen, as column practice_name."""
    if "practice_id" not in frame or "practice_name" in frame:
        return frame
    names = dict(cursor.execute("select practice_id, practice from practices").fetchall())
    ids = frame["practice_id"]
    frame.insert(frame.columns.get_loc("practice_id") + 1, "practice_name", ids.map(names).astype(ids.dtype))
    return frame
