"""What is said of an X12 file as a whole, counted by rule, and the amounts that the sayings rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from d9311.ingest.errors import place
from d9311.ingest.reading.textfile import ProviderAdjustment, SetAside, Warning_

_AMOUNT = re.compile(r"-?(\d{1,15}(\.\d{0,6})?|\.\d{1,6})")
_LIMIT = Decimal(10) ** 10  # of DECIMAL(12,2)
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{4}|-\d{8})?")

_SAID = {
    "envelope_count": "the counts or control numbers of the envelope do not agree with "
    "what is there; all was read.",
    "segments_missing": "the transaction set says that it has more or fewer segments than are there, "
    "though its amounts add up. Get the file again if you can.",
    "unknown_segment": "the segment has no valid name and was passed over. Get the file again if you can.",
    "claim_total": "the charges, payments or adjustments of the claim's lines do not add up to the claim's.",
    "payment_total": "the claims' payments less the provider adjustments (PLB) are "
    "not the amount paid (BPR02).",
    "allowed_differs": "the payer's own allowed amount (AMT*B6) is not the billed amount less CO, OA and PI "
    "adjustments. The latter was kept.",
    "unreadable_adjustment": "an amount of an adjustment cannot be read; "
    "it counts as unknown, and the allowed amount with it.",
    "unreadable_total": "an amount of the claim or the check cannot be read, "
    "so that what it sums up was not checked.",
    "provider_adjustment": "the amount of a provider adjustment (PLB) is missing or cannot be read; "
    "the adjustment was kept without it.",
    "split_line": "the payer answered a line in several parts, which count as one line: "
    "their amounts were added.",
    "recoded_line": "the payer decided the line under another code than was billed; "
    "it counts as the billed one.",
}


class Notes:
    """Warnings, rows set aside and provider adjustments of one file."""

    def __init__(self, file_name: str) -> None:
        self.file_name = file_name
        self.set_aside: list[SetAside] = []
        self.provider_adjustments: list[ProviderAdjustment] = []
        self._found: dict[str, tuple[int, int]] = {}

    def add(self, rule: str, number: int) -> None:
        """Count a finding at a segment."""
        first, count = self._found.get(rule, (number, 0))
        self._found[rule] = (first, count + 1)

    def leave_out(self, rule: str, number: int, message: str) -> None:
        """Set a row aside. Its text is not kept."""
        said = f"{place(self.file_name, number)}: {message}"
        self.set_aside.append(SetAside(number, None, rule, said, ""))

    def warnings(self) -> list[Warning_]:
        """Return one warning for each rule."""
        found = []
        for rule, (number, count) in self._found.items():
            more = f" So {count:,} times." if count > 1 else ""
            said = f"{place(self.file_name, number)}: {_SAID[rule]}{more}"
            found.append(Warning_(number, None, rule, said, count))
        return found


def amount(text: str) -> Decimal | None:
    """Return an X12 amount, None for one that is absent or cannot be read."""
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def whole_cents(text: str) -> Decimal | None:
    """Return an amount that a money column can hold; None for any other."""
    value = amount(text)
    return value if value is not None and abs(value) < _LIMIT and value == round(value, 2) else None


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Return a sum, None when one of the amounts is unknown."""
    known = Decimal(0)
    for one in amounts:
        if one is None:
            return None
        known += one
    return known


def iso(text: str) -> str:
    """Return an X12 date (of a period: its first day) as ISO; anything else as it is."""
    match = _DATE.fullmatch(text)
    return "-".join(match.groups()) if match else text


def money(value: Decimal | None) -> str:
    """Return an amount for a cell, blank where it is unknown."""
    return "" if value is None else format(value, "f")
