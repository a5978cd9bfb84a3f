"""`digest`: the morning's list and the month's figures, for cron."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from d9311.cli.codes import CROSSED, DONE, REFUSED, Commands


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    digest = commands.add_parser("digest", help="write the morning's list and the month's figures, for cron")
    digest.set_defaults(run=_digest)
    digest.add_argument("--db", required=True, metavar="FILE")
    digest.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="where the HTML and the PDF go"
    )
    digest.add_argument(
        "--since", type=date.fromisoformat, metavar="D", help="new since then; else the last import"
    )
    digest.add_argument("--practice", action="append", metavar="P", help="may be given again")
    digest.add_argument("--thresholds", type=Path, metavar="TOML", help="else digest.toml beside FILE")
    digest.add_argument("--always", action="store_true", help="write it although nothing crossed a threshold")


def _digest(chosen: argparse.Namespace) -> int:
    from d9311.digest import html, writing
    from d9311.digest.figures import gather
    from d9311.digest.thresholds import ThresholdError, crossed, read
    from d9311.filters import Filters
    from d9311.ingest.practices import known_id
    from d9311.packet import pdf
    from d9311.store import open_database

    database = Path(chosen.db)
    try:
        thresholds = read(chosen.thresholds, database)
    except ThresholdError as error:
        print(error, file=sys.stderr)
        return REFUSED
    cursor = open_database(chosen.db).cursor()
    practices = tuple(known_id(cursor, name) for name in chosen.practice) if chosen.practice else None
    found = gather(cursor, database, Filters(practices=practices), chosen.since, date.today())
    reached = crossed(thresholds, found.counts())
    if not reached and not chosen.always:
        return DONE
    made = writing.document(found, reached)
    files = {"html": html.write(made).encode(), "pdf": pdf.write(made)}
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
        for kind, content in files.items():
            path = chosen.out / f"d9311-digest-{found.as_of.isoformat()}.{kind}"
            path.write_bytes(content)
            print(path)
    except OSError as error:
        print(f"{chosen.out} cannot be written ({error.strerror}). Give another folder.", file=sys.stderr)
        return REFUSED
    return CROSSED if reached else DONE
