"""Other projects' X12 files beside a plain look at their segments: `python -m tests.x12.published FOLDER`.

For each 835 and 837 file under the folder: how many claims, service lines and adjustments it holds (those of
a claim once for each of its lines), and what was billed and paid, by our reader and by nothing but splitting
the text. Medical lines are read as dental ones, so that every line counts. Ends with 1 where a file differs.
"""

from __future__ import annotations

import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from operator import itemgetter
from pathlib import Path

from d9311.ingest.errors import Refused
from d9311.ingest.x12.segments import encoding_of
from tests.reading import read
from tests.x12.reading import rows

DENTAL_GUIDES = {"X222": "X224A2", "X223": "X224A2", "X098": "X097A1", "X096": "X097A1"}


@dataclass
class Counts:
    """What a file holds: counts, and sums over its service lines."""

    claims: int = 0
    lines: int = 0
    adjustments: int = 0
    billed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)

    def __str__(self) -> str:
        return (
            f"{self.claims:>8,}{self.lines:>8,}{self.adjustments:>8,}{self.billed:>14,.2f}{self.paid:>14,.2f}"
        )


class Message:
    """The text of an X12 file, split as its first segment says, and nothing more."""

    def __init__(self, text: str) -> None:
        text = text[text.index("ISA") :]
        self.element = text[3]
        last = text.split(self.element, 16)[16]
        self.composite, after = last[0], last[1:].lstrip("\r\n")
        self.end = "\n" if after[0].isalnum() else after[0]
        self.pieces = text.split(self.end)
        self.is_answer = any(piece.strip().startswith(f"CLP{self.element}") for piece in self.pieces)

    def segments(self) -> Iterator[list[str]]:
        """Yield the elements of each segment, its name first."""
        for piece in self.pieces:
            if piece.strip():
                yield [element.strip() for element in piece.strip().split(self.element)]

    def claims(self) -> list[tuple[int, str]]:
        """Return where each claim begins, counted in segments, and its number."""
        numbered = enumerate(self.segments(), 1)
        return [(at, " ".join(one[1].split())) for at, one in numbered if one[0] in ("CLP", "CLM")]

    def as_dental(self) -> Message:
        """Return the message with every service line a dental one."""
        dental = (self._dental(piece) for piece in self.pieces)
        return Message(self.end.join(dental))

    def _dental(self, piece: str) -> str:
        name, *elements = piece.strip().split(self.element)
        if name in ("GS", "ST") and elements[-1].startswith("00"):
            for medical, guide in DENTAL_GUIDES.items():
                before, found, _ = elements[-1].partition(medical)
                elements[-1] = before + guide if found else elements[-1]
        elif name == "SV2":
            code, *others = elements[1:]
            name, elements = "SV3", [code or f"HC{self.composite}", *others]
        if name in ("SVC", "SV1", "SV3"):
            parts = elements[0].split(self.composite)
            elements[0] = self.composite.join(["AD", *parts[1:]])
            elements[5:6] = [""] if name == "SVC" else elements[5:6]
            name = "SVC" if name == "SVC" else "SV3"
        start = len(piece) - len(piece.lstrip())
        return piece[:start] + self.element.join([name, *elements])

    def text(self) -> str:
        """Return the text of the file."""
        return self.end.join(self.pieces)


def money(text: str) -> Decimal:
    """Return an amount, 0 for what is none."""
    try:
        return Decimal(text or "0")
    except InvalidOperation:
        return Decimal(0)


def plain(message: Message) -> Counts:
    """Count claims, lines and adjustments in the segments of a message of dental lines."""
    counts, of_claim, in_line = Counts(), 0, False
    for segment in message.segments():
        name, get = segment[0], dict(enumerate(segment)).get
        if name in ("CLP", "CLM"):
            counts.claims, of_claim, in_line = counts.claims + 1, 0, False
        elif name in ("SVC", "SV3"):
            counts.lines, in_line = counts.lines + 1, True
            counts.adjustments += of_claim
            counts.billed += money(get(2, ""))
            counts.paid += money(get(3, "")) if name == "SVC" else 0
        elif name == "CAS" and message.is_answer:
            found = sum(bool(get(at) or get(at + 1)) for at in range(2, 20, 3))
            counts.adjustments += found if in_line else 0
            of_claim += 0 if in_line else found
    return counts


def ours(message: Message) -> Counts:
    """Count what our reader gives. A claim counts by where its rows stand and by its number. Raises
    Refused."""
    with tempfile.TemporaryDirectory() as folder:
        file = read(Path(folder), message.text())
        found = rows(file)
    aside = Counter(row.rule for row in file.set_aside)
    codes = [code for row in found for code in row.get("adjustment_codes", "").split("; ") if "-" in code]
    claims = message.claims()
    starts = [bisect_right(claims, int(row["line"]), key=itemgetter(0)) - 1 for row in found]
    return Counts(
        len({at for at, row in zip(starts, found, strict=True) if claims[at][1] == row["claim_id"]})
        + aside["claim_without_lines"],
        len(found) + aside["not_dental"],
        len(codes),
        sum((money(row["billed_amount"]) for row in found), Decimal(0)),
        sum((money(row.get("paid_amount", "")) for row in found), Decimal(0)),
    )


def compared(path: Path) -> tuple[str, str]:
    """Return what became of a file, in a word, and its lines of the table."""
    message = Message(path.read_text(encoding=encoding_of(path))).as_dental()
    expected = plain(message)
    try:
        found = ours(message)
    except Refused as refused:
        return "refused", f"{expected}  refused: {str(refused).removeprefix('export.csv').lstrip(', ')}"
    if found == expected:
        return "same", f"{expected}  same"
    return "different", f"{expected}  by the segments\n{found}  BY OUR READER"


def main(folder: str) -> int:
    """Compare every X12 file under a folder; return 1 where one differs."""
    became: Counter[str] = Counter()
    print("  claims   lines  adjust.        billed          paid")
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n")[:3] == b"ISA":
            word, table = compared(path)
            became[word] += 1
            print(f"{path.relative_to(folder)}\n{table}")
    print(", ".join(f"{count} {word}" for word, count in sorted(became.items())))
    return 1 if became["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
