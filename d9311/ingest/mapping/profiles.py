"""Mapping profiles and presets as TOML: one file each, written by hand, by `map` or by the mapping screen."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from d9311.contract import column_names
from d9311.ingest.errors import Refused
from d9311.ingest.headers.synonyms import CODES, PRESETS, is_code_part, key
from d9311.ingest.mapping.proposal import UNUSED, HeaderMatch, Mapping

PROFILES = "mappings"  # the folder of the profiles, beside the database
MAPPED_KINDS = ("claims", "consultations")
_TABLES = ("columns", "values", "blank", "prefix")
_CODE_PARTS = 12  # as many adjustments as an 835 line has in two CAS segments


@dataclass(frozen=True)
class Preset:
    """A mapping that is shipped: `requires` are the headers by which an export is recognised.

    `refused`: why an export of this header cannot be used, where it cannot. `note`: what to know of it.
    """

    id: str
    title: str
    mapping: Mapping
    requires: tuple[str, ...] = ()
    refused: str = ""
    note: str = ""
    keys: frozenset[str] = field(default_factory=frozenset)


def fingerprint(header: Sequence[str]) -> str:
    """What a header is recognised by next time: its names in any order, without case and punctuation."""
    names = "\n".join(sorted(key(cell) for cell in header if key(cell)))
    return hashlib.sha256(names.encode()).hexdigest()[:16]


def possible_columns(kind: str) -> tuple[str, ...]:
    """Every target that a header may be given,
    in the order of the data dictionary; `UNUSED` is not listed.
    """
    names = column_names(kind)
    if kind != "claims":
        return names
    parts = (
        f"{CODES}.{n}.{part}" for n in range(1, _CODE_PARTS + 1) for part in ("group", "reason", "amount")
    )
    return (*names, *parts)


def read_profile(path: Path) -> Mapping:
    """Read one profile. Raises Refused, naming the file and what is wrong in it."""
    if path.exists() and not path.is_file():
        raise Refused(f"{path.name} is no file. Give a mapping profile (TOML).")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(f"{path.name}: there is no such file. Check the path.") from None
    except (OSError, UnicodeDecodeError):
        raise Refused(
            f"{path.name}: the file cannot be read as text. Give a mapping profile (TOML)."
        ) from None
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line \d+", str(error))
        place = f"{path.name}, {where[0]}" if where else path.name
        raise Refused(
            f'{place}: this is not TOML. Write a name and what it means as "Name" = "column".'
        ) from None
    return _mapping(found, path.name, path.stem)


def read_profiles(folder: Path) -> tuple[Mapping, ...]:
    """Read every saved profile, by name. Raises Refused for one that is broken."""
    return tuple(read_profile(path) for path in sorted(folder.glob("*.toml")))


def as_toml(mapping: Mapping, matches: Sequence[HeaderMatch] = ()) -> str:
    """A mapping as TOML; with `matches`, each column with its certainty and reason as a comment."""
    said = {match.header: f"  # {match.certainty}: {match.reason}" for match in matches}
    lines = [f"{name} = {_text(getattr(mapping, name))}" for name in ("kind", "name", "preset", "header")
             if getattr(mapping, name)]  # fmt: skip
    lines += ["", '# What the file calls it = what it means; "" is not used.', "[columns]"]
    lines += [
        f"{_text(header)} = {_text(column)}{said.get(header, '')}"
        for header, column in mapping.columns.items()
    ]
    open_ = [match for match in matches if match.header not in mapping.columns and match.alternatives]
    for match in open_:
        choices = [f"{_text(match.header)} = {_text(column)}" for column in (*match.alternatives, UNUSED)]
        lines += [f"# {match.reason} Take the # away from one line:", *(f"# {choice}" for choice in choices)]
    for column, words in mapping.values.items():
        lines += ["", f"[values.{_text(column)}]"]
        lines += [f"{_text(word)} = {_text(meaning)}" for word, meaning in words.items()]
    if mapping.blank:
        lines += ["", "# Texts that mean that nothing is known.", "[blank]"]
        lines += [f"{column} = [{', '.join(map(_text, texts))}]" for column, texts in mapping.blank.items()]
    if mapping.prefix:
        lines += ["", "# What stands before a number of four digits.", "[prefix]"]
        lines += [f"{column} = {_text(text)}" for column, text in mapping.prefix.items()]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """A TOML string: quoted, with control characters, quotes and backslashes escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c for c in escaped) + '"'


