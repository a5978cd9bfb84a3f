"""Adjustment codes of a row, and what they say about a denial (`outcomes.md`, sections 1 and 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tests.oracle.reference import denial_codes

TOKEN = re.compile(
    r"(?P<group>CO|PR|OA|PI|CR)?-?"
    r"(?:(?P<carc>\d+|[ABPWY]\d+)|(?P<rarc>(?:MA|M|N)\d+))"
    r"(?::(?P<amount>-?\d+(?:\.\d+)?))?"
)
GROUPS = {"CO", "PR", "OA", "PI", "CR"}
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
    lone_group = None
    for token in re.split(r"[;,|\s]+", (value or "").upper()):
        match = TOKEN.fullmatch(token)
        if match and (number := _number(match)):
            kind = "CARC" if match["carc"] else "RARC"
            group = match["group"] or (lone_group if kind == "CARC" else None)
            amount = abs(Decimal(match["amount"])) if match["amount"] else None
            code = found.setdefault((kind, number), Code(kind, number, None, None, None))
            code.add(amount, group)
        if token:
            lone_group = token if token in GROUPS else None
    return list(found.values())


def _number(match: re.Match[str]) -> str | None:
    carc = match["carc"]
    if carc is None:
        return match["rarc"]
    if not carc.isdigit():
        return carc
    return str(int(carc)) if 1 <= int(carc) <= 999 else None


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
