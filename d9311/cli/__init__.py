"""The command line, `python -m d9311 COMMAND`. Results go to stdout, all else to stderr.

Each module here adds its commands: a parser with `run`, which takes the arguments and returns an exit code.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from d9311 import __version__
from d9311.cli import (
    digest,
    importing,
    logs,
    packet,
    practices,
    reading,
    report,
    serving,
    template,
    undoing,
    views,
    watching,
    work,
)
from d9311.cli.codes import DONE, INTERRUPTED, UNEXPECTED
from d9311.home import COMMAND


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 2 refused, 1 anything unexpected."""
    chosen = _parser().parse_args(arguments)
    _speak_utf8()
    try:
        return int(chosen.run(chosen))
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("Stopped. The database is as it was.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        _say(error, chosen)
        return UNEXPECTED


def _speak_utf8() -> None:
    """Print any name or text on any terminal, and to a file the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _say(error: Exception, chosen: argparse.Namespace) -> None:
    """Say what is wrong with the data, or that it is something else: only now is DuckDB needed."""
    from d9311.ingest.publishing.database_errors import StoreError, explain, is_damage

    if isinstance(error, StoreError):
        print(error, file=sys.stderr)
    elif is_damage(error):
        print(explain(error, Path(chosen.db)), file=sys.stderr)
    else:
        _say_unexpected(error, chosen.debug)


def _say_unexpected(error: Exception, debug: bool) -> None:
    """Say where it happened, never the error's own words: they may hold a patient's data."""
    places = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(place.filename).name}:{place.lineno} in {place.name}" for place in places]
    hint = "" if debug else " Run it again with --debug to see where it came from."
    print(
        f"Unexpected error ({type(error).__name__} at {where[-1]}); nothing was changed.{hint}",
        file=sys.stderr,
    )
    if debug:
        print("\n".join(f"  {place}" for place in where), file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=COMMAND, description="Trusted D9311 answers from two exports.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--debug", action="store_true", help="show where an unexpected error came from")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    parts = (
        template,
        importing,
        practices,
        undoing,
        watching,
        reading,
        work,
        logs,
        views,
        packet,
        digest,
        report,
        serving,
    )
    for part in parts:
        part.add(commands)
    for command in commands.choices.values():
        command.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    return parser
