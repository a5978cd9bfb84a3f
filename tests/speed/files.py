"""Claims and consultations files of any size for the benchmark: the sample's rows, tiled.

Every tile repeats the sample's clean rows under new claim and patient identifiers, so a large file has the
sample's mix of outcomes, chains, notes and links, all 32 columns, and the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from pathlib import Path

from d9311 import contract
from sample_data.generator import SEED
from sample_data.generator.columns import CLAIMS, CONSULTATIONS, Row
from sample_data.generator.story_book import cells, sample_rows

RENAMED = {"claim_id", "original_claim_id", "payer_claim_control_number", "patient_id", "consultation_id"}
FOREIGN = {name: f"Our {name.replace('_', ' ').title()}" for name in CLAIMS}
D9311_SHARE = 100
"""One line in so many is D9311."""


@dataclass(frozen=True)
class Files:
    """Two files of the benchmark and what is in the claims."""

    claims: Path
    consultations: Path
    lines: int
    d9311_lines: int


def make(folder: Path, lines: int, d9311_lines: int | None = None) -> Files:
    """Write claims of so many lines, 1% D9311 unless said, and the notes of the patients in them.

    The D9311 lines depend on their number alone: files that differ in `lines` hold the same episodes.
    """
    wanted = max(1, lines // D9311_SHARE) if d9311_lines is None else d9311_lines
    folder.mkdir(parents=True, exist_ok=True)
    files = Files(folder / "claims.csv", folder / "consultations.csv", lines, wanted)
    consulted, others, notes = _templates()
    apart = max(1, lines // wanted)
    with files.claims.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(CLAIMS) + "\n")
        d9311, other = _tiles(consulted), _tiles(others)
        for block in range(wanted):
            file.write(next(d9311))
            last = lines - wanted - block * (apart - 1) if block == wanted - 1 else apart - 1
            file.writelines(islice(other, last))
    with files.consultations.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(CONSULTATIONS) + "\n")
        file.writelines(islice(_tiles(notes), wanted * len(notes) // len(consulted)))
    return files


def make_foreign(claims: Path) -> tuple[Path, Path]:
    """Write the same claims under another system's headers, dates as M/D/YYYY; the file and its mapping
    profile."""
    file, profile = claims.with_name("foreign.csv"), claims.with_name("foreign.toml")
    dates = [place for place, name in enumerate(CLAIMS) if contract.column("claims", name).kind == "date"]
    with claims.open(encoding="utf-8") as source, file.open("w", encoding="utf-8", newline="") as target:
        target.write(",".join([*FOREIGN.values(), "Patient Name"]) + "\n")
        for line in islice(source, 1, None):
            row = line.rstrip("\n").split(",")
            for place in dates:
                if row[place]:
                    year, month, day = row[place].split("-")
                    row[place] = f"{int(month)}/{int(day)}/{year}"
            target.write(",".join([*row, "Jo Smith"]) + "\n")
    columns = "".join(f'"{header}" = "{name}"\n' for name, header in FOREIGN.items())
    profile.write_text(f'kind = "claims"\n\n[columns]\n{columns}"Patient Name" = ""\n', encoding="utf-8")
    return file, profile


@cache
def _templates() -> tuple[list[str], list[str], list[str]]:
    """D9311 lines, other lines and notes with `{tile}` where an identifier takes the tile's number."""
    claims, notes = sample_rows(SEED)
    consulted = [row for row in claims if row["procedure_code"] == "D9311"]
    others = [row for row in claims if row["procedure_code"] != "D9311"]
    return (
        [_template(CLAIMS, row) for row in consulted],
        [_template(CLAIMS, row) for row in others],
        [_template(CONSULTATIONS, row) for row in notes],
    )


def _template(columns: list[str], row: Row) -> str:
    return ",".join(map(_tiled, columns, cells(columns, row))) + "\n"


def _tiled(column: str, text: str) -> str:
    if '"' in text or "," in text or "{" in text:
        raise ValueError(f"a cell of the sample's column {column} would need quotes")
    return text + "T{tile}" if text and column in RENAMED else text


def _tiles(templates: list[str]) -> Iterator[str]:
    """The templates over and over, each round under the next number."""
    split = [template.split("{tile}") for template in templates]
    for tile in count():
        number = str(tile)
        for parts in split:
            yield number.join(parts)
