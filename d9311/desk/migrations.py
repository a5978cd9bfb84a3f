"""The tables of the desk's file, made and changed by numbered steps; none is ever edited once released."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from d9311.ingest.publishing.database_errors import StoreError

# The number of a migration is its place, 1 the first; `pragma user_version` says how many a file has had.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # An item as it was called when somebody first did something about it.
        "create table items (item integer primary key, item_id text not null)",
        "create index items_by_name on items (item_id)",
        # What it was about then, to find it again: a stored row, and what that row said.
        """create table anchors (
            anchor integer primary key, item integer not null references items, sha256 text not null,
            line integer not null, practice_id text, number text, patient_id text, payer_key text, day text,
            ordinal integer, unique (item, sha256, line)
        )""",
        # Only ever added to. `of`: the step that an undo or a redo is about. `facts`: of the item then, JSON.
        """create table steps (
            step integer primary key autoincrement, batch integer not null,
            item integer not null references items, who text not null, at text not null, what text not null,
            before text not null, after text not null, of integer references steps, facts text not null
        )""",
        "create index steps_of_items on steps (item)",
        "create index steps_of_batches on steps (batch)",
        "create index words_about_steps on steps (of) where of is not null",
        """create trigger steps_are_kept before update on steps
        begin select raise(abort, 'steps are only added'); end""",
        """create trigger steps_stay before delete on steps
        begin select raise(abort, 'steps are only added'); end""",
    ),
    (
        # What the practice did that may change its claims. Only ever added to: `what` is note, undo or redo,
        # `of` the note that an undo or a redo is about; `payer` and `practice` blank for all.
        """create table events (
            event integer primary key autoincrement, who text not null, at text not null, what text not null,
            day text not null, words text not null, payer text not null, practice text not null,
            of integer references events
        )""",
        """create trigger events_are_kept before update on events
        begin select raise(abort, 'events are only added'); end""",
        """create trigger events_stay before delete on events
        begin select raise(abort, 'events are only added'); end""",
    ),
    (
        # Kept views, only ever added to: `what` is keep, rename, undo or redo, `of` the view that the others
        # are about. `kept`: its place, filters, numbers and import, JSON.
        """create table views (
            view integer primary key autoincrement, who text not null, at text not null, what text not null,
            name text not null, kept text not null, of integer references views
        )""",
        # What each row of a view counted when it was kept. `told`: JSON, see `views.Counted`.
        """create table view_rows (
            view integer not null references views, item integer not null references items,
            told text not null, primary key (view, item)
        ) without rowid""",
        """create trigger views_are_kept before update on views
        begin select raise(abort, 'views are only added'); end""",
        """create trigger views_stay before delete on views
        begin select raise(abort, 'views are only added'); end""",
        """create trigger view_rows_are_kept before update on view_rows
        begin select raise(abort, 'views are only added'); end""",
        """create trigger view_rows_stay before delete on view_rows
        begin select raise(abort, 'views are only added'); end""",
    ),
    (
        # Words pinned to a month, a payer or both, shown where these are; only ever added to, like events.
        """create table notes (
            note integer primary key autoincrement, who text not null, at text not null, what text not null,
            month text not null, payer text not null, words text not null, of integer references notes
        )""",
        """create trigger notes_are_kept before update on notes
        begin select raise(abort, 'notes are only added'); end""",
        """create trigger notes_stay before delete on notes
        begin select raise(abort, 'notes are only added'); end""",
    ),
)


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> None:
    """Bring a file to the newest number, each step whole or not at all.

    Raises StoreError for a file of a newer version of this program.
    """
    found = _number(connection)
    if found > len(migrations):
        raise StoreError(f"{path} was written by a newer version of this dashboard. Update this one.")
    while found < len(migrations):
        connection.execute("begin immediate")
        try:
            found = _number(connection)  # another process may have been quicker
            if found < len(migrations):
                for statement in migrations[found]:
                    connection.execute(statement)
                connection.execute(f"pragma user_version = {found + 1}")
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
        found = _number(connection)


def _number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])
