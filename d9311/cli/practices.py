"""`practices`: what each practice is called, and a name for one."""

from __future__ import annotations

import argparse
import sys

from d9311.cli.codes import DONE, REFUSED, Commands

COLUMNS = ("practice_id", "practice_name", "claim_rows", "consultations")


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    practices = commands.add_parser("practices", help="list the practices as CSV, or name one")
    practices.set_defaults(run=_practices)
    practices.add_argument("--db", required=True, metavar="FILE")
    practices.add_argument(
        "--name",
        nargs=2,
        metavar=("ID", "NAME"),
        help='show the practice under this name; "" for the one of the export again',
    )


def _practices(chosen: argparse.Namespace) -> int:
    from d9311.ingest.errors import Refused
    from d9311.ingest.naming import name_practice

    if chosen.name:
        try:
            print(name_practice(chosen.db, *chosen.name))
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return REFUSED
        return DONE
    return _list(chosen.db)


def _list(database: str) -> int:
    from d9311 import exports
    from d9311.store import open_database

    found = open_database(database).cursor()
    found.execute(
        """select practices.practice_id, practices.practice_name,
            coalesce(any_value(claim_rows), 0) as claim_rows,
            count(consultations.consultation_id) as consultations
        from practices
        left join practice_spans using (practice_id)
        left join consultations using (practice_id)
        group by all order by practice_id"""
    )
    exports.write_csv(sys.stdout, COLUMNS, exports.fetched(found))
    return DONE
