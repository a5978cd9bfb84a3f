"""Whose letter it is: `letterhead.toml` beside the database. A blank field is a visible blank."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from d9311.packet.document import Line, Span, inert, line
from d9311.packet.errors import PacketError
from d9311.packet.words import SHORT_BLANK

FILE_NAME = "letterhead.toml"
NOBODY = Span("[letterhead: name, address]", "missing")


@dataclass(frozen=True)
class Letterhead:
    """Name, address (lines), phone, fax, NPI and tax number of a practice, and who signs."""

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    fax: str = ""
    npi: str = ""
    tax_id: str = ""
    signer: str = ""
    signer_title: str = ""

    def lines(self) -> tuple[Line, ...]:
        """Return what stands at the head of a letter."""
        if not self.name and not self.address:
            return (line(NOBODY),)
        name = Span(inert(self.name), "strong") if self.name else Span("[letterhead: name]", "missing")
        address = ", ".join(inert(one) for one in self.address if inert(one))
        reached = [("Phone", self.phone or SHORT_BLANK), ("Fax", self.fax), ("NPI", self.npi or SHORT_BLANK),
                   ("Tax ID", self.tax_id)]  # fmt: skip
        return (
            line(name),
            line(address or Span("[letterhead: address]", "missing")),
            line(" \N{MIDDLE DOT} ".join(f"{label} {inert(value)}" for label, value in reached if value)),
        )


@dataclass(frozen=True)
class Letterheads:
    """The letterhead of every practice, and of those that have none of their own."""

    default: Letterhead = Letterhead()
    practices: Mapping[str, Letterhead] = field(default_factory=dict)

    def of(self, practice_id: str) -> Letterhead:
        """Return the letterhead of a practice."""
        return self.practices.get(practice_id, self.default)


def beside(database: str | Path) -> Letterheads:
    """Return the letterheads in the file beside a database; blank ones where there is none."""
    path = Path(database).resolve().with_name(FILE_NAME)
    return read(path) if path.is_file() else Letterheads()


def read(path: Path) -> Letterheads:
    """Return the letterheads of a file. Raises PacketError with the place of what is wrong."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PacketError(f"{path.name} cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PacketError(f"{path.name} is not TOML in UTF-8: {error}.") from None
    practices = found.pop("practices", {})
    if not isinstance(practices, dict) or not all(isinstance(one, dict) for one in practices.values()):
        raise PacketError(f"{path.name}: practices takes tables, [practices.ID].")
    default = _fields(path, "", found)
    return Letterheads(
        Letterhead(**default),
        {name: Letterhead(**(default | _fields(path, name, one))) for name, one in practices.items()},
    )


def write(database: str | Path, practice_id: str, head: Letterhead) -> None:
    """Keep a practice's letterhead in the file beside a database, those of others as they are.

    Raises PacketError where the file that is there cannot be read, and OSError.
    """
    path = Path(database).resolve().with_name(FILE_NAME)
    kept = beside(database)
    parts = [_toml(kept.default)]
    for name, one in {**kept.practices, practice_id: head}.items():
        parts.append(f"[practices.{json.dumps(name)}]\n{_toml(one)}")
    beside_it = path.with_name(f"{path.name}.new")
    beside_it.write_text("\n".join(parts), encoding="utf-8")
    os.replace(beside_it, path)


def _toml(head: Letterhead) -> str:
    """Write the fields that are filled; a JSON text or list of texts is one of TOML too."""
    lines = [
        f"{one.name} = {json.dumps(getattr(head, one.name), ensure_ascii=False)}\n"
        for one in fields(head)
        if getattr(head, one.name)
    ]
    return "".join(lines)


def _fields(path: Path, practice: str, found: Mapping[str, Any]) -> dict[str, Any]:
    known = [one.name for one in fields(Letterhead)]
    where = f"{path.name}, practice {practice}" if practice else path.name
    values: dict[str, Any] = {}
    for name, value in found.items():
        if name not in known:
            raise PacketError(f"{where}: {name} is not a field; there are: {', '.join(known)}.")
        if name == "address":
            lines = value.splitlines() if isinstance(value, str) else value
            if not isinstance(lines, list) or not all(isinstance(one, str) for one in lines):
                raise PacketError(f"{where}: address takes a text or a list of lines.")
            values[name] = tuple(lines)
        elif isinstance(value, str):
            values[name] = value
        else:
            raise PacketError(f'{where}: {name} takes a text in quotes: {name} = "...".')
    return values
