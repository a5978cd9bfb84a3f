"""What an item is about, kept as stored rows, and which present item that is after any import and undo.

An episode's id is made of claim numbers, which a correction changes. A row of a file stays that row: known by
the file's hash and the line, also when the file is imported again.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from d9311.ingest.places import place_of

_ANCHORS = """
with wanted as (select unnest($items::text[]) as item_id),
told as (
    select 'episode|' || lines.episode_id as item_id, imports.sha256, lines.line, lines.practice_id,
        lines.claim_id, lines.patient_id, lines.payer_key, lines.service_date::text, lines.ordinal,
        row_number() over (
            partition by lines.episode_id order by lines.position nulls last, lines.import_id, lines.line
        ) as place
    from claim_lines_d9311 as lines join imports using (import_id)
    where lines.episode_id is not null
    union all
    select concat_ws('|', 'consultation', notes.practice_id, notes.consultation_id), imports.sha256,
        notes.line, notes.practice_id, notes.consultation_id, notes.patient_id, null,
        notes.consultation_date::text, null, 1
    from consultations as notes join imports using (import_id)
)
select told.* exclude (place) from told semi join wanted using (item_id) where place <= $most
order by item_id, place"""
_MOST = 20  # rows of one episode: more tell nothing new

# The rows first, in the order in which they were noted; then the one that agrees in all, or all but one, of
# what a row said: of several that agree alike the one of the same patient, then of the same place.
_FOLLOWED = """
with noted as (
    select unnest($anchor::bigint[]) as anchor, unnest($item::bigint[]) as item,
        unnest($sha256::text[]) as sha256, unnest($line::bigint[]) as line,
        unnest($practice::text[]) as practice_id, unnest($number::text[]) as number,
        unnest($patient::text[]) as patient_id,
        unnest($payer::text[]) as payer_key, unnest($day::date[]) as day, unnest($ordinal::int[]) as ordinal,
        unnest($episode::boolean[]) as of_episode
),
by_row as (
    select noted.item, noted.anchor, 'episode|' || rows.episode_id as item_id
    from noted
    join imports on imports.sha256 = noted.sha256 and imports.kind = 'claims'
    join row_episodes as rows on rows.import_id = imports.import_id and rows.line = noted.line
    where noted.of_episode
    union all
    select noted.item, noted.anchor, concat_ws('|', 'consultation', rows.practice_id, rows.consultation_id)
    from noted
    join imports on imports.sha256 = noted.sha256 and imports.kind = 'consultations'
    join consultation_rows as rows on rows.import_id = imports.import_id and rows.line = noted.line
    where not noted.of_episode
),
lost as (
    select noted.* from noted anti join by_row using (item)
),
alike as (
    select lost.item, lost.anchor, 'episode|' || lines.episode_id as item_id,
        (lines.claim_id = lost.number)::int + (lines.patient_id = lost.patient_id)::int
        + (lines.payer_key = lost.payer_key)::int + (lines.service_date = lost.day)::int as agree,
        3 as at_least, lines.patient_id = lost.patient_id as same_patient,
        lines.ordinal = lost.ordinal as same_place
    from lost
    join claim_lines_d9311 as lines
        on lines.practice_id = lost.practice_id and lines.episode_id is not null
        and (lines.claim_id = lost.number or lines.patient_id = lost.patient_id)
    where lost.of_episode
    union all
    select lost.item, lost.anchor, concat_ws('|', 'consultation', notes.practice_id, notes.consultation_id),
        (notes.consultation_id = lost.number)::int + (notes.patient_id = lost.patient_id)::int
        + (notes.consultation_date = lost.day)::int, 2, notes.patient_id = lost.patient_id, true
    from lost
    join consultations as notes
        on notes.practice_id = lost.practice_id
        and (notes.consultation_id = lost.number or notes.patient_id = lost.patient_id)
    where not lost.of_episode
),
best as (
    select item, anchor, item_id
    from alike
    where agree >= at_least
    qualify (agree, same_patient, same_place)
        = max((agree, same_patient, same_place)) over (partition by item)
),
by_content as (
    select item, min(item_id) as item_id from best group by item having count(distinct item_id) = 1
)
select item, arg_min(item_id, (anchor, item_id)) as item_id from by_row group by item
union all
select item, item_id from by_content"""


class Anchor(NamedTuple):
    """A stored row of an item, and what it said. `number`: of the claim or the consultation."""

    sha256: str
    line: int
    practice_id: str | None
    number: str | None
    patient_id: str | None
    payer_key: str | None
    day: str | None
    ordinal: int | None


class Followed(NamedTuple):
    """Which entries of the desk are present items, and which are not in the data now."""

    items: dict[str, list[int]]
    absent: frozenset[int]


def anchors_of(cursor: duckdb.DuckDBPyConnection, items: Iterable[str]) -> dict[str, list[Anchor]]:
    """Return the stored rows of those of the items that are in the data."""
    found: dict[str, list[Anchor]] = {}
    for item_id, *row in cursor.execute(_ANCHORS, {"items": list(items), "most": _MOST}).fetchall():
        found.setdefault(item_id, []).append(Anchor(*row))
    return found


def new_entry(connection: sqlite3.Connection, item_id: str) -> int:
    """Enter an item as it is called now; return its entry."""
    return int(connection.execute("insert into items (item_id) values (?)", (item_id,)).lastrowid or 0)


def note_anchors(connection: sqlite3.Connection, entry: int, anchors: Sequence[Anchor]) -> None:
    """Add to an entry the rows that it does not know yet."""
    connection.executemany(
        "insert or ignore into anchors (item, sha256, line, practice_id, number, patient_id, payer_key, day, "
        "ordinal) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(entry, *anchor) for anchor in anchors],
    )


_guard = threading.Lock()
_known: dict[Path, tuple[str, dict[int, tuple[str, str | None]]]] = {}


def follow(
    connection: sqlite3.Connection,
    database: Path,
    version: str,
    cursor: duckdb.DuckDBPyConnection,
    told_in: str = "steps",
) -> Followed:
    """Return which present item each entry is that a table tells of, steps or view_rows; `version`: of the
    data behind the cursor.

    Entries are looked up once per version of the data.
    """
    named = dict(
        connection.execute(f"select item, item_id from items where item in (select item from {told_in})")
    )
    with _guard:
        known_version, known = _known.get(place_of(database), ("", {}))
        if known_version != version:
            known = {}
        new = [entry for entry, item_id in named.items() if known.get(entry, ("",))[0] != item_id]
        found = _look_up(connection, cursor, new) if new else {}
        known.update({entry: (named[entry], found.get(entry)) for entry in new})
        _known[place_of(database)] = (version, known)
        items: dict[str, list[int]] = {}
        absent = []
        for entry in named:
            present = known[entry][1]
            if present is None:
                absent.append(entry)
            else:
                items.setdefault(present, []).append(entry)
    return Followed(items, frozenset(absent))


def _look_up(
    connection: sqlite3.Connection, cursor: duckdb.DuckDBPyConnection, entries: Iterable[int]
) -> dict[int, str]:
    wanted = set(entries)
    rows = connection.execute(
        "select anchor, item, sha256, line, practice_id, number, patient_id, payer_key, day, ordinal, "
        "item_id like 'episode|%' from anchors join items using (item)"
    ).fetchall()
    rows = [row for row in rows if row[1] in wanted]
    names = ("anchor", "item", "sha256", "line", "practice", "number", "patient", "payer", "day", "ordinal",
             "episode")  # fmt: skip
    columns = zip(*rows, strict=True) if rows else ((),) * len(names)
    values = {name: list(column) for name, column in zip(names, columns, strict=True)}
    values["episode"] = [bool(one) for one in values["episode"]]
    return dict(cursor.execute(_FOLLOWED, values).fetchall())
