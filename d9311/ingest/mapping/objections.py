"""What the first rows of a file say against a mapping:
values of another kind, keys that repeat, statuses called wrong.

An objection stands in no import's way; it is for the mapping screen alone,
since its `word` is a value of the file.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Literal

from d9311.contract import column, column_names
from d9311.ingest.headers import clues
from d9311.ingest.headers.synonyms import CODES
from d9311.ingest.mapping.proposal import Mapping, Proposal
from d9311.ingest.reading.sample import Sample
from d9311.ingest.values.money import read_amount

# Columns of which every row has a value of its own.
_KEYS = frozenset(("consultation_id",))


@dataclass(frozen=True)
class Objection:
    """One contradiction. `kind` "values": the column `header` does not hold what `column` is.
    "repeats": its values repeat (`found` different ones on `rows` rows). "status": of the `rows`
    rows with the status `word`, called `meaning`, `found` have the `column` filled, or have money or
    none in it, against what was said.
    """

    kind: Literal["values", "repeats", "status"]
    column: str
    header: str = ""
    word: str = ""
    meaning: str = ""
    found: int = 0
    rows: int = 0


def _is_filled(text: str) -> bool:
    return bool(text)


def _is_money(text: str) -> bool:
    amount = read_amount(text)
    return amount is not None and amount > 0


def _is_zero(text: str) -> bool:
    return read_amount(text) == 0


# What a row cannot have whose status means this.
AGAINST: dict[str, tuple[tuple[str, Callable[[str], bool]], ...]] = {
    "not sent": (
        ("submitted_date", _is_filled),
        ("adjudicated_date", _is_filled),
        ("paid_amount", _is_money),
    ),
    "pending": (("adjudicated_date", _is_filled), ("paid_amount", _is_money)),
    "denied": (("paid_amount", _is_money),),
    "rejected": (("paid_amount", _is_money),),
    "paid": (("paid_amount", _is_zero),),
    "partially paid": (("paid_amount", _is_zero),),
}


def objections(proposal: Proposal, mapping: Mapping, chosen: Map[str, str]) -> tuple[Objection, ...]:
    """Return what the file's first rows contradict.

    `chosen`: header -> column as the user answered or chose.
    """
    found = [*_unlike(proposal, chosen), *_repeating(proposal.sample, chosen)]
    return (*found, *_statuses(proposal, mapping))


def _unlike(proposal: Proposal, chosen: Map[str, str]) -> list[Objection]:
    """Columns chosen against their values, but for those that the user was asked
    about for that very reason.
    """
    told = {(q.headers[0], q.columns[0]) for q in proposal.questions if len(q.headers) == len(q.columns) == 1}
    names = column_names(proposal.kind)
    return [
        Objection("values", target, header)
        for header, texts in zip(proposal.sample.header, proposal.sample.texts, strict=True)
        if (target := chosen.get(header)) in names and target != CODES and (header, target) not in told
        if not clues.fits(column(proposal.kind, target), texts)
    ]


def _repeating(sample: Sample, chosen: Map[str, str]) -> list[Objection]:
    found = []
    for place, header in enumerate(sample.header):
        target, texts = chosen.get(header, ""), sample.texts[place]
        filled = sample.filled(place)
        if target in _KEYS and filled > 1 and len(texts) <= filled * clues.HALF:
            found.append(Objection("repeats", target, header, found=len(texts), rows=filled))
    return found


def _statuses(proposal: Proposal, mapping: Mapping) -> list[Objection]:
    """Statuses that preset, profile or user call what their rows contradict."""
    meant = {word.casefold(): meaning for word, meaning in proposal.explained.get("status", {}).items()}
    meant |= {word.casefold(): meaning for word, meaning in mapping.values.get("status", {}).items()}
    place_of = {mapping.columns.get(header): place for place, header in enumerate(proposal.sample.header)}
    if "status" not in place_of:
        return []
    place = place_of["status"]
    rows_of: dict[str, list[tuple[str, ...]]] = {}
    for row in proposal.sample.rows:
        rows_of.setdefault(row[place].casefold(), []).append(row)
    found = []
    for word, rows in rows_of.items():
        meaning = meant.get(word, "")
        for name, test in AGAINST.get(meaning, ()):
            number = sum(test(row[place_of[name]]) for row in rows) if name in place_of else 0
            if number and number >= len(rows) * clues.HALF:
                as_written = rows[0][place]
                found.append(Objection("status", name, "", as_written, meaning, number, len(rows)))
    return found
