"""`events`: what the practice did from a day on, as the page Money has it: listed, noted, removed."""

from __future__ import annotations

import argparse
import sys
from datetime import date

from d9311.cli.codes import DONE, REFUSED, Commands

COLUMNS = ("event", "day", "words", "payer", "practice_id", "noted_by", "noted_at", "is_removed")


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    events = commands.add_parser(
        "events", help="list what the practice did from a day on, as CSV, or note it"
    )
    events.set_defaults(run=_events)
    events.add_argument("--db", required=True, metavar="FILE")
    done = events.add_mutually_exclusive_group()
    done.add_argument("--note", metavar="WORDS", help='note an event: "we attach letters"')
    done.add_argument("--remove", type=int, metavar="EVENT", help="by its number in the list; it is kept")
    done.add_argument("--again", type=int, metavar="EVENT", help="note a removed one again")
    events.add_argument(
        "--from", dest="day", type=date.fromisoformat, metavar="D", help="of --note: since when"
    )
    events.add_argument(
        "--payer", default="", metavar="P", help="of --note: whose claims it is about, else all"
    )
    events.add_argument("--practice", default="", metavar="P", help="of --note: else all")
    events.add_argument("--by", default="", metavar="NAME", help="who says so, as your colleagues know you")


def _events(chosen: argparse.Namespace) -> int:
    from d9311.desk.events import take_back
    from d9311.ingest.errors import Refused
    from d9311.store import open_database

    open_database(chosen.db)  # which says so where there is none
    try:
        if chosen.note is not None:
            print(_note(chosen))
        elif chosen.remove is not None:
            take_back(chosen.db, chosen.by, chosen.remove)
        elif chosen.again is not None:
            take_back(chosen.db, chosen.by, chosen.again, again=True)
        else:
            _list(chosen.db)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return DONE


def _note(chosen: argparse.Namespace) -> int:
    """Note an event of a payer and a practice that are in the data; return its number. Raises Refused."""
    from d9311.desk.events import note_event
    from d9311.ingest.errors import Refused
    from d9311.ingest.practices import known_id
    from d9311.store import open_database

    if chosen.day is None:
        raise Refused("Give the day from which it was done: --from 2025-03-01.")
    cursor = open_database(chosen.db).cursor()
    payer, practice = chosen.payer, known_id(cursor, chosen.practice) if chosen.practice else ""
    if payer:
        found = cursor.execute(
            "select payer from payers where folded(exported_name) = folded($name) order by payer limit 1",
            {"name": payer},
        ).fetchone()
        if not found:
            raise Refused("No payer of the data is called so. Write its name as the page Money lists it.")
        (payer,) = found
    if practice and not cursor.execute("from practices where practice_id = ?", [practice]).fetchone():
        raise Refused("No practice of the data is called so. `practices` lists them.")
    return note_event(chosen.db, chosen.by, chosen.day, chosen.note, payer=payer, practice=practice)


def _list(database: str) -> None:
    from d9311 import exports
    from d9311.desk.events import events

    exports.write_csv(sys.stdout, COLUMNS, (
        (one.event, one.day, one.words, one.payer or None, one.practice or None, one.who, one.at,
         one.is_undone)
        for one in events(database)
    ))  # fmt: skip
