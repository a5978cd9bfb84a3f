"""Adjustment codes of a row, and what they say about a denial (`outcomes.md`, sections 1 and 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tests.oracle.code_text import ANNOUNCING, entries, read
from tests.oracle.reference import denial_codes

NEVER_DENIAL = {"N130", "MA130"}
VAGUE_CARCS = {"16", "96", "A1", "272"}


@dataclass
class Code:
    """One code of a row: amounts added, the group of the largest amount, else the first written."""

    kind: str
    code: str
    amount: Decimal | None
    group: str | None
    largest: Decimal | None

    @property
    def category(self) -> str | None:
        entry = denial_codes().get((self.kind, self.code))
        return entry[1] if entry else None

    @property
    def place(self) -> int:
        """Place in `denial_codes.csv`; only for codes that the file holds."""
        return denial_codes()[self.kind, self.code][0]

    @property
    def says_denied(self) -> bool:
        never = self.kind == "RARC" and self.code in NEVER_DENIAL
        return self.category not in (None, "not_a_denial") and not never

    def add(self, amount: Decimal | None, group: str | None) -> None:
        if amount is not None:
            self.amount = (self.amount or Decimal(0)) + amount
            if self.largest is None or amount > self.largest:
                self.largest, self.group = amount, group or self.group
        self.group = self.group or group


def parse(value: str | None) -> list[Code]:
    """The codes of `adjustment_codes`, in the order in which they are first written."""
    found: dict[tuple[str, str], Code] = {}
    for entry in entries(value or ""):
        for token in read(entry):
            if token.is_code:
                new = Code(token.kind, token.code, None, None, None)
                found.setdefault((token.kind, token.code), new).add(token.amount, token.group or None)
    return list(found.values())


def unread(value: str | None) -> list[str]:
    """The tokens that were not understood; words beside a code are said of it."""
    found = []
    for entry in entries(value or ""):
        tokens = read(entry)
        has_code = any(token.is_code for token in tokens)
        found += [
            token.text
            for token in tokens
            if not (token.is_code or token.is_amount or token.text in ANNOUNCING)
            and (re.search(r"[0-9]", token.text) if has_code else any(map(str.isalnum, token.text)))
        ]
    return found


def carcs(codes: list[Code]) -> set[str]:
    return {code.code for code in codes if code.kind == "CARC"}


def rarcs(codes: list[Code]) -> set[str]:
    return {code.code for code in codes if code.kind == "RARC"}


def denial_carcs(codes: list[Code]) -> list[Code]:
    return [code for code in codes if code.kind == "CARC" and code.says_denied]


def row_denial_codes(codes: list[Code]) -> list[Code]:
    """The denial codes of a row: its denial CARCs; with none and no CARC 1, 2 or 3, its denial RARCs."""
    found = denial_carcs(codes)
    if found or carcs(codes) & {"1", "2", "3"}:
        return found
    return [code for code in codes if code.kind == "RARC" and code.says_denied]


def denial_reason(codes: list[Code]) -> tuple[str, str | None, str | None]:
    """Category, code and group code of a denied row."""
    chosen = denial_carcs(codes)
    if chosen:
        code = min(chosen, key=lambda one: (-(one.amount if one.amount is not None else -1), one.place))
        remarks = [one for one in codes if one.kind == "RARC" and one.says_denied]
        if code.code in VAGUE_CARCS and remarks:
            return min(remarks, key=lambda one: one.place).category or "", code.code, code.group
        return code.category or "", code.code, code.group
    remarks = row_denial_codes(codes)
    if remarks:
        code = min(remarks, key=lambda one: one.place)
        return code.category or "", code.code, code.group
    for code in codes:
        if code.kind == "CARC" and code.category is None:
            return "unmapped", code.code, code.group
    return "no_reason_given", None, None
