"""What other programs call the canonical columns: `d9311/presets/synonyms.csv`, and denial codes in parts."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from d9311.contract import column_names
from d9311.ingest.headers.columns import fold, known_names

PRESETS = Path(__file__).resolve().parents[2] / "presets"
CODES = "adjustment_codes"

# `Adj1Group`, `LineAdj2ReasonCode`, `AdjustmentAmount3`: X12's CAS segment spread over columns.
_PART = re.compile(
    r"(?:line|claim|clm|svc|service)?(?:adj|adjustment|cas)(?P<before>\d{0,2})"
    r"(?P<part>group|reason|amount|amt)(?:code)?(?P<after>\d{0,2})"
)
_PARTS = {"group": "group", "reason": "reason", "amount": "amount", "amt": "amount"}
# How programs shorten the words of a header; a word of no weight becomes nothing.
_LONG = {
    "dt": "date", "dte": "date", "rcvd": "received", "recd": "received", "pmt": "payment", "pymt": "payment",
    "pd": "paid", "amt": "amount", "amnt": "amount", "svc": "service", "srv": "service", "serv": "service",
    "ins": "insurance", "insur": "insurance", "pat": "patient", "pt": "patient", "prov": "provider",
    "prv": "provider", "proc": "procedure", "num": "number", "nbr": "number", "no": "number", "nr": "number",
    "#": "number", "cd": "code", "clm": "claim", "resp": "responsibility", "adj": "adjustment",
    "sub": "submitted", "subm": "submitted", "submit": "submitted", "submission": "submitted",
    "desc": "description", "loc": "location", "co": "company", "grp": "group", "chg": "charge",
    "chrg": "charge", "charges": "charge", "fees": "fee", "codes": "code", "appr": "allowed",
    "trt": "treating", "tx": "treatment", "consult": "consultation", "ident": "id", "identifier": "id",
    "procs": "procedure", "dr": "doctor",
    "of": "", "the": "", "for": "", "on": "", "by": "", "at": "",
}  # fmt: skip
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|#")
_TARGET = re.compile(rf"{CODES}\.\d{{1,2}}\.(group|reason|amount)")


def key(header: str) -> str:
    """A header as it is looked up: without case, spaces and punctuation but `#`."""
    return re.sub(r"[^\w#]|_", "", header.casefold())


@cache
def synonyms(kind: str) -> dict[str, tuple[str, ...]]:
    """Key of a header -> the columns that it may mean, for one kind of file (none for lists)."""
    return _by(key, kind, {})


def words_key(header: str) -> str:
    """A header by its words, in any order and without abbreviations: `Rcvd Dt` is `DateReceived`."""
    words = [_LONG.get(word, word) for word in map(str.casefold, _WORD.findall(header))]
    return " ".join(sorted(filter(None, words)))


@cache
def _by_words(kind: str) -> dict[str, tuple[str, ...]]:
    """Words of a header -> the columns that it may mean, the canonical names among them."""
    return _by(words_key, kind, {words_key(name): (name,) for name in column_names(kind)})


def _by(
    written: Callable[[str], str], kind: str, found: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Add to `found` what the headers of the table mean, as they are written."""
    with (PRESETS / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for header in row["headers"].split(";") if row["kind"] == kind else ():
                known = found.get(written(header), ())
                found[written(header)] = tuple(dict.fromkeys((*known, row["column"])))
    return found


def named(header: str, kind: str) -> tuple[str, ...]:
    """The columns that a header may mean by the table of synonyms, else by its words."""
    return synonyms(kind).get(key(header)) or _by_words(kind).get(words_key(header), ())


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
    columns = named(header, kind)
    part = code_part(header) if kind == "claims" else None
    return (part, *columns) if part else columns
