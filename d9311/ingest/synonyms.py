"""What other programs call the canonical columns: `d9311/presets/synonyms.csv`, and denial codes in parts."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from d9311.ingest.columns import fold, known_names

PRESETS = Path(__file__).resolve().parents[1] / "presets"
CODES = "adjustment_codes"

# `Adj1Group`, `LineAdj2ReasonCode`, `AdjustmentAmount3`: X12's CAS segment spread over columns.
_PART = re.compile(
    r"(?:line|claim|clm|svc|service)?(?:adj|adjustment|cas)(?P<before>\d{0,2})"
    r"(?P<part>group|reason|amount|amt)(?:code)?(?P<after>\d{0,2})"
)
_PARTS = {"group": "group", "reason": "reason", "amount": "amount", "amt": "amount"}
_TARGET = re.compile(rf"{CODES}\.\d{{1,2}}\.(group|reason|amount)")


def key(header: str) -> str:
    """A header as it is looked up: without case, spaces and punctuation but `#`."""
    return re.sub(r"[^\w#]|_", "", header.casefold())


@cache
def synonyms(kind: str) -> dict[str, tuple[str, ...]]:
    """Key of a header -> the columns that it may mean, for one kind of file (none for lists)."""
    found: dict[str, tuple[str, ...]] = {}
    with (PRESETS / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["kind"] == kind:
                for header in row["headers"].split(";"):
                    found[key(header)] = (*found.get(key(header), ()), row["column"])
    return found


def code_part(header: str) -> str | None:
    """The part of the denial codes that a header of `claims` means, `adjustment_codes.1.group`, if any."""
    match = _PART.fullmatch(key(header))
    if match is None or (match["before"] and match["after"]):
        return None
    return f"{CODES}.{int(match['before'] or match['after'] or 1)}.{_PARTS[match['part']]}"


def is_code_part(target: str) -> bool:
    """Whether a target of a mapping is a part of the denial codes."""
    return _TARGET.fullmatch(target) is not None


def canonical(header: str, kind: str) -> str | None:
    """The column that a header names itself."""
    return known_names(kind).get(fold(header))


def meanings(header: str, kind: str) -> tuple[str, ...]:
    """The targets that a header may mean by its name, other than being canonical itself."""
    named = synonyms(kind).get(key(header), ())
    part = code_part(header) if kind == "claims" else None
    return (part, *named) if part else named
