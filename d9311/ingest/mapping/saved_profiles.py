"""The mapping profiles that are kept beside a database: listed, and written one by one."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

from d9311.ingest.errors import Refused
from d9311.ingest.mapping.profiles import as_toml, read_profile
from d9311.ingest.mapping.proposal import Mapping


def listed_profiles(folder: Path) -> tuple[tuple[Path, Mapping | str], ...]:
    """Every profile of the folder by its path, by name; for one that is broken, what is wrong with it."""
    found: list[tuple[Path, Mapping | str]] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            found.append((path, read_profile(path)))
        except Refused as refusal:
            found.append((path, str(refusal)))
    return tuple(found)


def save_profile(mapping: Mapping, folder: Path, name: str = "") -> Path:
    """Write a mapping as a profile of the folder, in the place of one for the same header and kind.

    One for another header keeps its file: the new one of the same name gets a number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _free_path(mapping, folder, re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60])
    draft = folder / f".{path.name}.new"
    draft.write_text(as_toml(replace(mapping, name=name or path.stem)), encoding="utf-8")
    for other in folder.glob("*.toml"):
        if other != path and _is_for(other, mapping):
            other.unlink()
    draft.replace(path)
    return path


def _free_path(mapping: Mapping, folder: Path, slug: str) -> Path:
    stem = slug or f"{mapping.kind}-{mapping.header}"
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    paths = (folder / f"{name}.toml" for name in names)
    return next(path for path in paths if not path.exists() or _is_for(path, mapping))


def _is_for(path: Path, mapping: Mapping) -> bool:
    try:
        found = read_profile(path)
    except Refused:
        return False
    return bool(mapping.header) and (found.kind, found.header) == (mapping.kind, mapping.header)