@cache
def presets(kind: str) -> dict[str, Preset]:
    """The shipped presets of a kind of file, by id."""
    found = {}
    for path in sorted(PRESETS.glob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        about = read.pop("about")
        if read["kind"] == kind:
            mapping = _mapping(read, path.name, path.stem)
            requires = tuple(about.get("requires", ()))
            note = about.get("note", "")
            title, refused = about["title"], about.get("refused", "")
            keys = frozenset(map(key, requires))
            found[path.stem] = Preset(path.stem, title, mapping, requires, refused, note, keys)
    return found


def preset_names(kind: str) -> dict[str, str]:
    """Id -> title of the presets that may be chosen for a kind of file."""
    return {preset.id: preset.title for preset in presets(kind).values() if not preset.refused}


def preset_of(header: Sequence[str], kind: str) -> Preset | None:
    """The preset that a header fits: the one that asks for most of its names."""
    there = {key(cell) for cell in header}
    fitting = [preset for preset in presets(kind).values() if preset.keys and preset.keys <= there]
    return max(fitting, key=lambda preset: len(preset.keys), default=None)


def _mapping(found: Map[str, Any], file_name: str, name: str) -> Mapping:
    """A mapping from what TOML holds; `Refused` for a kind, column or table that is unknown."""
    kind = found.get("kind")
    if kind not in MAPPED_KINDS:
        raise Refused(
            f'{file_name}: kind must be one of {", ".join(MAPPED_KINDS)}: write kind = "claims" at its top.'
        )
    unknown = sorted(set(found) - {"kind", "name", "preset", "header", *_TABLES})
    if unknown:
        raise Refused(
            f"{file_name}: {unknown[0]} is no part of a profile. Its parts are {', '.join(_TABLES)}."
        )
    preset = found.get("preset", "")
    if preset and preset not in presets_ids():
        raise Refused(f"{file_name}: there is no preset {preset}. There are {', '.join(presets_ids())}.")
    tables = {table: found.get(table, {}) for table in _TABLES}
    _check_shape(tables, file_name)
    _check_columns(tables, kind, file_name)
    blank = {column: tuple(map(str, texts)) for column, texts in tables["blank"].items()}
    values = {column: dict(words) for column, words in tables["values"].items()}
    return Mapping(kind, tables["columns"], preset, found.get("name", name), values, blank, tables["prefix"],
                   found.get("header", ""))  # fmt: skip


@cache
def presets_ids() -> tuple[str, ...]:
    """The ids of all shipped presets."""
    return tuple(path.stem for path in sorted(PRESETS.glob("*.toml")))


def _check_shape(tables: Map[str, Any], file_name: str) -> None:
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise Refused(f"{file_name}: {name} must be a table: write [{name}] and its lines below.")
        texts = list(table.values())
        if name == "values":
            texts = [
                text for words in texts for text in (words.values() if isinstance(words, dict) else [words])
            ]
        if name == "blank":
            texts = [text for listed in texts for text in (listed if isinstance(listed, list) else [listed])]
        for text in texts:
            if not isinstance(text, str):
                raise Refused(f"{file_name}: {text} is no text: write what a name means in quotes.")


def _check_columns(tables: Map[str, Any], kind: str, file_name: str) -> None:
    named = [*tables["columns"].values(), *tables["values"], *tables["blank"], *tables["prefix"]]
    for column in named:
        is_known = (
            column == UNUSED
            or column in column_names(kind)
            or (kind == "claims" and is_code_part(str(column)))
        )
        if not is_known:
            raise Refused(
                f"{file_name}: {column} is no column of {kind}. "
                f"Its columns are {', '.join(column_names(kind))}."
            )
