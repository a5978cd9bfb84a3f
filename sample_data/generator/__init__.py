"""Sample data for the dashboard: two invented exports, made from one seed.

`python -m sample_data.generator` writes claims.csv and consultations.csv beside this package.
"""

from __future__ import annotations

from pathlib import Path

from .columns import CLAIMS, CONSULTATIONS
from .story_book import make_files
from .writer import write

SEED = 9311
FOLDER = Path(__file__).resolve().parents[1]


def generate(folder: Path = FOLDER, seed: int = SEED) -> tuple[Path, Path]:
    """Write both files into the folder, the same bytes for the same seed; their paths."""
    claims, consultations = make_files(seed)
    claims_path, consultations_path = folder / "claims.csv", folder / "consultations.csv"
    write(claims_path, CLAIMS, claims)
    write(consultations_path, CONSULTATIONS, consultations)
    return claims_path, consultations_path
