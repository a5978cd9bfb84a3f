"""`imports` and `undo`: what was imported, and one import taken out again."""

from __future__ import annotations

import argparse
import sys

from d9311.cli.codes import DONE, REFUSED, Commands

COLUMNS = ("import_id", "kind", "file_name", "sha256", "imported_at", "rows_read", "rows_kept",
           "rows_set_aside", "call_number")  # fmt: skip


def add(commands: Commands) -> None:
    """Add the two commands to the parser."""
    imports = commands.add_parser("imports", help="list what was imported, as CSV")
    imports.set_defaults(run=_imports)
    imports.add_argument("--db", required=True, metavar="FILE")
    undo = commands.add_parser("undo", help="take one import out again; all others count as they did")
    undo.set_defaults(run=_undo)
    undo.add_argument("import_id", type=int, metavar="IMPORT_ID", help="its number, see imports")
    undo.add_argument("--db", required=True, metavar="FILE")


def _imports(chosen: argparse.Namespace) -> int:
    from d9311 import exports
    from d9311.store import open_database

    found = open_database(chosen.db).cursor()
    found.execute(f"select {', '.join(COLUMNS)} from imports order by import_id")
    exports.write_csv(sys.stdout, COLUMNS, exports.fetched(found))
    return DONE


def _undo(chosen: argparse.Namespace) -> int:
    from d9311.ingest.errors import Refused
    from d9311.ingest.undo import undo_import

    try:
        print(undo_import(chosen.db, chosen.import_id).line())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return DONE
