"""`serve`: the dashboard on a database."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from d9311.cli.codes import REFUSED, Commands
from d9311.home import default_database


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    serve = commands.add_parser("serve", help="start the dashboard")
    serve.set_defaults(run=_serve)
    serve.add_argument(
        "--db", default=str(default_database()), metavar="FILE", help="the database (%(default)s)"
    )
    serve.add_argument("--port", type=int, metavar="N")
    serve.add_argument(
        "--read-only",
        action="store_true",
        help="show data that are made elsewhere: no import, undo, answer or removal",
    )


def _serve(chosen: argparse.Namespace) -> int:
    from d9311.serve import NoPort, serve

    try:
        return serve(Path(chosen.db), chosen.port, chosen.read_only)
    except NoPort as error:
        print(error, file=sys.stderr)
        return REFUSED
