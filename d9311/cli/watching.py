"""`watch`: a folder whose new exports are imported, for scheduled and unattended use."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from d9311.cli.codes import DONE, INTERRUPTED, REFUSED, Commands

if TYPE_CHECKING:
    from d9311.ingest.watching import Watcher


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    watch = commands.add_parser("watch", help="import new exports in a folder as they arrive")
    watch.set_defaults(run=_watch)
    watch.add_argument("folder", metavar="DIR")
    watch.add_argument("--db", required=True, metavar="FILE")
    watch.add_argument("--once", action="store_true", help="import what is there and end: for cron")
    watch.add_argument("--every", type=float, default=10, metavar="SECONDS", help="between two looks")
    watch.add_argument(
        "--settle", type=float, default=5, metavar="SECONDS", help="a file is whole when it rests so long"
    )
    watch.add_argument("--practice", metavar="NAME", help="whose the files are that name no practice")


def _watch(chosen: argparse.Namespace) -> int:
    from d9311.ingest.places import place_of
    from d9311.ingest.watching import Watcher

    folder = Path(chosen.folder).absolute()
    if not folder.is_dir():
        print(f"There is no folder {folder}. Give the one that exports are saved in.", file=sys.stderr)
        return REFUSED
    watcher = Watcher(folder, place_of(chosen.db), _say, chosen.settle, practice=chosen.practice)
    if chosen.once:
        return _once(watcher)
    problem = ""
    try:
        _say(f"Watching {folder}; Ctrl-C stops.")
        while True:
            found = _look(watcher)
            if found != problem and found:
                _say(f"{found} It is tried again every {chosen.every:g} seconds.")
            problem = found
            time.sleep(chosen.every)
    except KeyboardInterrupt:
        _say("Stopped; what was imported is kept.")
        return INTERRUPTED


def _once(watcher: Watcher) -> int:
    """Look twice, with the time between that shows whether a file is still being written."""
    watcher.look(time.monotonic())
    if watcher.unfinished:
        time.sleep(watcher.settle)
        watcher.look(time.monotonic())
    for path in watcher.unfinished:
        _say(f"{path.name}: still being written; left for the next time.")
    _say(f"{watcher.imported} imported, {watcher.refused} refused, {watcher.known_before} imported before.")
    return REFUSED if watcher.refused else DONE


def _look(watcher: Watcher) -> str:
    """Look once; return what stands in the way, which may be gone at the next look."""
    from d9311.ingest.publishing.database_errors import StoreError

    try:
        watcher.look(time.monotonic())
    except StoreError as error:
        return str(error)
    except OSError as error:
        return f"{watcher.folder} cannot be read ({type(error).__name__})."
    return ""


def _say(line: str) -> None:
    print(f"{datetime.now():%Y-%m-%d %H:%M:%S} {line}", file=sys.stderr, flush=True)
