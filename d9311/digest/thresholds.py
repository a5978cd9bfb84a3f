"""From when on a digest is worth reading: numbers in a TOML beside the database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE_NAME = "digest.toml"
DEFAULTS = Path(__file__).with_name("thresholds.toml")


class ThresholdError(ValueError):
    """The file of thresholds cannot be used; the message says where and how to mend it."""


def read(path: Path | None, database: Path) -> dict[str, float]:
    """Return the thresholds by name: of the file given, of that beside the database, else the usual ones.

    A threshold that is left out or 0 is off. Raises ThresholdError.
    """
    usual = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    beside = database.resolve().with_name(FILE_NAME)
    given = path or (beside if beside.is_file() else None)
    if given is None:
        return {name: float(value) for name, value in usual.items()}
    try:
        found = tomllib.loads(given.read_text(encoding="utf-8"))
    except OSError as error:
        raise ThresholdError(f"{given.name} cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThresholdError(f"{given.name} is no TOML: {error}.") from None
    for name, value in found.items():
        if name not in usual:
            raise ThresholdError(f"{given.name}: there is no {name}; there are {', '.join(usual)}.")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ThresholdError(f"{given.name}: {name} must be a number, 0 or more.")
    return {name: float(found.get(name, 0)) for name in usual}


def crossed(thresholds: Mapping[str, float], found: Mapping[str, float]) -> list[str]:
    """Return the names of the thresholds that are on and reached."""
    return [name for name, least in thresholds.items() if least > 0 and found[name] >= least]
