"""`work`: what people did about claims and consultations, and what stands now, as CSV."""

from __future__ import annotations

import argparse
import sys

from d9311.cli.codes import DONE, REFUSED, Commands

STATES = (
    "item_id",
    "state",
    "why",
    "owner",
    "snoozed_until",
    "note",
    "changed_by",
    "changed_at",
    "is_in_data",
)
HISTORY = ("step", "batch", "changed_at", "changed_by", "what", "before", "after", "undone_step", "is_undone",
           "item_id_then")  # fmt: skip


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    work = commands.add_parser("work", help="list owners, states and notes of the work on claims, as CSV")
    work.set_defaults(run=_work)
    work.add_argument("--db", required=True, metavar="FILE")
    work.add_argument("--history", metavar="ITEM_ID", help="the steps of one item, see the list")


def _work(chosen: argparse.Namespace) -> int:
    from d9311 import exports
    from d9311.desk import reading
    from d9311.store import open_database

    open_database(chosen.db)  # which says so where there is none
    if chosen.history:
        told = reading.history(chosen.db, chosen.history)
        if not told:
            print("Nothing was done about that item. The list without --history names all.", file=sys.stderr)
            return REFUSED
        exports.write_csv(sys.stdout, HISTORY, (
            (one.step.step, one.step.batch, one.step.when().replace(tzinfo=None), one.step.who, one.step.what,
             one.step.before, one.step.after, one.step.of, one.is_undone, one.was)
            for one in told
        ))  # fmt: skip
        return DONE
    listed = (
        (reading.states(chosen.db), True),
        (reading.not_in_data(chosen.db), False),
    )
    exports.write_csv(sys.stdout, STATES, (
        (item_id, one.state, one.why, one.owner or None, one.snoozed_until, one.note or None, one.changed_by,
         one.changed_at.replace(tzinfo=None), is_there)
        for shown, is_there in listed for item_id, one in sorted(shown.items())
    ))  # fmt: skip
    return DONE
