"""The handful of faults that every real export has: the import lists them, the sample shows how."""

from __future__ import annotations

from .columns import MONEY, Row, cell
from .dice import Dice

Cells = list[str]


def in_claims(lines: list[Cells], columns: list[str], dice: Dice) -> list[Cells]:
    """The claims with a few more lines, and a few codes, that the import sets aside or warns about."""
    at = {column: place for place, column in enumerate(columns)}
    lines = [list(line) for line in lines]
    ours = [number for number, line in enumerate(lines) if line[at["procedure_code"]] == "D9311"]
    for code in ("9311", "9311", "D9311.", "d9311", "D9311:95"):
        lines[dice.pick(ours)][at["procedure_code"]] = code
    plain = [line for line in lines if line[at["procedure_code"]][1:3] in ("12", "23", "03")]
    for place, (column, value) in enumerate(
        (
            ("billed_amount", ""),
            ("billed_amount", "see ledger"),
            ("service_date", "2025-02-30"),
            ("service_date", ""),
            ("payer_name", ""),
            ("procedure_code", "D9311A"),
            ("procedure_code", "D93110"),
            ("status", "Queued"),
            ("status", "Queued"),
        )
    ):
        extra = list(dice.pick(plain[place::9]))
        extra[at["claim_id"]] += "X"
        extra[at[column]] = value
        lines.insert(dice.between(100, len(lines) - 100), extra)
    for _ in range(3):
        place = dice.between(100, len(lines) - 100)
        lines.insert(place + dice.between(1, 40), list(lines[place]))
    return [*lines, _total(lines, columns, at)]


def _total(lines: list[Cells], columns: list[str], at: dict[str, int]) -> Cells:
    """The report's last row: the word and the sums of the money columns."""
    total = [""] * len(columns)
    total[0] = "TOTAL"
    for column in ("billed_amount", "allowed_amount", "paid_amount"):
        assert column in MONEY
        amounts = (line[at[column]].replace(".", "") for line in lines)
        total[at[column]] = cell(column, sum(int(text) for text in amounts if text.lstrip("-").isdigit()))
    return total


def in_consultations(notes: list[Row], dice: Dice) -> list[Row]:
    """A note twice with other words, one with an impossible date, one that names a claim nobody knows."""
    twice, impossible = dice.pick(notes[50:400]), dice.pick(notes[400:800])
    changed = twice | {"outcome": "Corrected entry: see the first note"}
    unreadable = impossible | {"consultation_id": "C90001", "consultation_date": "31/31/2025", "claim_id": ""}
    lost = [note | {} for note in notes]
    unnamed = [place for place, note in enumerate(lost) if not note["claim_id"] and note["consultation_date"]]
    for _ in range(2):
        lost[dice.pick(unnamed)]["claim_id"] = "UNPOSTED-17"
    spot = lost.index(twice) if twice in lost else 300
    return [*lost[: spot + 3], changed, *lost[spot + 3 :], unreadable]
