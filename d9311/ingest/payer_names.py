"""Payer names that are probably one payer, written in two ways; and the alias that makes them one."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb

from d9311.ingest.choices import ALIASES
from d9311.ingest.errors import Refused
from d9311.ingest.load import FilePath, import_files

NAMES = "payer_name"  # the kind of the answer that two of them are two payers
_WORD = re.compile(r"[^\W_]+")
# Words that name no payer, and states as they are shortened:
# `Delta Dental of CA` is `DELTA DENTAL CALIFORNIA`.
_EMPTY = frozenset(
    [
        "of",
        "the",
        "and",
        "insurance",
        "ins",
        "company",
        "co",
        "inc",
        "llc",
        "corp",
        "corporation",
        "group",
        "grp",
        "dental",
        "plan",
        "plans",
    ]
)
_STATES = dict(
    pair.split(":")
    for pair in [
        "al:alabama",
        "ak:alaska",
        "az:arizona",
        "ar:arkansas",
        "ca:california",
        "co:colorado",
        "ct:connecticut",
        "de:delaware",
        "fl:florida",
        "ga:georgia",
        "hi:hawaii",
        "id:idaho",
        "il:illinois",
        "in:indiana",
        "ia:iowa",
        "ks:kansas",
        "ky:kentucky",
        "la:louisiana",
        "me:maine",
        "md:maryland",
        "ma:massachusetts",
        "mi:michigan",
        "mn:minnesota",
        "ms:mississippi",
        "mo:missouri",
        "mt:montana",
        "ne:nebraska",
        "nv:nevada",
        "nh:newhampshire",
        "nj:newjersey",
        "nm:newmexico",
        "ny:newyork",
        "nc:northcarolina",
        "nd:northdakota",
        "oh:ohio",
        "ok:oklahoma",
        "or:oregon",
        "pa:pennsylvania",
        "ri:rhodeisland",
        "sc:southcarolina",
        "sd:southdakota",
        "tn:tennessee",
        "tx:texas",
        "ut:utah",
        "vt:vermont",
        "va:virginia",
        "wa:washington",
        "wv:westvirginia",
        "wi:wisconsin",
        "wy:wyoming",
    ]
)
_LONG_WORD, _ALIKE = 6, 0.85  # a slip of the keyboard: one word of at least six letters, nearly the same


@dataclass(frozen=True)
class Alike:
    """Two payers that may be one: `one` has fewer claim rows, and would be called `other`. Keys and names."""

    one: str
    one_name: str
    other: str
    other_name: str
    is_refused: bool


def alike_payers(payers: Sequence[Mapping[str, Any]]) -> list[Alike]:
    """Return pairs of payers with nearly one name, of the listing `payer_spellings`;
    each payer is `one` once.
    """
    ranked = sorted(payers, key=lambda row: (-row["claim_rows"], row["payer"]))
    named = [(row, _words(row["payer"])) for row in ranked]
    found: dict[str, Alike] = {}
    for (more, words), (less, others) in combinations(named, 2):
        if _are_alike(words, others):
            refused = more["payer_key"] in less["kept_apart"]
            pair = Alike(less["payer_key"], less["payer"], more["payer_key"], more["payer"], refused)
            known = found.get(pair.one)
            if known is None or (known.is_refused and not refused):
                found[pair.one] = pair
    return sorted(found.values(), key=lambda pair: pair.is_refused)


def make_one(db_path: FilePath, one: str, other: str, wait_seconds: float = 10) -> str:
    """Call the payer with the key `one` by the name of `other` from now on,
    by adding it to the list of payer names.

    The list is imported like any other, so that undoing it takes the answer back. Raises Refused when either
    is there no longer, and StoreError like `import_files`.
    """
    database = Path(db_path).absolute()
    with duckdb.connect(str(database), read_only=True) as found:
        names = dict(
            found.execute("select payer_key, any_value(payer) from payers group by payer_key").fetchall()
        )
        aliases = found.execute(
            "select alias, payer_alias.payer_name, names.payer_key "
            "from payer_alias left join payer_names as names on names.payer_name = payer_alias.payer_name"
        ).fetchall()
    if one not in names or other not in names:
        raise Refused("That payer is no longer there under this name.")
    kept = [(alias, names[other] if key == one else name) for alias, name, key in aliases]
    with tempfile.TemporaryDirectory(prefix="d9311-") as folder:
        path = Path(folder) / ALIASES
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("alias", "payer_name"), *kept, (names[one], names[other])])
        import_files(database, payer_alias=path, wait_seconds=wait_seconds)
    return f"{names[one]} is {names[other]} from now on. To take that back, undo the import of {ALIASES}."


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell one payer from another, states written out."""
    return tuple(_telling([word.casefold() for word in _WORD.findall(name)]))


def _telling(words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        follows_of = place > 0 and words[place - 1] == "of"
        is_last = place == len(words) - 1
        if word in _STATES and (follows_of or (is_last and place > 0 and word != "co")):
            yield _STATES[word]
        elif word not in _EMPTY:
            yield word


def _are_alike(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if not words or not others:
        return False
    if sorted(words) == sorted(others) or "".join(words) == "".join(others):
        return True
    left, right = [*words], [*others]
    for word in words:
        if word in right:
            left.remove(word)
            right.remove(word)
    return len(left) == len(right) == 1 and _is_slip(left[0], right[0])


def _is_slip(word: str, other: str) -> bool:
    is_plain = word.isalpha() and other.isalpha() and not {word, other} & set(_STATES.values())
    long = min(len(word), len(other)) >= _LONG_WORD
    return is_plain and long and SequenceMatcher(None, word, other).ratio() >= _ALIKE
