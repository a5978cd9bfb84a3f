"""`events` and `notes`: what the practice did from a day on, and words pinned to a month or a payer, as the
pages have them: listed, added, removed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from d9311.cli.codes import DONE, REFUSED, Commands
from d9311.ingest.errors import Refused

if TYPE_CHECKING:
    import duckdb

EVENTS = ("event", "day", "words", "payer", "practice_id", "noted_by", "noted_at", "is_removed")
NOTES = ("note", "month", "payer", "words", "noted_by", "noted_at", "is_removed")


def add(commands: Commands) -> None:
    """Add the two commands to the parser."""
    events = _command(commands, "event", "list what the practice did from a day on, as CSV, or note it")
    day = "of --note: since when"
    events.add_argument("--from", dest="day", type=date.fromisoformat, metavar="D", help=day)
    events.add_argument("--payer", default="", metavar="P", help="of --note: whose claims, else all")
    events.add_argument("--practice", default="", metavar="P", help="of --note: else all")
    notes = _command(commands, "note", "list what is pinned to months and payers, as CSV, or pin it")
    notes.add_argument("--month", default="", metavar="M", help="of --note: 2025-03, where it is about one")
    notes.add_argument("--payer", default="", metavar="P", help="of --note: where it is about one")


def _command(commands: Commands, noun: str, says: str) -> argparse.ArgumentParser:
    command = commands.add_parser(f"{noun}s", help=says)
    command.set_defaults(run=_run, noun=noun)
    command.add_argument("--db", required=True, metavar="FILE")
    done = command.add_mutually_exclusive_group()
    done.add_argument("--note", metavar="WORDS", help='the words: "we attach letters"')
    done.add_argument("--remove", type=int, metavar="NUMBER", help="by its number in the list; it is kept")
    done.add_argument("--again", type=int, metavar="NUMBER", help="put a removed one back")
    command.add_argument("--by", default="", metavar="NAME", help="who says so, as your colleagues know you")
    return command


def _run(chosen: argparse.Namespace) -> int:
    from d9311 import exports
    from d9311.desk import events, notes
    from d9311.store import open_database

    cursor = open_database(chosen.db).cursor()  # which says so where there is none
    is_event = chosen.noun == "event"
    log = events.LOG if is_event else notes.LOG
    try:
        if chosen.note is not None:
            print(_note_event(cursor, chosen) if is_event else _write_note(cursor, chosen))
        elif chosen.remove is not None:
            log.take_back(chosen.db, chosen.by, chosen.remove)
        elif chosen.again is not None:
            log.take_back(chosen.db, chosen.by, chosen.again, again=True)
        elif is_event:
            exports.write_csv(sys.stdout, EVENTS, _events(chosen.db))
        else:
            exports.write_csv(sys.stdout, NOTES, _notes(chosen.db))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return DONE


def _note_event(cursor: duckdb.DuckDBPyConnection, chosen: argparse.Namespace) -> int:
    """Note an event of a payer and a practice that are in the data; return its number. Raises Refused."""
    from d9311.desk.events import note_event
    from d9311.ingest.practices import known_id

    if chosen.day is None:
        raise Refused("Give the day from which it was done: --from 2025-03-01.")
    payer = _payer(cursor, chosen.payer)
    practice = known_id(cursor, chosen.practice) if chosen.practice else ""
    if practice and not cursor.execute("from practices where practice_id = ?", [practice]).fetchone():
        raise Refused("No practice of the data is called so. `practices` lists them.")
    return note_event(chosen.db, chosen.by, chosen.day, chosen.note, payer=payer, practice=practice)


def _write_note(cursor: duckdb.DuckDBPyConnection, chosen: argparse.Namespace) -> int:
    """Pin a note to a month, a payer of the data, or both; return its number. Raises Refused."""
    from d9311.desk.notes import write_note

    payer = _payer(cursor, chosen.payer)
    return write_note(chosen.db, chosen.by, chosen.note, month=chosen.month, payer=payer)


def _payer(cursor: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the payer that the data call so, blank for none. Raises Refused."""
    if not name:
        return ""
    asked = "select payer from payers where folded(exported_name) = folded($name) order by payer limit 1"
    found = cursor.execute(asked, {"name": name}).fetchone()
    if not found:
        raise Refused("No payer of the data is called so. Write its name as the filter bar lists it.")
    return str(found[0])


def _events(database: str) -> Iterator[tuple[object, ...]]:
    from d9311.desk.events import events

    for one in events(database):
        of = (one.payer or None, one.practice or None)
        yield (one.event, one.day, one.words, *of, one.who, one.at, one.is_undone)


def _notes(database: str) -> Iterator[tuple[object, ...]]:
    from d9311.desk.notes import notes

    for one in notes(database):
        of = (one.month or None, one.payer or None)
        yield (one.note, *of, one.words, one.who, one.at, one.is_undone)
