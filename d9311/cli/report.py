"""`report`: all pages of the dashboard for one choice of filters, as one PDF and one workbook."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from d9311.cli.choosing import LISTS, add_filters, last_import
from d9311.cli.codes import DONE, REFUSED, UNEXPECTED, Commands
from d9311.home import ROOT
from d9311.ingest.errors import Refused

# A program of its own: it runs the pages, which no command imports.
PROGRAM = "d9311.ui.export.report"


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    report = commands.add_parser("report", help="write all pages for these filters as PDF and Excel")
    report.set_defaults(run=_report)
    report.add_argument("--db", required=True, metavar="FILE")
    report.add_argument("--out", required=True, type=Path, metavar="DIR", help="where the two files go")
    add_filters(report)


def _report(chosen: argparse.Namespace) -> int:
    from d9311.ingest.practices import known_id
    from d9311.store import open_database

    cursor = open_database(chosen.db).cursor()
    try:
        last_import(cursor, chosen)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    chosen.practice = [known_id(cursor, name) for name in chosen.practice or ()]
    cursor.close()
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", PROGRAM, folder],
            cwd=ROOT,
            env={**os.environ, "D9311_DB": str(Path(chosen.db).absolute())},
            input=json.dumps(_link(chosen)).encode(),
            capture_output=True,
            check=False,
        )
        if done.returncode:
            refused = done.returncode == REFUSED
            said = (
                done.stdout.decode() if refused else "A page could not be drawn; see it in the dashboard.\n"
            )
            sys.stderr.write(said)
            return REFUSED if refused else UNEXPECTED
        return _put(Path(folder), chosen.out)


def _put(made: Path, out: Path) -> int:
    """Put what was made into the folder that was asked for, and name it."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file in sorted(made.iterdir()):
            print(shutil.copyfile(file, out / file.name))
    except OSError as error:
        print(f"{out} cannot be written ({error.strerror}). Give another folder.", file=sys.stderr)
        return REFUSED
    return DONE


def _link(chosen: argparse.Namespace) -> dict[str, list[str]]:
    """Return the choices as the dashboard's address holds them; the default is its period, too."""
    link: dict[str, list[str]] = {name: getattr(chosen, name) or [] for name in LISTS}
    if chosen.date_from or chosen.date_to:
        link["period"] = ["custom"]
    if chosen.last_import:
        link["period"] = ["last_import"]
    days = {"from": chosen.date_from, "to": chosen.date_to, "as_of": chosen.as_of}
    link |= {name: [day.isoformat()] for name, day in days.items() if day}
    if chosen.date_basis != "service":
        link["basis"] = [chosen.date_basis]
    return {name: values for name, values in link.items() if values}
