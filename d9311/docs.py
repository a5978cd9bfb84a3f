"""The parts of README.md and docs/ that the program knows better: `python -m d9311.docs --write`.

Between `<!-- begin NAME -->` and `<!-- end NAME -->` stands what a function here makes. In a `console`
block each line that begins with `$ ` is a command, and what follows is what it really printed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import queries
from d9311.contract import FILES, ColumnSpec
from d9311.home import ROOT

DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PART = re.compile(r"(<!-- begin (\w+) -->\n).*?(<!-- end \2 -->)", re.DOTALL)
CONSOLE = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
OUR_PYTHON = ".venv/bin/python"
COMMAND_SECONDS = 300

FILE_WORDS = {
    "claims": "claims.csv: one row per claim line per submission or decision",
    "consultations": "consultations.csv: one row per consultation recorded in the chart",
    "fees": "fees.csv (optional): what a payer's contract allows for D9311",
    "payer_rules": "payer_rules.csv (optional): what you know of a payer's rules",
    "payer_alias": "payer_alias.csv (optional): payer names that mean one payer",
}


def columns() -> str:
    """Return the tables of columns, one per kind of file, from the column contract."""
    return "\n".join(_columns_of(kind, specs) for kind, specs in FILES.items())


def _columns_of(kind: str, specs: Iterable[ColumnSpec]) -> str:
    rows = [
        f"| `{spec.name}`{' *' if spec.required else ''} | {spec.kind.replace('_', ' ')} | {_meaning(spec)} |"
        for spec in specs
    ]
    return "\n".join(
        [f"**{FILE_WORDS[kind]}**", "", "| column | kind | meaning |", "|---|---|---|", *rows, ""]
    )


def _meaning(spec: ColumnSpec) -> str:
    accepted = f": {', '.join(f'`{value}`' for value in spec.accepted)}" if spec.accepted else ""
    default = f" (blank or absent: `{spec.default}`)" if spec.default else ""
    return f"{spec.meaning}{accepted}{default}".replace("|", "\\|")


def measures() -> str:
    """Return the definition of every number, from the headers of the SQL files, each definition once."""
    by_definition: dict[tuple[str, str], list[str]] = {}
    for name in queries.names():
        header = queries.describe(name)
        by_definition.setdefault((header["definition"], header["not counted"]), []).append(name)
    return "\n".join(_defined_alike(*key, names) for key, names in by_definition.items())


def _defined_alike(definition: str, not_counted: str, names: list[str]) -> str:
    questions = [
        f"- [`{name}`](../queries/{name}.sql), {header['grain'].rstrip('.')}: {header['question']}"
        for name in names
        for header in (queries.describe(name),)
    ]
    return "\n".join([*questions, "", f"  {definition}  ", f"  Not counted: {not_counted.rstrip('.')}.", ""])


PARTS: dict[str, Callable[[], str]] = {"columns": columns, "measures": measures}


def render(text: str) -> str:
    """Return a document's `text` with its generated parts and the output of its commands made anew.

    Raises KeyError for a marker that names no part, RuntimeError when a command fails.
    """
    return with_output(with_parts(text))


def with_parts(text: str) -> str:
    """Return `text` with its generated parts made anew. Raises KeyError for a marker that names no part."""
    return PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}{part[3]}", text)


def with_output(text: str) -> str:
    """Return `text` with what its commands print,
    run one after the other in a folder that holds the sample data.

    Raises RuntimeError when a command fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sample_data").symlink_to(ROOT / "sample_data")
        return CONSOLE.sub(lambda block: f"{block[1]}{_run_all(block[2], folder)}{block[3]}", text)


def _run_all(block: str, folder: str) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{run(line.removeprefix('$ '), folder)}" for line in commands)


def run(command: str, folder: str) -> str:
    """Run one shell command in `folder` with the project importable; return what it printed as result."""
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command.replace(OUR_PYTHON, sys.executable)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}:\n{done.stderr}")
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n" if done.stdout else ""


def main(arguments: list[str]) -> int:
    """Write the documents anew with `--write`;
    without, name those that are out of date. Return the exit code.
    """
    changed = False
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        new = render(text)
        if new != text:
            changed = True
            name = path.relative_to(ROOT).as_posix()
            print(f"{name} is written anew." if "--write" in arguments else f"{name} is out of date.")
        if "--write" in arguments:
            path.write_text(new, encoding="utf-8")
    if not changed:
        print("README.md and docs/ are up to date.")
    return int(changed and "--write" not in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
