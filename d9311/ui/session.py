"""The running session's data: which database, one version of it a run,
measures cached by that and the filters.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import streamlit as st

import queries
from d9311.filters import Filters
from d9311.frames import records, shared
from d9311.ingest.places import database_path
from d9311.ingest.publishing.database_errors import StoreError, explain, is_damage
from d9311.store import open_version, version
from queries import listings

if TYPE_CHECKING:
    import pandas

# One practice's year of clicking fits: a frame is some kilobytes. Those that have a row for each claim,
# consultation or item of work are megabytes each where a million lines are loaded, so few of them are kept.
CACHED_FRAMES, CACHED_LARGE = 200, 16
LARGE = ("episodes", "consultations", "worklist")


Asked = tuple[tuple[str, str], ...]


# What the run of this thread reads. It goes with the thread,
# so that no ended run keeps a replaced file on the disk.
_of_this_run = threading.local()


class Running:
    """The query that a run waits for."""

    cursor: duckdb.DuckDBPyConnection | None = None

    def interrupt(self) -> None:
        """Stop it, if there is one."""
        cursor = self.cursor
        if cursor is not None:
            with suppress(duckdb.Error):  # it has just ended
                cursor.interrupt()


@dataclass(frozen=True)
class Session:
    """The data that a run reads. `version` changes with every import,
    so no cached frame outlives its data.
    """

    version: str
    path: Path
    running: Running = field(default_factory=Running, compare=False)

    @property
    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A new cursor; a run whose data were replaced since it began, in another thread, begins anew."""
        opened = getattr(_of_this_run, "opened", None)
        if opened is None or opened[0] != self.version:
            opened = _open(self.path)
            if opened[0] != self.version:
                st.rerun()
        return opened[1].cursor()

    @contextmanager
    def asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a cursor for one query, which the next run of the session may stop."""
        cursor = self.running.cursor = self.cursor
        try:
            yield cursor
        finally:
            self.running.cursor = None
            cursor.close()

    def run(self, measure: str, filters: Filters) -> pandas.DataFrame:
        """Run a measure: a frame of Arrow-backed columns, practice_name beside practice_id.

        Raises queries.UnknownQuery.
        """
        with self._or_end_the_run():
            ask = _large_measure if measure in LARGE else _measure
            return shared(ask(self.version, measure, filters, self))

    def listing(self, name: str, filters: Filters | None = None, **asked: str) -> pandas.DataFrame:
        """Run a listing of queries/listings; `asked` are its further named text parameters."""
        with self._or_end_the_run():
            ask = _large_listing if name in LARGE else _listing
            return shared(ask(self.version, name, filters or Filters(), tuple(asked.items()), self))

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
NO_SESSION = Session("none", Path())


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
    before: Running | None = st.session_state.pop("_running", None)
    if before is not None:
        before.interrupt()
    _of_this_run.opened = None
    found = version(path)
    damaged, reason = st.session_state.get("_damaged", ("", ""))
    if found == damaged:
        raise StoreError(reason)
    session = Session(_open(path)[0], path)
    st.session_state["_running"] = session.running
    return session


def _open(path: Path) -> tuple[str, duckdb.DuckDBPyConnection]:
    opened = _of_this_run.opened = open_version(path)
    return opened


@st.cache_resource(show_spinner=False, max_entries=CACHED_LARGE, hash_funcs={Filters: repr})
def _large_measure(version: str, name: str, filters: Filters, _session: Session) -> pandas.DataFrame:
    return _measured(name, filters, _session)


@st.cache_resource(show_spinner=False, max_entries=CACHED_LARGE, hash_funcs={Filters: repr})
def _large_listing(
    version: str, name: str, filters: Filters, asked: Asked, _session: Session
) -> pandas.DataFrame:
    return _listed(name, filters, asked, _session)


@st.cache_resource(show_spinner=False, max_entries=CACHED_FRAMES, hash_funcs={Filters: repr})
def _measure(version: str, name: str, filters: Filters, _session: Session) -> pandas.DataFrame:
    return _measured(name, filters, _session)


@st.cache_resource(show_spinner=False, max_entries=CACHED_FRAMES, hash_funcs={Filters: repr})
def _listing(version: str, name: str, filters: Filters, asked: Asked, _session: Session) -> pandas.DataFrame:
    return _listed(name, filters, asked, _session)


def _measured(name: str, filters: Filters, session: Session) -> pandas.DataFrame:
    with session.asking() as cursor:
        return _with_names(queries.run(cursor, name, filters), cursor)


def _listed(name: str, filters: Filters, asked: Asked, session: Session) -> pandas.DataFrame:
    with session.asking() as cursor:
        return _with_names(listings.run(cursor, name, filters, **dict(asked)), cursor)


def _with_names(frame: pandas.DataFrame, cursor: duckdb.DuckDBPyConnection) -> pandas.DataFrame:
    """Put beside the ids of practices what they are called on screen, as column practice_name."""
    if "practice_id" not in frame or "practice_name" in frame:
        return frame
    names = dict(cursor.execute("select practice_id, practice from practices").fetchall())
    ids = frame["practice_id"]
    frame.insert(frame.columns.get_loc("practice_id") + 1, "practice_name", ids.map(names).astype(ids.dtype))
    return frame
