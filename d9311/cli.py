"""The command line: `python -m d9311 import|map|query|rows|serve`. Results to stdout, all else to stderr."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATABASE = ROOT / "data" / "d9311.duckdb"
DONE, UNEXPECTED, REFUSED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code: 0 done, 2 refused, 1 anything unexpected."""
    chosen = _parser().parse_args(arguments)
    _speak_utf8()
    from d9311.ingest.database_errors import StoreError

    try:
        return int(chosen.run(chosen))
    except StoreError as error:
        print(error, file=sys.stderr)
        return UNEXPECTED
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("Stopped. The database is as it was.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        _say_unexpected(error, chosen.debug)
        return UNEXPECTED


def _speak_utf8() -> None:
    """Print any name or text on any terminal, and to a file the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


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


def _map(chosen: argparse.Namespace) -> int:
    from d9311.ingest.asking import in_words
    from d9311.ingest.errors import Refused
    from d9311.ingest.mapping import as_toml, mappings_folder, propose

    try:
        profiles = mappings_folder(Path(chosen.db)) if chosen.db else None
        proposal = propose(Path(chosen.file), chosen.kind, profiles)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    for note in (f"Preset: {proposal.note}" if proposal.note else "", *map(in_words, proposal.questions)):
        if note:
            print(f"# {note}")
    print(as_toml(proposal.mapping(), proposal.matches), end="")
    return DONE


def _import(chosen: argparse.Namespace) -> int:
    from d9311.ingest.errors import Refused
    from d9311.ingest.load import ImportRefused, import_files
    from d9311.ingest.progress import Bar

    if not any((chosen.claims, chosen.consultations, chosen.fees, chosen.payer_rules, chosen.payer_alias)):
        print("Give at least one file: --claims FILE, --consultations FILE, ...", file=sys.stderr)
        return REFUSED
    bar = Bar(sys.stderr)
    try:
        report = import_files(
            chosen.db,
            claims=chosen.claims,
            consultations=chosen.consultations,
            fees=chosen.fees,
            payer_rules=chosen.payer_rules,
            payer_alias=chosen.payer_alias,
            profiles=chosen.mapping,
            progress=bar.show,
        )
    except ImportRefused as refusal:
        report = refusal.report
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    finally:
        bar.clear()
    if chosen.json:
        print(json.dumps(report.as_json(), indent=2))
    else:
        print("\n".join(report.lines()), file=sys.stderr if report.refused else sys.stdout)
    return REFUSED if report.refused else DONE


def _query(chosen: argparse.Namespace) -> int:
    import queries
    from d9311 import exports
    from d9311.filters import Filters
    from d9311.store import open_database

    if chosen.list:
        for name in queries.names():
            header = queries.describe(name)
            print(f"{name}\n  {header.get('question', '')}\n  {header.get('definition', '')}")
        return DONE
    if not chosen.name or not chosen.db:
        print("Give the name of a query and --db FILE, or --list.", file=sys.stderr)
        return REFUSED
    try:
        queries.read(chosen.name)
        filters = Filters(
            chosen.practice,
            chosen.payer,
            chosen.provider,
            chosen.scenario,
            chosen.date_from,
            chosen.date_to,
            chosen.date_basis,
            chosen.as_of,
        )
    except (queries.UnknownQuery, ValueError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    table = queries.arrow(open_database(chosen.db).cursor(), chosen.name, filters)
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    write = exports.write_json if chosen.format == "json" else exports.write_csv
    write(sys.stdout, table.column_names, rows)
    return DONE


def _rows(chosen: argparse.Namespace) -> int:
    from d9311 import contract, exports
    from d9311.store import open_database

    columns = contract.column_names(chosen.kind)
    found = open_database(chosen.db).cursor()
    found.execute(f"select {', '.join(columns)} from current_{chosen.kind} order by import_id, line")
    exports.write_csv(sys.stdout, columns, exports.fetched(found))
    return DONE


def _serve(chosen: argparse.Namespace) -> int:
    from d9311.serve import NoPort, serve

    try:
        return serve(Path(chosen.db), chosen.port)
    except NoPort as error:
        print(error, file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m d9311", description="Trusted D9311 answers from two exports."
    )
    parser.add_argument("--debug", action="store_true", help="show where an unexpected error came from")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    imports = commands.add_parser("import", help="import exports into a database")
    imports.set_defaults(run=_import)
    imports.add_argument(
        "--db", required=True, metavar="FILE", help="the database, made when it is not there"
    )
    for kind in ("claims", "consultations"):
        imports.add_argument(
            f"--{kind}", action="append", default=[], metavar="FILE", help="may be given again"
        )
    for kind in ("fees", "payer-rules", "payer-alias"):
        imports.add_argument(f"--{kind}", metavar="FILE", help="replaces the former list")
    imports.add_argument(
        "--mapping", action="append", default=[], metavar="FILE", help="a mapping profile; may be given again"
    )
    imports.add_argument("--json", action="store_true", help="print the report as JSON")
    _add_map(commands)
    _add_query(commands)
    rows = commands.add_parser("rows", help="print the rows that are kept, as stored")
    rows.set_defaults(run=_rows)
    rows.add_argument("kind", choices=["claims", "consultations"])
    rows.add_argument("--db", required=True, metavar="FILE")
    serve = commands.add_parser("serve", help="start the dashboard")
    serve.set_defaults(run=_serve)
    serve.add_argument("--db", default=str(DEFAULT_DATABASE), metavar="FILE")
    serve.add_argument("--port", type=int, metavar="N")
    for command in commands.choices.values():
        command.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    return parser


def _add_map(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    maps = commands.add_parser("map", help="print what the columns of an export seem to mean, as TOML")
    maps.set_defaults(run=_map)
    maps.add_argument("file", metavar="FILE")
    maps.add_argument("--kind", choices=["claims", "consultations"], default="claims")
    maps.add_argument("--db", metavar="FILE", help="look for a saved profile beside this database")


def _add_query(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    query = commands.add_parser("query", help="print one measure")
    query.set_defaults(run=_query)
    query.add_argument("name", nargs="?", metavar="NAME", help="the measure, see --list")
    query.add_argument("--list", action="store_true", help="name the measures with their definitions")
    query.add_argument("--db", metavar="FILE")
    for name in ("practice", "payer", "provider", "scenario"):
        query.add_argument(f"--{name}", action="append", metavar=name[0].upper(), help="may be given again")
    query.add_argument("--from", dest="date_from", type=date.fromisoformat, metavar="D", help="2025-01-01")
    query.add_argument("--to", dest="date_to", type=date.fromisoformat, metavar="D", help="inclusive")
    query.add_argument("--date-basis", choices=["service", "submitted", "decided"], default="service")
    query.add_argument(
        "--as-of", type=date.fromisoformat, metavar="D", help="else the newest day of the data"
    )
    query.add_argument("--format", choices=["csv", "json"], default="csv")
