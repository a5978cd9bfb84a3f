"""`import` and `map`: exports into a database, and what their columns mean."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from d9311.cli.codes import DONE, REFUSED, Commands
from d9311.cli.engines import add_engine, build_of

if TYPE_CHECKING:
    from d9311.ingest.report import ImportReport


def add(commands: Commands) -> None:
    """Add the two commands to the parser."""
    imports = commands.add_parser("import", help="import exports into a database")
    imports.set_defaults(run=_import)
    imports.add_argument(
        "--db", required=True, metavar="FILE", help="the database, made when it is not there"
    )
    _add_files(imports)
    imports.add_argument(
        "--mapping", action="append", default=[], metavar="FILE", help="a mapping profile; may be given again"
    )
    imports.add_argument(
        "--practice",
        metavar="NAME",
        help="whose the files are that name no practice; of one imported before, too",
    )
    imports.add_argument(
        "--newer-data",
        action="store_true",
        help="replace earlier data where the same numbers are others' there",
    )
    imports.add_argument(
        "--patients",
        action="append",
        default=[],
        metavar="KIND=RULE",
        help="read the patients of claims or consultations by a rule, now and from now on: "
        "consultations=without-zeros",
    )
    imports.add_argument(
        "--any-size",
        action="store_true",
        help="read files of more than 2 GB, and packed ones of more than 4 GB",
    )
    imports.add_argument("--json", action="store_true", help="print the report as JSON")
    add_engine(imports)
    _add_map(commands)


def _add_files(imports: argparse.ArgumentParser) -> None:
    for kind in ("claims", "consultations"):
        imports.add_argument(
            f"--{kind}",
            action="append",
            default=[],
            metavar="FILE",
            help="CSV, workbook or Parquet, a folder or a pattern of them; may be given again",
        )
    for kind in ("fees", "payer-rules", "payer-alias"):
        imports.add_argument(f"--{kind}", metavar="FILE", help="replaces the former list")


def _add_map(commands: Commands) -> None:
    maps = commands.add_parser("map", help="print what the columns of an export seem to mean, as TOML")
    maps.set_defaults(run=_map)
    maps.add_argument("file", metavar="FILE")
    maps.add_argument(
        "--kind",
        choices=["claims", "consultations"],
        help="what the file is; told by its header if not given",
    )
    maps.add_argument("--db", metavar="FILE", help="look for a saved profile beside this database")


def _import(chosen: argparse.Namespace) -> int:
    from d9311.cli.files import files_of
    from d9311.contract import Limits
    from d9311.ingest.errors import Refused
    from d9311.ingest.load import ImportRefused, import_files
    from d9311.ingest.progress import Bar
    from d9311.ingest.staging.patient_rules import read_choices

    if not any((chosen.claims, chosen.consultations, chosen.fees, chosen.payer_rules, chosen.payer_alias)):
        print("Give at least one file: --claims FILE, --consultations FILE, ...", file=sys.stderr)
        return REFUSED
    bar = Bar(sys.stderr)
    try:
        with build_of(chosen) as build:
            report = import_files(
                chosen.db,
                claims=files_of(chosen.claims),
                consultations=files_of(chosen.consultations),
                fees=chosen.fees,
                payer_rules=chosen.payer_rules,
                payer_alias=chosen.payer_alias,
                profiles=chosen.mapping,
                practice=chosen.practice,
                newer_data=chosen.newer_data,
                patients=read_choices(chosen.patients),
                progress=bar.show,
                build=build,
                limits=Limits.of_any_size() if chosen.any_size else None,
            )
    except ImportRefused as refusal:
        report = refusal.report
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    finally:
        bar.clear()
    _print_report(report, chosen.json)
    return REFUSED if report.refused else DONE


def _print_report(report: ImportReport, as_json: bool) -> None:
    """Print what became of the files."""
    if as_json:
        print(json.dumps(report.as_json(), indent=2))
    else:
        print("\n".join(report.lines()), file=sys.stderr if report.refused else sys.stdout)


def _map(chosen: argparse.Namespace) -> int:
    from d9311.ingest.errors import Refused
    from d9311.ingest.mapping import as_toml, mappings_folder, propose
    from d9311.ingest.mapping.asking import in_words

    try:
        profiles = mappings_folder(Path(chosen.db)) if chosen.db else None
        proposal = propose(Path(chosen.file), chosen.kind or _kind_of(Path(chosen.file)), profiles)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    for note in (f"Preset: {proposal.note}" if proposal.note else "", *map(in_words, proposal.questions)):
        if note:
            print(f"# {note}")
    print(as_toml(proposal.mapping(), proposal.matches), end="")
    return DONE


def _kind_of(path: Path) -> str:
    """The kind of a file to map: claims, unless its header is that of consultations. Raises Refused."""
    from d9311.ingest.mapping.recognising import recognise

    is_consultations = path.is_file() and recognise(path) == "consultations"
    return "consultations" if is_consultations else "claims"
