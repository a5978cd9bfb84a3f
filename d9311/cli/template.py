"""`template`: an empty file to fill in, for what a practice system does not record."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from d9311.cli.codes import DONE, REFUSED, Commands
from d9311.contract import FILES


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    template = commands.add_parser("template", help="an empty file to fill in, as CSV or as a workbook")
    template.set_defaults(run=_template)
    template.add_argument("--kind", choices=list(FILES), default="consultations")
    template.add_argument(
        "--format", choices=["csv", "xlsx"], help="else by the name of the output, else csv"
    )
    template.add_argument("--output", type=Path, metavar="FILE", help="else it is printed")


def _template(chosen: argparse.Namespace) -> int:
    from d9311.template import template_csv, template_workbook

    output: Path | None = chosen.output
    ending = output.suffix.lower() if output else ""
    form = chosen.format or ("xlsx" if ending == ".xlsx" else "csv")
    if ending in (".csv", ".xlsx") and ending != f".{form}":
        return _refuse(f"{output} says {ending[1:]}, --format says {form}. Make them agree.")
    if output is None and form == "xlsx" and sys.stdout.isatty():
        return _refuse("A workbook cannot be shown here. Give a name for it: --output consultations.xlsx")
    content = template_csv(chosen.kind) if form == "csv" else template_workbook(chosen.kind)
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return DONE
    try:
        with output.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return _refuse(f"{output} is there already and may be filled in. Give another name.")
    except OSError as error:
        return _refuse(f"{output} cannot be written ({error.strerror}). Give another place.")
    option = chosen.kind.replace("_", "-")
    print(f"Fill in {output}, then import it with --{option} {output}.", file=sys.stderr)
    return DONE


def _refuse(said: str) -> int:
    print(said, file=sys.stderr)
    return REFUSED
